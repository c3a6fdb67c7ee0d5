"""A file that its firm withdraws before the review begins."""

from django.db import transaction

from nominations.models import Nomination
from nominations.rules.file.nomination import may_withdraw
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require, require_text

from ..checking import ranks


@transaction.atomic
def withdraw(actor: User, nomination: Nomination, *, reason: str) -> Nomination:
    """By the firm's HR before the experts begin; afterwards two people are needed (review room)."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination.pk)
    )
    if nomination.state == "withdrawn":
        return nomination
    require(may_withdraw(actor, nomination))
    require_text(reason, "请写明撤回原因。")
    NOMINATION.move(nomination, "withdraw")
    nomination.save()
    ranks.leave(actor, nomination)
    audit.record(actor, "撤回申报", nomination, reason=reason.strip())
    return nomination
