"""Whose a coded sheet is: told to nobody, but to an auditor who asks with a reason, with a second person, for a day."""

import datetime as dt

from django.db import transaction

from review import messages, rules
from review.models import Candidacy
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import PendingAct

ACT = "review.open_names"
OPEN_FOR = dt.timedelta(days=1)


def _check(candidacy_id: int, reason: str) -> Candidacy:
    candidacy = Candidacy.objects.select_related("round").get(pk=candidacy_id)
    require_text(reason, "请写明查看评分专家姓名的原因。")
    if not candidacy.round.rankings.exists():
        raise Refusal("评分截止以后才能提请。")
    return candidacy


@two_person_act(
    ACT,
    "查看评分专家姓名",
    may=rules.may_open_names,
    may_confirm=rules.may_reopen_scoring,
    summary=lambda candidacy_id, reason: f"{Candidacy.objects.get(pk=candidacy_id)}：{reason}",
    check=_check,
)
@transaction.atomic
def open_names(*, actor: User, second: User, candidacy_id: int, reason: str) -> None:
    """For the one who asked and this file alone; every auditor is told."""
    candidacy = _check(candidacy_id, reason)
    audit.record(second, "允许查看评分专家姓名", candidacy, reason=reason.strip(), proposed_by=str(actor))
    told = f"{candidacy}，{actor}提请、{second}复核，原因：{reason.strip()}"
    messages.tell_auditors(
        candidacy.round, "查看评分专家姓名", told, f"names {candidacy.pk} {clock.now().isoformat()}"
    )


def open_to(user: User, candidacy: Candidacy) -> bool:
    """Whether the names of this file's sheets stand open to the user now."""
    if not rules.may_open_names(user):
        return False
    agreed = PendingAct.objects.filter(act=ACT, state="confirmed", params__candidacy_id=candidacy.pk)
    return agreed.filter(proposed_by=user, decided_at__gt=clock.now() - OPEN_FOR).exists()


def look(user: User, candidacy: Candidacy) -> None:
    """Each look is on record."""
    require(rules.may_open_names(user))
    audit.record(user, "查看评分专家姓名", candidacy)
