"""回避 of experts: declared by the expert or imposed by the secretary; beats every assignment, at once."""

from django.db import transaction

from nominations.domain.checking import conflicts
from nominations.models import AnnualRound, Conflict, Nomination
from review import rules
from review.models import Candidacy, Committee, CommitteeMember, Recusal, ScoreVoid
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
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


def _check_lifting(recusal_id: int, reason: str) -> Recusal:
    found = (
        Recusal.objects.filter(pk=recusal_id).select_related("member__committee__round", "candidacy").first()
    )
    if found is None:
        raise Refusal("这条回避已经撤销。")
    if found.cause == "same_person":
        raise Refusal("本人为候选人的，不能撤销回避。")
    if found.member.committee.scoring_closed_at is not None:
        raise Refusal("评分已经截止，不能撤销回避。")
    require_text(reason, "请写明撤销回避的原因和依据。")
    return found


def _lifting_in_words(recusal_id: int, reason: str) -> str:
    found = _check_lifting(recusal_id, reason)
    return f"专家 {found.member} 不再回避 {found.candidacy}（{found.get_cause_display()}），原因：{reason}"


def _not_the_own(user: User, *, recusal_id: int, **_: str) -> Answer:
    own = Recusal.objects.filter(pk=recusal_id, member__expert__user__in=user.own_accounts).exists()
    return no("不能撤销本人的回避，须由另外两人办理。") if own else YES


@two_person_act(
    "review.lift_recusal",
    "撤销专家回避",
    may=rules.may_lift_recusal,
    summary=_lifting_in_words,
    check=_check_lifting,
    about=_not_the_own,
)
@transaction.atomic
def lift(*, actor: User, second: User, recusal_id: int, reason: str) -> None:
    """The expert scores the file again; what was voided stays void. Cause and reason stay in the log."""
    found = _check_lifting(recusal_id, reason)
    Nomination.objects.select_for_update().get(pk=found.candidacy.nomination_id)
    Committee.objects.select_for_update().get(pk=found.member.committee_id)
    found = _check_lifting(recusal_id, reason)
    candidacy, expert, cause = found.candidacy, found.member.expert.user, found.get_cause_display()
    found.delete()
    Conflict.objects.filter(nomination=candidacy.nomination_id, user=expert).delete()
    if found.member.committee.scoring_open and candidacy.state == "in_review":
        grants.grant(expert, rules.SCORE, Candidacy.objects.filter(pk=candidacy.pk))
    audit.record(
        second, "撤销回避", candidacy, expert=found.member.code, cause=cause, reason=reason.strip(),
        proposed_by=str(actor),
    )  # fmt: skip


@conflicts.before_lifting
def _of_the_committee(conflict: Conflict) -> None:
    """What an expert must not score is lifted here, with the score that he may then give."""
    own = Recusal.objects.filter(member__expert__user=conflict.user_id)
    if own.filter(candidacy__nomination=conflict.nomination_id).exists():
        raise Refusal("这名专家的回避在“评审”页的“回避”里提请撤销。")


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
