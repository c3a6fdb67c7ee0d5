"""A version with its own text, figures and units beside the one before it; a round keeps the one that it opened under."""

import datetime as dt
import io

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from awards.documents import content as papers
from awards.documents.workbooks import matching_ledger
from awards.models import LedgerEntry
from nominations.domain.rounds import rounds
from tests.pdfs import text_of
from tests.people import client_of, on, policy_in_force, reference, staff_pair
from tests.small_year import Year
from tests.worlds.kept import kept
from tests.worlds.policy import ADDRESS, amended, confirmed, entered, typed_of
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.policy.domain.citing import cited
from wuhou_craftsmen.policy.domain.differences import pairs
from wuhou_craftsmen.policy.domain.text import ReadClause, read
from wuhou_craftsmen.policy.domain.versions import in_force, load_draft
from wuhou_craftsmen.policy.models import Clause, PolicyVersion

pytestmark = pytest.mark.django_db
CHANGED = {
    "title": "关于“诸葛工匠”培育的实施办法", "naming_reward_fen": "12000", "matching_ratio": "0.6", "pilot_firms": "8",
    "issued_on": "2022-02-08", "valid_to": "2027-12-31", "label": "修订稿", "document_number": "示例〔2022〕8号",
}  # fmt: skip


class Office:
    """The first text in force since 2018, two officers with their browsers."""

    def __init__(self):
        reference()
        on("2022-02-08")
        people = staff_pair()
        self.old = policy_in_force(*people)
        self.first, self.second = map(client_of, people)

    def revise(self, **changed):
        return entered(self.first, self.second, **CHANGED | {"text": amended(self.old.text)} | changed)


class Revised(Year):
    """The small year, with a version that comes into force between its opening and its naming."""

    def __init__(self):
        super().__init__()
        on("2022-02-08")
        changed = CHANGED | {"text": amended(load_draft().text)}
        self.revised = entered(client_of(self.first), client_of(self.second), **changed)
        self.play("name_and_pay")


@kept
def office():
    return Office()


@kept
def year():
    return Revised()


def test_the_second_person_sees_what_is_added_dropped_and_changed(office):
    typed = typed_of(office.first, **CHANGED | {"text": amended(office.old.text)})
    preview = office.first.post(ADDRESS, typed | {"preview": ""}).content.decode()
    office.first.post(ADDRESS, typed | {"propose": ""})
    told = office.second.get("/pending/").content.decode()
    assert "条文修改 2 条、新增 1 条、改序号 5 条，数字改动 3 处，任务分工改动 2 条" in told
    for page in (preview, told):
        assert "新增：第七条 建设工匠学院，提升工匠素养" in page
        assert "甄选<del>5</del><ins>8</ins>家" in page
        assert "修改：第十条 树立正向激励导向，激发工匠人才活力（原第九条）" in page
        assert "序号：第八条 扩宽人才引育渠道，加快高端工匠集聚" in page
        assert "<del>10000.00</del> → <ins>12000.00</ins>" in page
        assert (
            "牵头：<del>区教育局、区人社局；</del><ins>区教育局；</ins>责任：区新经济局、<ins>区科技局、</ins>区总工会"
            in page
        )
        assert "<del>第七条</del> → <ins>第八条</ins>" in page
        assert "<ins>示例〔2022〕8号</ins>" in page
        assert "深入学习贯彻" not in page.partition("<details")[0]
    assert PolicyVersion.objects.count() == 2
    assert confirmed(office.second).document_number == "示例〔2022〕8号"


