"""A file found to be fraudulent before the review; later it is the review’s to decide."""

from django.db import transaction

from nominations import notices
from nominations.models import Nomination, Route
from nominations.rules.checking.conflicts import free_of_conflict
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_leader
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

from . import ranks


@transaction.atomic
def disqualify(actor: User, nomination: Nomination, *, finding: str) -> Nomination:
    """Fraud found: the candidacy ends, the slot is lost, nobody takes its place."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("round").get(pk=nomination.pk)
    )
    require(is_leader(actor))
    require(free_of_conflict(actor, nomination))
    require_text(finding, "请写明查实的依据。")
    if nomination.route == Route.DIRECT or nomination.round.state not in ("open", "checking"):
        raise Refusal("评审已经开始，请在评审环节办理。")
    NOMINATION.move(nomination, "disqualify")
    nomination.save()
    ranks.leave(actor, nomination)
    audit.record(actor, "取消资格", nomination, finding=finding.strip())
    notices.disqualified(nomination)
    return nomination
