"""Scores: blind until closing, sealed for good, never by who must stand aside (T5, T8, T17)."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from review import queries
from review.domain.committee import recusal
from review.domain.outcome import deliberation, objections
from review.domain.scoring import closing, scoring
from review.models import CommitteeMember, Recusal, Score
from tests.people import make_user, on
from tests.small_year import Year
from tests.workbooks import SCORE_HEADINGS, workbook
from tests.worlds import deeds
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together

pytestmark = pytest.mark.django_db
FULL = {"C1": 27, "C2": 36, "C3": 18, "C4": 18, "C5": 18, "C6": 18, "C7": 18, "C8": 27}


@kept
def year():
    """Scoring is open, nobody has scored yet."""
    played = Year().play("check")
    played.open_scoring()
    return played


def member(year, code="P01") -> CommitteeMember:
    return CommitteeMember.objects.select_related("expert__user").get(committee__round=year.round, code=code)


def seal(year, code="P01", no="001", marks=FULL):
    seat = member(year, code)
    recusal.pledge(seat.expert.user, year.round)
    candidacy = year.candidate(no)
    scoring.save_draft(seat.expert.user, candidacy, marks=marks, endorsed=True)
    return scoring.seal(seat.expert.user, candidacy)


def raw(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def insert(year, code, no, **changed):
    """A score written past every verb; a mark that is None is left out."""
    marks = {code: mark for code, mark in (FULL | changed).items() if mark is not None}
    raw(
        "INSERT INTO review_score (candidacy_id, member_id, rubric_id, marks, endorsed, comment, sealed_at) "
        "VALUES (%s, %s, 'v1', %s, TRUE, '', CURRENT_TIMESTAMP)",
        year.candidate(no).pk, member(year, code).pk, json.dumps(marks),
    )  # fmt: skip


def test_without_the_pledge_nobody_scores(year):
    user = member(year).expert.user
    scoring.save_draft(user, year.candidate("001"), marks=FULL, endorsed=True)
    with pytest.raises(Refusal, match="回避与保密承诺"):
        scoring.seal(user, year.candidate("001"))


def test_an_incomplete_sheet_is_not_sealed(year):
    recusal.pledge(member(year).expert.user, year.round)
    scoring.save_draft(
        member(year).expert.user, year.candidate("001"), marks=FULL | {"C1": None}, endorsed=True
    )
    with pytest.raises(Refusal, match="还有未打的分"):
        scoring.seal(member(year).expert.user, year.candidate("001"))


def test_a_mark_above_its_weight_is_refused_by_verb_and_database(year):
    with pytest.raises(Refusal, match="0 至 15 分"):
        seal(year, marks=FULL | {"C1": 31})
    with pytest.raises(DatabaseError, match="评分不全或超出分值"):
        insert(year, "P01", "001", C1=31)


@pytest.mark.parametrize(
    "wrong", [{"C8": None}, {"C1": -1}, {"C1": 1.5}, {"C1": "1"}, {"C9": 1}, {"C1": True}]
)
def test_the_database_refuses_marks_that_are_not_the_rubrics(year, wrong):
    insert(year, "P01", "001")
    with pytest.raises(DatabaseError, match="评分不全或超出分值"):
        insert(year, "P01", "001", **wrong)


def test_sealed_again_before_closing_the_last_one_counts(year):
    seal(year)
    seal(year, marks=FULL | {"C1": 25})
    assert Score.objects.count() == 2
    counted = {file.no: file for file in closing.counted_files(year.round)}["ZG2022-001"]
    assert [sheet.marks["C1"] for sheet in counted.sheets] == [25]


@pytest.mark.parametrize("statement", ["UPDATE review_score SET marks = '{}'", "DELETE FROM review_score"])
def test_a_sealed_score_never_changes(year, statement):
    seal(year)
    with pytest.raises(DatabaseError, match="只可新增"):
        raw(statement)


def test_after_closing_neither_verb_nor_database_takes_a_score(year):
    seal(year)
    together(year.secretary, year.leaders[0], "review.close_scoring", round_id=year.round.pk)
    with pytest.raises(Refusal, match="已经截止"):
        seal(year, "P02")
    with pytest.raises(DatabaseError, match="已截止"):
        insert(year, "P02", "001")


def test_the_deadline_closes_to_the_second(year):
    on("2022-03-20", 0)
    with pytest.raises(Refusal, match="已经截止"):
        seal(year)


def test_who_shares_the_employer_neither_sees_nor_scores(year):
    seat = member(year, "P07")
    assert Recusal.objects.get(member=seat).cause == "employer"
    numbers = {c.nomination.no for c in queries.files_of(seat.expert.user, year.round)}
    assert "ZG2022-002" not in numbers
    assert "ZG2022-001" in numbers
    with pytest.raises(Refusal, match="应当回避"):
        seal(year, "P07", "002")
    with pytest.raises(DatabaseError, match="应回避"):
        insert(year, "P07", "002")


def test_a_recusal_voids_what_was_sealed_and_keeps_it(year):
    score = seal(year)
    recusal.declare(member(year).expert.user, year.candidate("001"), member(year), "kin")
    score.refresh_from_db()
    assert "亲属" in score.void.reason
    assert not {f.no: f for f in closing.counted_files(year.round)}["ZG2022-001"].sheets
    with pytest.raises(Refusal, match="应当回避"):
        seal(year)


def test_an_expert_reads_the_same_bytes_before_and_after_others_score(year, client):
    client.force_login(member(year).expert.user, backend="django.contrib.auth.backends.ModelBackend")

    def read():
        pages = [client.get("/review/files/"), client.get(f"/review/files/{year.candidate('001').pk}/")]
        texts = [page.content.decode() for page in pages]
        return [
            part.split("csrfmiddlewaretoken")[0]
            for text in texts
            for part in text.split("\n")
            if "csrf" not in part
        ]

    before = read()
    assert before
    seal(year, "P02")
    seal(year, "P03")
    assert read() == before


def test_an_experts_workbook_with_anothers_row_seals_nothing(year):
    seat = member(year)
    recusal.pledge(seat.expert.user, year.round)
    rows = [["ZG2022-001", "P01", *[8] * 8, "是", ""], ["ZG2022-003", "P02", *[8] * 8, "是", ""]]
    book = workbook(SCORE_HEADINGS, rows)
    table = scoring.read_own_scores(seat.expert.user, year.round, book, "专家评分表.xlsx")
    with pytest.raises(Refusal, match="您本人的专家编号“P01”"):
        scoring.seal_own_table(seat.expert.user, year.round, table)
    assert not Score.objects.exists()


def test_the_message_and_the_faults_tell_how_many_rows_of_which_sheet_were_read(year, client):
    seat = member(year)
    recusal.pledge(seat.expert.user, year.round)
    client.force_login(seat.expert.user, backend="django.contrib.auth.backends.ModelBackend")

    def uploaded(*rows) -> str:
        book = SimpleUploadedFile("专家评分表.xlsx", workbook(SCORE_HEADINGS, rows).getvalue())
        return client.post("/review/files/upload/", {"workbook": book}, follow=True).content.decode()

    good = ["ZG2022-001", "P01", *[8] * 8, "是", ""]
    assert "工作表《Sheet》读到 2 行" in uploaded(good, ["ZG2022-003", "P02", *[8] * 8, "是", ""])
    assert not Score.objects.exists()
    without_marks = ["ZG2022-003", "P01", *[None] * 8, None, ""]
    assert "工作表《Sheet》读到 2 行，已封存 1 份评分" in uploaded(good, without_marks)


def test_nobody_sees_a_rank_before_closing(year, client):
    backend = "django.contrib.auth.backends.ModelBackend"
    seal(year)
    for user in (year.first, year.secretary, year.leaders[0], make_user(Role.AUDITOR)):
        client.force_login(user, backend=backend)
        answer = client.get(f"/review/rounds/{year.round.pk}/ranking/")
        assert answer.status_code == 403
        assert "评分截止之前" in answer.content.decode()


def test_fewer_than_five_scores_are_not_ranked(year):
    for code in ("P01", "P02", "P03", "P04"):
        seal(year, code)
    together(year.secretary, year.leaders[0], "review.close_scoring", round_id=year.round.pk)
    assert not queries.ranking(year.round).exists()
    short = queries.unranked(year.round).get(candidacy=year.candidate("001"))
    assert (short.experts, short.reason) == (4, "评审不足")
    assert year.candidate("001").state == "not_selected"


class TestDeliberation:
    @kept
    def year(self):
        played = Year().play("score")
        on("2022-04-11")
        return played

    def meet(self, year, present, minutes="同意。", approved=None):
        approved = deliberation.proposed_list(year.round, ["ZG2022-004"]) if approved is None else approved
        return deeds.meet(year, approved, present=present, minutes=minutes, held_on=year.meeting_day)

    def test_four_of_seven_are_no_quorum(self, year):
        with pytest.raises(Refusal, match="应到 7 人，至少须有 5 人"):
            self.meet(year, year.leaders[:4])

    def test_no_minutes_no_approval(self, year):
        with pytest.raises(Refusal, match="没有会议纪要"):
            self.meet(year, year.leaders, minutes=" ")

    def test_only_the_proposed_can_be_approved(self, year):
        with pytest.raises(Refusal, match="不是建议人选"):
            self.meet(year, year.leaders, approved=[year.candidate("006")])

    def test_a_notice_needs_the_meeting(self, year):
        with pytest.raises(Refusal, match="没有领导小组会议纪要"):
            propose(
                year.first,
                "review.publish_notice",
                round_id=year.round.pk,
                starts_on="2022-04-12",
                contact="示例",
            )


class TestNotice:
    @kept
    def year(self):
        played = Year().play("deliberate")
        on("2022-04-12")
        played.notice = together(
            played.first, played.leaders[0], "review.publish_notice", round_id=played.round.pk, starts_on="2022-04-12",
            contact="示例",
        )  # fmt: skip
        return played

    def object(self, year, day, objector="实名人", real_name=True):
        return objections.register(
            year.first, year.notice, year.candidate("001"), means="letter", objector=objector, real_name=real_name,
            dated_on=day, allegation="示例",
        )  # fmt: skip

    def test_anonymous_and_late_objections_are_not_accepted_with_the_reason_kept(self, year):
        assert (
            self.object(year, year.notice.ends_on, "", False).not_accepted_reason
            == "未署实名或未加盖单位公章"
        )
        late = self.object(year, year.notice.ends_on.replace(day=19))
        assert late.not_accepted_reason == "不在公示期内"
        assert year.candidate("001").state == "on_notice"

    def test_an_objection_holds_one_person_and_dismissed_puts_back(self, year):
        objection = self.object(year, year.notice.ends_on)
        assert year.candidate("001").state == "held"
        assert year.candidate("004").state == "on_notice"
        with pytest.raises(Refusal, match="核查报告"):
            objections.decide(year.leaders[0], objection, finding="", outcome="dismissed")
        objections.decide(year.leaders[0], objection, finding="经核查不属实。", outcome="dismissed")
        assert year.candidate("001").state == "on_notice"

    def test_the_notice_does_not_end_on_its_last_day(self, year):
        from review.domain.outcome import notice

        on("2022-04-18", 23)
        with pytest.raises(Refusal, match="期满后才能办结"):
            notice.end_notice(year.first, year.round)
