"""A file found to be fraudulent before the review; later it is the review’s to decide."""

from django.db import transaction

from nominations import messages
from nominations.models import Nomination
from nominations.rules.checking.checks import may_disqualify
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require, require_text

from . import ranks


@transaction.atomic
def disqualify(actor: User, nomination: Nomination, *, finding: str) -> Nomination:
    """Fraud found: the candidacy ends, the slot is lost, nobody takes its place."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("round").get(pk=nomination.pk)
    )
    require(may_disqualify(actor, nomination))
    require_text(finding, "请写明查实的依据。")
    NOMINATION.move(nomination, "disqualify")
    nomination.save()
    ranks.leave(actor, nomination)
    audit.record(actor, "取消资格", nomination, finding=finding.strip())
    messages.disqualified(nomination)
    return nomination
