"""Withdrawal after the experts began: two people (permissions row 12)."""

from django.db import transaction

from nominations.models import Nomination
from nominations.states import NOMINATION
from review.models import Candidacy
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.two_person import two_person_act


def _check(candidacy_id: int, reason: str) -> None:
    require_text(reason, "请写明撤回原因。")
    candidacy = Candidacy.objects.get(pk=candidacy_id)
    CANDIDACY.move(candidacy, "withdraw")  # only to say at once what would be refused; nothing is saved


@two_person_act(
    "review.withdraw",
    "评审中撤回",
    may=is_union_or_leader,
    summary=lambda candidacy_id, reason: (
        f"{Candidacy.objects.select_related('nomination').get(pk=candidacy_id).nomination} 撤回：{reason}"
    ),
    check=_check,
)
@transaction.atomic
def withdraw(*, actor: User, second: User, candidacy_id: int, reason: str) -> Candidacy:
    """The candidate leaves; the place is not filled by anybody."""
    nomination = Nomination.objects.select_for_update().get(candidacy=candidacy_id)
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy_id)
    candidacy.mark_leaving()
    CANDIDACY.move(candidacy, "withdraw")
    candidacy.outcome_reason = reason.strip()
    candidacy.save()
    NOMINATION.move(nomination, "withdraw")
    nomination.save()
    audit.record(second, "评审中撤回", candidacy, reason=reason.strip())
    return candidacy
