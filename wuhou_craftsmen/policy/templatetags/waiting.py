"""What was proposed and waits for a second person, on the page where it was proposed: by whom, and until when."""

import datetime as dt
from typing import Any

from django import template

from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.models import PendingAct

from .. import turns

register = template.Library()


@register.filter
def confirm_by(act: PendingAct) -> dt.date | None:
    """The day by which a proposal is to be confirmed; none where the year's statutory days are not entered."""
    return turns.confirm_by(act.proposed_at)


@register.filter
def is_over(day: dt.date | None) -> bool:
    """The day has passed."""
    return clock.is_over(day)


@register.inclusion_tag("parts/proposals.html")
def proposals(*keys: str, by: str = "另一人", summary: bool = False, **params: Any) -> dict[str, Any]:
    """A line for each undecided proposal of these acts that names these values; `by`: who confirms it."""
    return {"acts": two_person.undecided(*keys, **params), "by": by, "summary": summary}