def test_every_version_is_listed_with_its_state_and_any_two_are_compared(office):
    new = office.revise()
    draft = load_draft()
    anybody = Client()
    assert f'href="/policy/{office.old.pk}/"' in anybody.get("/policy/versions/").content.decode()
    for day, states in (
        ("2022-02-09", ["尚未施行", "施行中", "没有印发"]),
        ("2022-03-10", ["施行中", "2022年3月10日起由新版本代替", "没有印发"]),
        ("2028-01-01", ["有效期已满", "2022年3月10日起由新版本代替", "没有印发"]),
    ):
        on(day)
        rows = anybody.get("/policy/versions/").context["rows"]
        assert [(row[0], row[1]) for row in rows] == list(zip([new, office.old, draft], states, strict=True))
    page = anybody.get(f"/policy/versions/?old={office.old.pk}&new={new.pk}").content.decode()
    assert "甄选<del>5</del><ins>8</ins>家" in page
    back = anybody.get(f"/policy/versions/?old={new.pk}&new={office.old.pk}").content.decode()
    assert "删去：第七条 建设工匠学院" in back
    assert "两个版本没有不同" in anybody.get(f"/policy/versions/?old={new.pk}&new={new.pk}").content.decode()
    for odd in ("old=x&new=y", "old=99999999999999999999&new=1", f"old={new.pk}"):
        assert anybody.get(f"/policy/versions/?{odd}").status_code == 200


def test_each_version_is_read_on_its_own_page_and_the_one_in_force_without_a_number(office):
    new = office.revise()
    anybody = Client()
    assert "甄选5家" in anybody.get("/policy/").content.decode()
    assert "建设工匠学院" in anybody.get(f"/policy/{new.pk}/").content.decode()
    on("2022-03-10")
    page = anybody.get("/policy/").content.decode()
    assert "示例〔2022〕8号" in page
    assert "12,000 元" in page
    assert "（第十条）" in page
    assert "1：0.5" in anybody.get(f"/policy/{office.old.pk}/").content.decode()


def test_a_version_takes_the_place_of_the_one_before_on_its_day_for_good(office):
    new = office.revise(valid_to="2022-12-31")
    assert in_force(dt.date(2022, 3, 9)) == office.old
    assert in_force(dt.date(2022, 12, 31)) == new
    with pytest.raises(Refusal, match="不在政策有效期内"):
        in_force(dt.date(2023, 1, 1))


def test_the_next_one_begins_with_the_last(office):
    office.revise()
    form = office.first.get(ADDRESS).context["form"]
    assert "建设工匠学院" in form["text"].value()
    assert (form["naming_reward_fen"].value(), form["title"].value()) == ("12000.00", CHANGED["title"])
    on("2023-01-09")
    newest = entered(office.first, office.second, issued_on="2023-01-09", document_number="示例〔2023〕1号")
    assert [c.origin for c in newest.clauses.all()] == [1, 2, 3, 4, 5, 6, None, 7, 8, 9, 10, 11, 12]
    assert newest.clauses.get(number=3).duties.count() == 6


def test_what_was_proposed_over_another_version_is_looked_at_again(office):
    text = amended(office.old.text)
    office.first.post(ADDRESS, typed_of(office.first, **CHANGED, text=text, propose=""))
    policy = {"version_id": office.old.pk, "issued_on": "2022-02-07", "document_number": "示例"}
    people = staff_pair()
    together(*people, "policy.register", **policy)
    act = office.second.get("/pending/").context["waiting"][0][0]
    answer = office.second.post(f"/pending/{act.pk}/", {"confirm": ""})
    assert "在提出之后有变化" in answer.content.decode()
    assert PolicyVersion.objects.count() == 3


def test_what_is_registered_never_changes(office):
    for row, field in ((office.old, "text"), (Clause.objects.first(), "title")):
        setattr(row, field, "别的")
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()


