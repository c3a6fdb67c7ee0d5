"""What two of leading group and auditors may do with closed or sealed scores: open the scoring again, void one sheet.

Until the leading group has met. No sheet is changed or deleted: a ranking is made again, the earlier one stays beside it.
"""

import datetime as dt

from django.db import transaction

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound, Route
from review import messages, rules
from review.models import Candidacy, Committee, CommitteeMember, Score, ScoreVoid
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text

from .closing import freeze


def _check_reopening(round_id: int, closes_at: str, reason: str) -> AnnualRound:
    round = AnnualRound.objects.get(pk=round_id)
    require(rules.may_still_be_rescored(round))
    if round.state == "reviewing":
        raise Refusal("评分正在进行，不须重新开放。")
    if dt.datetime.fromisoformat(closes_at) <= clock.now():
        raise Refusal("评分截止时间须晚于现在。")
    require_text(reason, "请写明重新开放评分的原因和依据。")
    return round


@two_person_act(
    "review.reopen_scoring",
    "重新开放评分",
    may=rules.may_reopen_scoring,
    summary=lambda round_id, closes_at, reason: (
        f"{AnnualRound.objects.get(pk=round_id)}：评分截止 {read_moment_text(closes_at)}，原因：{reason}"
    ),
    check=_check_reopening,
)
@transaction.atomic
def reopen(*, actor: User, second: User, round_id: int, closes_at: str, reason: str) -> Committee:
    """Everybody scores on until the new end; then the ranking is made again."""
    AnnualRound.objects.select_for_update().get(pk=round_id)
    round = _check_reopening(round_id, closes_at, reason)
    committee = Committee.objects.select_for_update().get(round=round)
    rounds.advance(second, round, "reopen_review")
    _back_to_review(round)
    committee.scoring_closed_at, committee.reminded_of = None, None
    committee.scoring_closes_at = dt.datetime.fromisoformat(closes_at)
    committee.save()
    why = reason.strip()
    audit.record(second, "重新开放评分", committee, closes_at=closes_at, reason=why, proposed_by=str(actor))
    messages.scoring_reopened(committee)
    told = f"{actor}提请、{second}复核，原因：{why}"
    messages.tell_auditors(round, "重新开放评分", told, f"reopened {round.rankings.count()}")
    return committee


def _back_to_review(round: AnnualRound) -> None:
    """Who was ranked waits for the ranking again; a direct recognition goes past it."""
    ranked = round.candidacies.filter(state__in=CANDIDACY.transitions["rank_again"].sources)
    ranked = ranked.exclude(nomination__route=Route.DIRECT).select_for_update(of=("self",)).order_by("pk")
    candidacies = list(ranked)
    for candidacy in candidacies:
        CANDIDACY.move(candidacy, "rank_again")
        candidacy.outcome_reason = ""
    Candidacy.objects.bulk_update(candidacies, ["state", "outcome_reason"], batch_size=500)


def _check_void(candidacy_id: int, member_id: int, reason: str) -> Score:
    candidacy = Candidacy.objects.select_related("round").get(pk=candidacy_id)
    require(rules.may_still_be_rescored(candidacy.round))
    member = CommitteeMember.objects.get(pk=member_id)
    score = candidacy.scores.filter(member=member, void=None).last()
    if score is None:
        raise Refusal(f"专家 {member} 没有 {candidacy} 的有效评分。")
    require_text(reason, "请写明评分作废的原因和依据。")
    return score


def _void_in_words(candidacy_id: int, member_id: int, reason: str) -> str:
    candidacy, member = Candidacy.objects.get(pk=candidacy_id), CommitteeMember.objects.get(pk=member_id)
    return f"专家 {member} 对 {candidacy} 的评分作废，原因：{reason}"


@two_person_act(
    "review.void_score",
    "评分作废",
    may=rules.may_reopen_scoring,
    summary=_void_in_words,
    check=_check_void,
    seen=lambda **said: _check_void(**said).pk,
)
@transaction.atomic
def void_score(*, actor: User, second: User, candidacy_id: int, member_id: int, reason: str) -> None:
    """The sheets of this expert for this file count no more. While scoring is open he may seal again; where the ranking was
    made, it is made again without them."""
    round = AnnualRound.objects.select_for_update(of=("self",)).get(candidacies=candidacy_id)
    committee = Committee.objects.select_for_update().get(round=round)
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy_id)
    _check_void(candidacy_id, member_id, reason)
    why, at = reason.strip(), clock.now()
    for score in candidacy.scores.filter(member=member_id, void=None):
        ScoreVoid.objects.create(score=score, reason=why[:200], by=actor, at=at)
    member = committee.members.get(pk=member_id)
    audit.record(second, "评分作废", candidacy, expert=member.code, reason=why, proposed_by=str(actor))
    if committee.scoring_closed_at:
        _back_to_review(round)
        freeze(second, round)
        messages.ranking_made(round)
    told = f"专家 {member} 对 {candidacy} 的评分，{actor}提请、{second}复核，原因：{why}"
    messages.tell_auditors(round, "评分作废", told, f"voided {candidacy.pk} {member_id} {at.isoformat()}")
