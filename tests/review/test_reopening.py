"""Scoring reopened, a sheet void, whose a sheet is: by two people, until the leading group has met."""

import pytest

from nominations.models import Conflict
from review.domain.committee import assignment, recusal
from review.domain.outcome import deliberation
from review.domain.scoring import names, scoring
from review.models import Recusal, ScoreVoid
from tests.people import client_of, make_user, on
from tests.small_year import SHEETS, Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import AuditEntry, Message, PendingAct
from wuhou_craftsmen.common.security import grants

pytestmark = pytest.mark.django_db
WHY = "经查有人代评"


@kept
def ranked():
    year = Year().play("score")
    year.auditor = make_user(Role.AUDITOR)
    return year


@kept
def scored():
    year = Year().play("check")
    year.open_scoring()
    return year


def seat(year, code="P01"):
    return year.round.committee.members.get(code=code)


def reopen(year, closes_at="2022-03-25T00:00:00+08:00", reason=WHY):
    said = {"round_id": year.round.pk, "closes_at": closes_at, "reason": reason}
    return together(year.leaders[1], year.auditor, "review.reopen_scoring", **said)


def void(year, no="001", code="P02", reason=WHY):
    said = {"candidacy_id": year.candidate(no).pk, "member_id": seat(year, code).pk, "reason": reason}
    together(year.leaders[1], year.auditor, "review.void_score", **said)


def score_of(year, no="001"):
    return year.round.rankings.last().rows.get(candidacy=year.candidate(no))


def test_who_was_ranked_is_scored_again_and_ranked_again(ranked):
    """P02 gave the first file 60 and gives 90 now; the ranking that stood stays beside the new one."""
    before = score_of(ranked)
    reopen(ranked)
    assert {c.state for c in ranked.round.candidacies.all()} == {"in_review"}
    expert = seat(ranked, "P02").expert.user
    marks = {f"C{n}": int(2 * mark) for n, mark in enumerate(SHEETS[100], 1)}
    scoring.save_draft(expert, ranked.candidate("001"), marks=marks, endorsed=True)
    scoring.seal(expert, ranked.candidate("001"))
    together(ranked.secretary, ranked.leaders[0], "review.close_scoring", round_id=ranked.round.pk)
    first, second = ranked.round.rankings.all()
    assert before.run == first
    assert score_of(ranked).run == second
    assert score_of(ranked).final > before.final
    ranked.round.refresh_from_db()
    ranked.deliberate()  # the list comes from the new ranking


def test_a_void_sheet_counts_no_more_and_stays(ranked):
    sheets = ranked.candidate("001").scores.count()
    void(ranked)
    assert score_of(ranked).experts == 6
    assert ranked.candidate("001").scores.count() == sheets
    assert ScoreVoid.objects.get().reason == WHY
    page = client_of(ranked.first).get(f"/review/candidates/{ranked.candidate('001').pk}/scores/")
    assert f"作废：{WHY}" in page.content.decode()


def test_each_auditor_is_told_at_once(ranked):
    void(ranked)
    reopen(ranked)
    told = Message.objects.filter(user=ranked.auditor, kind="scoring_touched").values_list(
        "subject", flat=True
    )
    assert sorted(told) == ["评分作废", "重新开放评分"]


def test_not_without_a_reason_nor_into_the_past_nor_twice(ranked):
    with pytest.raises(Refusal, match="请写明重新开放评分的原因"):
        reopen(ranked, reason=" ")
    with pytest.raises(Refusal, match="须晚于现在"):
        reopen(ranked, closes_at="2022-02-01T00:00:00+08:00")
    reopen(ranked)
    with pytest.raises(Refusal, match="评分正在进行"):
        reopen(ranked)
    with pytest.raises(Refusal, match="请写明评分作废的原因"):
        void(ranked, reason=" ")
    void(ranked)
    with pytest.raises(Refusal, match="没有 ZG2022-001 的有效评分"):
        void(ranked)


def test_after_the_meeting_nothing_of_it_moves(ranked):
    ranked.deliberate()
    for act in (reopen, void):
        with pytest.raises(Refusal, match="领导小组已经审定"):
            act(ranked)


def test_a_meeting_recorded_before_a_sheet_was_void_is_not_confirmed(ranked):
    on("2022-04-11")
    approved = deliberation.proposed_list(ranked.round, ["ZG2022-004"])
    asked = propose(
        ranked.first, "review.record_meeting", round_id=ranked.round.pk, held_on="2022-04-11",
        present=[user.pk for user in ranked.leaders[:5]], minutes="同意。", approved=[c.pk for c in approved],
        chosen_tied=["ZG2022-004"],
    )  # fmt: skip
    void(ranked, no="002")
    page = client_of(ranked.leaders[0]).post(f"/pending/{asked.pk}/", follow=True)
    assert "内容在提出之后有变化" in page.content.decode()
    assert not ranked.round.meetings.exists()


