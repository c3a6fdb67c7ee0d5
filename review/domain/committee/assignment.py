"""Which expert scores which file, changed by the secretary while scoring is open; each change with its reason on record."""

from django.db import transaction

from nominations.models import AnnualRound
from review import rules
from review.models import Candidacy, Committee, CommitteeMember
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security import grants


def _checked(actor: User, candidacy: Candidacy, member: CommitteeMember, reason: str) -> str:
    require(rules.may_assign(actor))
    committee = Committee.objects.select_for_update().get(pk=member.committee_id)
    require(rules.scoring_open(committee))
    if candidacy.round_id != committee.round_id or candidacy.state != "in_review":
        raise Refusal(f"{candidacy}不在本批次的专家评审中。")
    return require_text(reason, "请写明调整分配的原因，原因将记入操作记录。")[:200]


@transaction.atomic
def assign(actor: User, candidacy: Candidacy, member: CommitteeMember, reason: str) -> None:
    """The expert scores this file, too; never one from which he stands aside."""
    why = _checked(actor, candidacy, member, reason)
    if candidacy.recusals.filter(member=member).exists():
        raise Refusal(f"专家 {member} 应当回避 {candidacy}，不能分配。")
    if grants.holds(member.expert.user, rules.SCORE, candidacy):
        raise Refusal(f"{candidacy} 已经分配给专家 {member}。")
    grants.grant(member.expert.user, rules.SCORE, Candidacy.objects.filter(pk=candidacy.pk))
    audit.record(actor, "分配评分", candidacy, expert=member.code, reason=why)


@transaction.atomic
def unassign(actor: User, candidacy: Candidacy, member: CommitteeMember, reason: str) -> None:
    """The file is taken from the expert, as long as he has not sealed it: a sealed sheet is void by two people only."""
    why = _checked(actor, candidacy, member, reason)
    if not grants.holds(member.expert.user, rules.SCORE, candidacy):
        raise Refusal(f"{candidacy} 没有分配给专家 {member}。")
    if candidacy.scores.filter(member=member, void=None).exists():
        raise Refusal(f"专家 {member} 已经封存 {candidacy} 的评分，不能收回。")
    grants.revoke(member.expert.user, rules.SCORE, candidacy)
    audit.record(actor, "收回评分分配", candidacy, expert=member.code, reason=why)


@transaction.atomic
def look(actor: User, round: AnnualRound, reason: str) -> None:
    """Whoever only oversees says why, and it is written down; the secretary, who assigns, just reads."""
    require(rules.may_see_assignments(actor))
    if rules.may_assign(actor):
        return
    why = require_text(reason, "请写明查看的原因，原因将记入操作记录。")
    audit.record(actor, "查看评分分配", round, reason=why[:200])