@pytest.mark.parametrize(
    ("after", "carried"),
    [
        ([("甲", "新的写法。"), ("乙", "乙文。")], [(1, 1), (2, 2)]),  # by title
        ([("丙", "丙文。"), ("乙", "乙文。"), ("甲", "甲文。")], [(None, 1), (2, 2), (1, 3)]),
        ([("丁", "开展技能竞赛，评选工匠。"), ("乙", "乙文。")], [(1, 1), (2, 2)]),  # by its words
        ([("乙", "乙文。")], [(1, None), (2, 1)]),
    ],
)
def test_a_clause_is_known_again_by_title_or_words(after, carried):
    before = [ReadClause(1, "甲", "开展技能竞赛，评选工匠人才。"), ReadClause(2, "乙", "乙文。")]
    clauses = [ReadClause(number, title, text) for number, (title, text) in enumerate(after, 1)]
    found = [(old and old.number, new and new.number) for old, new in pairs(before, clauses)]
    assert found == carried


def test_clauses_written_as_articles_are_read_with_their_parts():
    found = read(
        "总工会文件\n第一章　总则\n第一条　为了培育工匠，制定本办法。\n第二条　适用范围。本区企业。\n（一）国有企业；\n（二）民营企业。\n"
        "— 2 —\n第二章　附则\n第三条　奖励。发给奖金。（牵头单位：区总工会；责任单位：区财政局，各街道）\n本办法自印发之日起施行。\n"
    )
    assert [(c.title, c.text) for c in found.clauses] == [
        ("", "为了培育工匠，制定本办法。"), ("适用范围", "本区企业。\n（一）国有企业；\n（二）民营企业。"), ("奖励", "发给奖金。"),
    ]  # fmt: skip
    assert found.clauses[2].duties == [("区总工会", True), ("区财政局", False), ("各街道", False)]
    assert found.outside == ["总工会文件", "第一章　总则", "第二章　附则", "本办法自印发之日起施行。"]


def test_a_round_is_rewarded_and_named_under_the_version_that_it_opened_under(year):
    """name_and_pay itself asserts what a claim is matched with: half of it, not six tenths."""
    on("2022-09-01")
    assert in_force(dt.date(2022, 9, 1)) == year.revised
    old = year.round.policy
    assert set(LedgerEntry.objects.filter(kind="naming").values_list("award_fen", flat=True)) == {
        old.naming_reward_fen
    }
    decision = text_of(papers.decision_pdf(year.round.decisions.get())).replace("\n", "")
    assert old.title in decision
    assert year.revised.title not in decision
    sheet = load_workbook(io.BytesIO(matching_ledger(year.round))).active
    assert "1：0.5" in {cell.value for row in sheet for cell in row}


def test_clauses_beside_a_rounds_fields_are_those_of_its_version(year):
    first = client_of(year.first)
    old, new = year.round.policy_id, year.revised.pk
    claims = first.get(f"/awards/rounds/{year.round.pk}/claims/").content.decode()
    assert f'href="/policy/{old}/#clause-9"' in claims
    assert "1：0.5 配套（实施办法第九条）" in claims
    plans = first.get("/ladder/").content.decode()
    assert f'href="/policy/{new}/#clause-9"' in plans  # belongs to no round: 第八条 is 第九条 now
    assert "依据：实施办法第九条" in plans
    assert (cited(old, 7).words, cited(new, 7).words) == ("第七条", "第八条")
    listed = first.get("/policy/versions/").content.decode()
    assert "2022年度" in listed
    assert "按它办理的批次：2022年度" in first.get(f"/policy/{old}/").content.decode()
    assert "按它办理的批次" not in first.get(f"/policy/{new}/").content.decode()


def test_the_next_round_opens_under_the_new_version(year):
    planned = rounds.plan_round(
        year.first, year=2023, quota=3, approval_basis="示例批准文件", opens_on=dt.date(2022, 9, 1),
        intake_closes_at=timezone.make_aware(dt.datetime(2022, 10, 1)), naming_on=dt.date(2023, 11, 28),
    )  # fmt: skip
    on("2022-09-01")
    opened = together(year.first, year.second, "nominations.open_round", round_id=planned.pk)
    assert opened.policy == year.revised
    year.round.refresh_from_db()
    assert year.round.policy != year.revised
