"""What the union has to enter before a round can be opened (rows of `common/web/turns.py`)."""

import datetime as dt

from django.db.models import Exists, QuerySet
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import calendar
from wuhou_craftsmen.common.kernel.request_cache import once_a_page
from wuhou_craftsmen.common.kernel.two_person import asked, undecided
from wuhou_craftsmen.common.web.turns import Turn

from .domain import settings as register
from .domain.bodies import NAMING, members
from .models import Body, PolicyVersion


@once_a_page
def office_days() -> int:
    """Working days for what has no limit of its own."""
    return register.value(register.current(), "step_days")


def confirm_by(proposed_at: dt.datetime) -> dt.date | None:
    """Until when a second person decides over what was proposed then."""
    return calendar.limit_after(proposed_at, office_days())


def _unissued() -> QuerySet:
    """Drafts, while no version has its issue date: without one nothing can be opened."""
    issued = PolicyVersion.objects.filter(issued_on__isnull=False)
    found = PolicyVersion.objects.filter(~Exists(issued), issued_on=None)
    return found.none() if undecided("policy.register") else found


def _unseated() -> QuerySet:
    """Without seats nothing can be decided."""
    return Body.objects.filter(~Exists(members(NAMING)), key=NAMING).exclude(
        key__in=asked("body", "policy.seat")
    )


TURNS = [
    Turn("政策", ("未印发",), (Role.UNION_STAFF,), "实施办法待登记印发的版本", _unissued, lambda: reverse("policy:register"), round=""),
    Turn("领导机构", ("没有成员",), (Role.UNION_STAFF,), "评选管理领导小组待登记成员", _unseated, lambda: reverse("policy:bodies"),
         round=""),
]  # fmt: skip
