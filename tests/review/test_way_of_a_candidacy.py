"""What happens to a candidacy at the edges: leaving, the hour of closing, the line, the words of a notice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from review import queries
from review.domain.committee import recusal, roster
from review.domain.outcome import deliberation, objections
from review.domain.scoring import closing, scoring
from review.models import CandidacyUserObjectPermission, CommitteeMember
from tests.people import make_id, make_user, on
from tests.small_year import Year
from tests.workbooks import EXPERT_HEADINGS, SCORE_HEADINGS, workbook
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
FULL = {"C1": 27, "C2": 36, "C3": 18, "C4": 18, "C5": 18, "C6": 18, "C7": 18, "C8": 27}


@kept
def checked():
    """Files are checked; there is no committee yet."""
    return Year().play("check")


@kept
def year():
    """Scoring is open, nobody has scored yet."""
    played = Year().play("check")
    played.open_scoring()
    return played


@kept
def ranked():
    """The ranking is frozen: 001 and 007 proposed, 003 and 004 tied for the third place."""
    played = Year().play("score")
    on("2022-04-11")
    return played


def member(year, code="P01") -> CommitteeMember:
    return CommitteeMember.objects.select_related("expert__user").get(committee__round=year.round, code=code)


def withdraw(year, no, reason="本人调离"):
    return together(
        year.first, year.leaders[0], "review.withdraw", candidacy_id=year.candidate(no).pk, reason=reason
    )


def seated(year, size):
    rows = [
        [
            f"P{n:02d}",
            "专家" + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"[n - 1],
            make_id(900 + n),
            "示例学院",
            "教授",
            "",
            "",
        ]
        for n in range(1, size + 1)
    ]
    table = roster.read_experts(workbook(EXPERT_HEADINGS, rows), "专家名册.xlsx")
    return roster.import_table(year.secretary, year.round, table)


class TestCommittee:
    @pytest.mark.parametrize(
        ("size", "reason"),
        [
            (3, "应为 5 至 15 人，现有 3 人"),
            (17, "应为 5 至 15 人，现有 17 人"),
            (6, "人数应为单数，现有 6 人"),
        ],
    )
    def test_its_size_is_odd_and_within_five_and_fifteen(self, checked, size, reason):
        seated(checked, size)
        with pytest.raises(Refusal, match=reason):
            propose(checked.first, "review.approve_committee", round_id=checked.round.pk)

    def test_one_person_does_not_approve_it(self, checked):
        seated(checked, 5)
        with pytest.raises(Refusal, match="须由另一人复核"):
            together(checked.first, checked.first, "review.approve_committee", round_id=checked.round.pk)

    def test_once_approved_the_roster_stays(self, checked):
        seated(checked, 5)
        together(checked.first, checked.second, "review.approve_committee", round_id=checked.round.pk)
        with pytest.raises(Refusal, match="已经审批，不能再更换名册"):
            seated(checked, 7)

    def test_the_second_person_approves_the_experts_that_were_proposed_and_no_others(self, checked):
        seated(checked, 5)
        act = propose(checked.first, "review.approve_committee", round_id=checked.round.pk)
        seated(checked, 7)
        with pytest.raises(Refusal, match="在提出之后有变化"):
            confirm(checked.second, act)
        assert checked.round.committee.approved_at is None

    def test_scoring_waits_for_the_approval_and_for_a_time_to_come(self, checked):
        seated(checked, 5)
        params = {"round_id": checked.round.pk, "closes_at": "2022-03-20T00:00:00+08:00"}
        with pytest.raises(Refusal, match="尚未审批，不能开始评分"):
            propose(checked.secretary, "review.open_scoring", **params)
        together(checked.first, checked.second, "review.approve_committee", round_id=checked.round.pk)
        with pytest.raises(Refusal, match="评分截止时间须晚于现在"):
            propose(
                checked.secretary,
                "review.open_scoring",
                **params | {"closes_at": "2022-01-01T00:00:00+08:00"},
            )


class TestRecusal:
    def test_nobody_imposes_it_but_secretary_and_union(self, year):
        for stranger in (member(year, "P03").expert.user, make_user(Role.AUDITOR)):
            with pytest.raises(Refusal, match="只由专家委员会秘书、区总工会工作人员办理"):
                recusal.declare(stranger, year.candidate("001"), member(year), "kin")
        assert (
            recusal.declare(year.secretary, year.candidate("001"), member(year), "kin", "经查为亲属").cause
            == "kin"
        )

    def test_a_cause_is_one_of_the_list(self, year):
        with pytest.raises(Refusal, match="请选择回避原因"):
            recusal.declare(year.secretary, year.candidate("001"), member(year), "dislike", "依据")

    def test_after_closing_it_changes_nothing_by_itself(self, ranked):
        with pytest.raises(Refusal, match="由领导小组决定是否重新计算"):
            recusal.declare(ranked.secretary, ranked.candidate("001"), member(ranked), "kin", "依据")

    def test_the_file_is_gone_at_the_next_request(self, year, client):
        page = f"/review/files/{year.candidate('001').pk}/"
        client.force_login(member(year).expert.user, backend=BACKEND)
        assert client.get(page).status_code == 200
        recusal.declare(year.secretary, year.candidate("001"), member(year), "mentorship", "经查为师徒")
        assert client.get(page).status_code == 404
        assert client.post(page, {}).status_code == 404


class TestWorkbook:
    def read(self, year, *rows):
        seat = member(year, "P07")
        recusal.pledge(seat.expert.user, year.round)
        book = workbook(SCORE_HEADINGS, [list(row) for row in rows])
        table = scoring.read_own_scores(seat.expert.user, year.round, book, "专家评分表.xlsx")
        return scoring.seal_own_table(seat.expert.user, year.round, table)

    def test_every_fault_is_told_at_once(self, year):
        with pytest.raises(Refusal) as caught:
            self.read(
                year,
                ["ZG2022-001", "P07", 15.5, *[8] * 7, "是", ""],
                ["ZG2022-002", "P07", *[8] * 8, "是", ""],
                ["ZG2022-003", "P07", *[8] * 8, "是", ""],
                ["ZG2022-003", "P07", *[8] * 8, "是", ""],
                ["ZG2022-999", "P07", *[8] * 8, "是", ""],
                ["ZG2022-004", "P01", *[8] * 8, "是", ""],
                ["ZG2022-006", "P07", 8.3, *[8] * 7, "也许", ""],
            )
        wanted = "；".join(f"{fault.row} {fault.heading} {fault.wanted}" for fault in caught.value.faults)
        for words in (
            "应回避 ZG2022-002",
            "已有这名专家对这份申报的评分",
            "参加评审的申报编号",
            "您本人的专家编号",
        ):
            assert words in wanted
        assert {fault.row for fault in caught.value.faults} == {3, 4, 6, 7, 8, 9}
        assert not year.candidate("001").scores.exists()

    def test_a_sheet_with_an_empty_mark_or_no_endorsement_is_skipped(self, year):
        sealed = self.read(
            year,
            ["ZG2022-001", "P07", None, *[8] * 7, "是", ""],
            ["ZG2022-003", "P07", *[8] * 8, None, ""],
            ["ZG2022-004", "P07", *[8] * 8, "否", ""],
        )
        assert [score.candidacy.nomination.no for score in sealed] == ["ZG2022-004"]


class TestClosing:
    def test_one_person_does_not_close_early(self, year):
        with pytest.raises(Refusal, match="评分截止时间未到；提前截止须由两人办理"):
            closing.close_due(year.secretary, year.round)

    def test_who_only_watches_does_not_close_when_the_time_is_up(self, year, client):
        on("2022-03-21", 0)
        client.force_login(make_user(Role.AUDITOR), backend=BACKEND)
        assert client.post(f"/review/rounds/{year.round.pk}/close/").status_code == 403
        assert not year.round.rankings.exists()
        with pytest.raises(Refusal, match="只由专家委员会秘书"):
            closing.close_due(make_user(Role.AUDITOR), year.round)
        run = closing.close_due(year.secretary, year.round)
        assert closing.close_due(year.secretary, year.round) == run

    @pytest.mark.parametrize(("typed", "hundredths"), [("70", 7000), ("82.5", 8250), ("70.00", 7000)])
    def test_the_pass_line_is_points_however_it_was_typed(self, year, typed, hundredths):
        year.round.settings["pass_line"] = typed
        year.round.save()
        year.seal_all()
        assert year.round.rankings.get().pass_line == hundredths
        assert not [row for row in queries.ranking(year.round) if row.passes and row.final < hundredths]


class TestWithdrawal:
    def test_it_needs_a_reason(self, year):
        with pytest.raises(Refusal, match="请写明撤回原因"):
            withdraw(year, "001", " ")

    def test_a_file_withdrawn_during_scoring_is_no_longer_scored(self, year):
        user = member(year).expert.user
        recusal.pledge(user, year.round)
        scoring.save_draft(user, year.candidate("001"), marks=FULL, endorsed=True)
        withdraw(year, "001")
        assert "ZG2022-001" not in {c.nomination.no for c in queries.files_of(user, year.round)}
        with pytest.raises(Refusal, match="已经撤回"):
            scoring.save_draft(user, year.candidate("001"), marks=FULL, endorsed=True)
        with pytest.raises(Refusal, match="不能评分"):
            scoring.seal(user, year.candidate("001"))

    def test_who_leaves_after_the_ranking_makes_no_room_for_anybody(self, ranked):
        withdraw(ranked, "001")
        with pytest.raises(Refusal, match=r"只有 1 个名额.*ZG2022-003、ZG2022-004"):
            deliberation.proposed_list(ranked.round)
        chosen = deliberation.proposed_list(ranked.round, ["ZG2022-004"])
        assert {c.nomination.no for c in chosen} == {"ZG2022-004", "ZG2022-007"}

    def test_the_group_still_decides_the_tie_on_the_page(self, ranked, client):
        withdraw(ranked, "001")
        client.force_login(ranked.first, backend=BACKEND)
        answer = client.post(
            f"/review/rounds/{ranked.round.pk}/meeting/",
            {
                "held_on": "2022-04-11",
                "minutes": "同意。",
                "present": [leader.pk for leader in ranked.leaders],
                "approved": [ranked.candidate("007").pk],
                "chosen": [ranked.candidate("004").pk],
            },
        )
        assert answer.status_code == 302
        act = PendingAct.objects.get(state="pending")
        client.force_login(ranked.leaders[1], backend=BACKEND)
        assert (
            "领导小组会议和审定名单" not in client.get("/pending/").content.decode()
        )  # the chair alone confirms
        client.post(f"/pending/{act.pk}/")
        assert ranked.candidate("004").state == "in_review"
        client.force_login(ranked.leaders[0], backend=BACKEND)
        shown = client.get("/pending/").content.decode()
        assert "领导1、领导2、领导3" in shown
        assert "ZG2022-004　丁示例" in shown
        client.post(f"/pending/{act.pk}/")
        assert [ranked.candidate(no).state for no in ("001", "003", "004", "007")] == [
            "withdrawn", "not_selected", "approved", "approved",
        ]  # fmt: skip


class TestNotice:
    @kept
    def approved(self):
        played = Year().play("deliberate")
        on("2022-04-12")
        return played

    def publish(self, year, starts_on="2022-04-12", contact="示例"):
        params = {"round_id": year.round.pk, "starts_on": starts_on, "contact": contact}
        return together(year.first, year.leaders[0], "review.publish_notice", **params)

    @pytest.mark.parametrize(
        "number",
        [
            "999999198501010011",
            "99999919850101001X",
            "10000000900",
            "６２２２０２００００００００００",
            "622202000000",
        ],
    )
    def test_its_contact_holds_no_personal_number(self, approved, number):
        with pytest.raises(Refusal, match="身份证号、手机号或账号"):
            self.publish(approved, contact=f"联系人 {number}")

    @pytest.mark.parametrize("office", ["电话 028-00000000、028-00000001", "02800000000", "示例路1号301室"])
    def test_an_office_telephone_is_no_personal_number(self, approved, office):
        assert self.publish(approved, contact=office).contact == office

    @pytest.mark.parametrize("day", ["2022-04-11", "2022-04-16"])
    def test_it_starts_on_a_working_day_from_today_on(self, approved, day):
        with pytest.raises(Refusal, match="今天或以后的工作日"):
            self.publish(approved, starts_on=day)

    def test_two_objections_hold_until_both_are_settled(self, approved):
        shown = self.publish(approved)
        entered = [
            objections.register(
                approved.first, shown, approved.candidate("001"), means="letter", objector=f"实名人{n}",
                real_name=True, dated_on=shown.ends_on, allegation="示例",
            )
            for n in (1, 2)
        ]  # fmt: skip
        for objection, state in zip(entered, ("held", "on_notice"), strict=True):
            objections.decide(approved.leaders[0], objection, finding="不属实。", outcome="dismissed")
            assert approved.candidate("001").state == state


@pytest.mark.parametrize("files", [1, 3])
def test_the_experts_list_costs_the_same_queries(year, client, files):
    user = member(year).expert.user
    keep = year.round.candidacies.values_list("pk", flat=True)
    with_all = _queries(client, user)
    CandidacyUserObjectPermission.objects.exclude(content_object__in=list(keep[:files])).delete()
    assert queries.files_of(user, year.round).count() == files
    assert _queries(client, user) == with_all


def _queries(client, user) -> int:
    client.force_login(user, backend=BACKEND)
    client.get("/review/files/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/review/files/").status_code == 200
    return len(captured)