def test_names_are_open_to_the_auditor_who_asked_for_a_day(ranked):
    candidacy = ranked.candidate("001")
    page = f"/review/candidates/{candidacy.pk}/scores/"
    together(ranked.auditor, ranked.leaders[0], names.ACT, candidacy_id=candidacy.pk, reason=WHY)
    assert "专家二" in client_of(ranked.auditor).get(page).content.decode()
    assert AuditEntry.objects.filter(actor=ranked.auditor, verb="查看评分专家姓名").count() == 1
    assert "专家二" not in client_of(make_user(Role.AUDITOR)).get(page).content.decode()
    PendingAct.objects.update(decided_at=clock.now() - 2 * names.OPEN_FOR)
    assert "专家二" not in client_of(ranked.auditor).get(page).content.decode()


def test_a_leader_who_stands_aside_reads_neither_ranking_nor_sheets(ranked):
    leader, candidacy = ranked.leaders[3], ranked.candidate("001")
    Conflict.objects.create(nomination=candidacy.nomination, user=leader, cause="kin", at=clock.now())
    room = f"/review/rounds/{ranked.round.pk}/"
    for page in ("ranking/", "ranking.xlsx", "statistics/"):
        assert client_of(leader).get(f"{room}{page}").status_code == 403
    assert client_of(leader).get(f"/review/candidates/{candidacy.pk}/scores/").status_code == 403
    assert (
        client_of(leader).get(f"/review/candidates/{ranked.candidate('003').pk}/scores/").status_code == 200
    )


def test_a_lifted_recusal_lets_the_expert_score_and_keeps_what_was_void_void(scored):
    expert = seat(scored, "P02").expert.user
    recusal.declare(scored.secretary, scored.candidate("001"), seat(scored, "P02"), "kin", "有人反映")
    found = Recusal.objects.get(cause="kin")
    together(scored.secretary, scored.first, "review.lift_recusal", recusal_id=found.pk, reason="查无此事")
    assert grants.holds(expert, "review.score_candidacy", scored.candidate("001"))
    told = AuditEntry.objects.get(verb="撤销回避").details
    assert (told["expert"], told["cause"], told["reason"]) == ("P02", found.get_cause_display(), "查无此事")
    with pytest.raises(Refusal, match="已经撤销"):
        propose(scored.first, "review.lift_recusal", recusal_id=found.pk, reason="查无此事")


def test_nobody_lifts_his_own_conflict_nor_an_experts_past_the_review(scored):
    own = Conflict.objects.create(
        nomination=scored.file("001"), user=scored.first, cause="kin", at=clock.now()
    )
    with pytest.raises(Refusal, match="不能撤销本人的回避"):
        propose(scored.first, "nominations.lift_conflict", conflict_id=own.pk, reason="写错")
    recusal.stand_aside(seat(scored).expert.user, scored.round, no="ZG2022-001", cause="kin")
    experts = Conflict.objects.exclude(pk=own.pk).get()
    with pytest.raises(Refusal, match="在“评审”页的“回避”里提请撤销"):
        propose(scored.first, "nominations.lift_conflict", conflict_id=experts.pk, reason="写错")


def test_assignments_move_until_a_sheet_is_sealed(scored):
    member, candidacy = seat(scored), scored.candidate("001")
    assignment.unassign(scored.secretary, candidacy, member, "因病")
    with pytest.raises(Refusal, match="没有分配给专家 P01"):
        assignment.unassign(scored.secretary, candidacy, member, "因病")
    assignment.assign(scored.secretary, candidacy, member, "病愈")
    with pytest.raises(Refusal, match="已经分配给专家 P01"):
        assignment.assign(scored.secretary, candidacy, member, "病愈")
    with pytest.raises(Refusal, match="应当回避 ZG2022-002"):
        assignment.assign(scored.secretary, scored.candidate("002"), seat(scored, "P07"), "补足")
    recusal.pledge(member.expert.user, scored.round)
    marks = {f"C{n}": int(2 * mark) for n, mark in enumerate(SHEETS[90], 1)}
    scoring.save_draft(member.expert.user, candidacy, marks=marks, endorsed=True)
    scoring.seal(member.expert.user, candidacy)
    with pytest.raises(Refusal, match="已经封存"):
        assignment.unassign(scored.secretary, candidacy, member, "因病")
