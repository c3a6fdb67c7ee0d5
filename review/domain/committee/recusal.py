"""回避 of experts: declared by the expert or imposed by the secretary; beats every assignment, at once."""

from django.db import transaction

from nominations.domain.checking import conflicts
from nominations.models import AnnualRound, Nomination
from review import rules
from review.models import Candidacy, Committee, CommitteeMember, Recusal, ScoreVoid
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.common.text.keys import fold_number


@transaction.atomic
def pledge(actor: User, round: AnnualRound) -> CommitteeMember:
    """The expert promises to stand aside where needed and to keep silent; asked before the first score."""
    member = (
        CommitteeMember.objects.select_for_update().filter(committee__round=round, expert__user=actor).first()
    )
    if member is None:
        raise Refusal("您不是本年度专家委员会的成员。")
    if member.pledged_at is None:
        member.pledged_at = clock.now()
        member.save()
        audit.record(actor, "签署回避与保密承诺", member)
    return member


@transaction.atomic
def declare(
    actor: User, candidacy: Candidacy, member: CommitteeMember, cause: str, note: str = ""
) -> Recusal:
    """The expert for himself; the secretary or the union for another, with the reason on record.

    A score sealed before is voided and kept.
    """
    if member.expert.user_id != actor.pk:
        require(rules.may_impose_recusal(actor))
        require_text(note, "为专家登记回避须写明依据，依据将记入操作记录。")
    if cause not in dict(Recusal.CAUSES):
        raise Refusal("请选择回避原因。")
    committee = Committee.objects.select_for_update().get(pk=member.committee_id)
    if committee.scoring_closed_at is not None:
        raise Refusal("评分已经截止；截止后发现应回避的，由领导小组决定是否重新计算。")
    recusal, created = Recusal.objects.get_or_create(
        candidacy=candidacy,
        member=member,
        defaults={"cause": cause, "note": note.strip(), "recorded_by": actor, "at": clock.now()},
    )
    if not created:
        return recusal
    grants.revoke(member.expert.user, rules.SCORE, candidacy)
    for score in candidacy.scores.filter(member=member, void=None):
        ScoreVoid.objects.create(
            score=score, reason=f"应当回避：{recusal.get_cause_display()}", by=actor, at=clock.now()
        )
    audit.record(
        actor,
        "登记回避",
        candidacy,
        expert=member.code,
        cause=recusal.get_cause_display(),
        reason=recusal.note,
    )
    return recusal


@transaction.atomic
def stand_aside(actor: User, round: AnnualRound, *, no: str, cause: str, note: str = "") -> None:
    """An expert names a file by its number, given to him or not: it is never given to him, or taken from him at once."""
    require(rules.is_expert(actor))
    nomination = Nomination.objects.filter(
        round=round, no__iexact=fold_number(no), receipt_no__isnull=False
    ).first()
    if nomination is None:
        raise Refusal("本年度没有这个编号的申报，请核对申报编号。")
    Nomination.objects.select_for_update().get(pk=nomination.pk)  # both before the first record is written
    Committee.objects.select_for_update().filter(round=round).first()
    conflicts.declare(actor, nomination, cause, note)
    member = CommitteeMember.objects.filter(committee__round=round, expert__user=actor).first()
    candidacy = Candidacy.objects.filter(nomination=nomination).first()
    if member and candidacy:
        declare(actor, candidacy, member, cause, note)
