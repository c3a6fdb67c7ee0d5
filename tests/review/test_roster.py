"""The roster of experts: whose name and number it holds, and what it does not replace."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from review.domain.committee import roster
from review.models import CommitteeMember, Expert, RegisteredExpert
from tests.people import client_of, make_id
from tests.small_year import Year
from tests.workbooks import EXPERT_HEADINGS, workbook
from tests.worlds.kept import kept
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.workbooks.tables import Table, WorkbookFaults

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year().play("check")


def line(code, name, number, phone=""):
    return [code, name, number if isinstance(number, str) else make_id(number), "示例学院", "教授", "", phone]


def enter(year, *rows):
    table = roster.read_experts(workbook(EXPERT_HEADINGS, rows), "名册.xlsx")
    return roster.import_table(year.secretary, year.round, table, "名册.xlsx")


def look(year, *rows):
    """The preview of a roster on the page, by the secretary."""
    book = SimpleUploadedFile("专家名册.xlsx", workbook(EXPERT_HEADINGS, rows).getvalue())
    client = client_of(year.secretary)
    return client.post(f"/review/rounds/{year.round.pk}/roster/", {"workbook": book}, follow=True)


def confirm(year, page):
    path = f"{page.redirect_chain[-1][0]}confirm/"
    return client_of(year.secretary).post(path, {"seen": page.context["plan"].digest}, follow=True)


def codes() -> list[str]:
    return list(CommitteeMember.objects.values_list("code", flat=True))


def told(year, *rows) -> str:
    with pytest.raises(WorkbookFaults) as caught:
        enter(year, *rows)
    return str(caught.value)


def test_a_known_expert_keeps_the_name_and_both_names_are_told(year):
    enter(year, line("P01", "专家甲", 901))
    words = told(year, line("P01", "专家乙", 902), line("P02", "冒名者", 901))
    assert "第 4 行“姓名”：读到“冒名者”" in words
    assert "登记的姓名“专家甲”" in words
    assert list(RegisteredExpert.objects.values_list("name", flat=True)) == ["专家甲"]
    enter(year, line("P01", "专家 甲", 901))


@pytest.mark.parametrize(("born", "wanted"), [("20991231", "今天以后"), ("20150607", "年满 16 周岁")])
def test_nobody_unborn_or_a_child_is_an_expert(year, born, wanted):
    words = told(year, line("P01", "专家甲", make_id(901, born=born)))
    assert "第 3 行“身份证号”" in words
    assert wanted in words
    assert born not in words


def test_a_telephone_goes_to_the_account_that_has_none(year):
    enter(year, line("P01", "专家甲", 901))
    enter(year, line("P01", "专家甲", 901, "10000000901"), line("P02", "专家乙", 902, "028-00000000"))
    phones = [expert.user.phone for expert in Expert.objects.order_by("pk")]
    assert phones == ["10000000901", "028-00000000"]
    enter(year, line("P01", "专家甲", 901, "10000000999"))
    assert RegisteredExpert.objects.get(name="专家甲").account.user.phone == "10000000901"


def test_a_roster_of_nobody_replaces_nothing(year):
    enter(year, line("P01", "专家甲", 901))
    with pytest.raises(Refusal, match="没有专家"):
        roster.import_table(year.secretary, year.round, Table([]))
    assert CommitteeMember.objects.count() == 1


def test_a_code_is_one_code_in_any_width_and_case(year):
    words = told(year, line("P01", "专家甲", 901), line("ｐ01", "专家乙", 902))
    assert "与第 3 行相同" in words
    enter(year, line("p\n01", "专家甲", 901))
    assert CommitteeMember.objects.get().code == "P01"


def test_a_new_roster_shows_who_joins_leaves_and_changes_and_waits(year):
    enter(
        year,
        line("P01", "专家甲", 901, "10000000901"),
        line("P02", "专家乙", 902),
        line("P03", "专家丙", 903),
    )
    changed = line("P02", "专家乙", 902)
    changed[4], changed[5] = "高级工程师", "第二组"
    page = look(
        year, line("P01", "专家甲", 901, "13900000001"), changed, line("P04", "专家丁", 904, "10000000904")
    )
    plan, text = page.context["plan"], page.content.decode()
    assert [seat.row.values["code"] for seat in plan.joining] == ["P04"]
    assert [member.code for member in plan.leaving] == ["P03"]
    assert [seat.differences for seat in plan.changed] == [
        [("职称（技能等级）", "教授", "高级工程师"), ("评审组", "（空）", "第二组")]
    ]
    assert [seat.kept for seat in plan.same] == ["账号里已有联系电话，不随名册更改"]
    for words in (
        "名册里没有的 1 人将退出",
        "专家丙",
        "新登记为专家，同时开通账号",
        "教授 → 高级工程师",
        "100****0904",
        "不随名册更改",
    ):
        assert words in text
    assert make_id(904) not in text
    assert "10000000904" not in text
    assert codes() == ["P01", "P02", "P03"]
    assert "已导入专家 3 人" in confirm(year, page).content.decode()
    assert codes() == ["P01", "P02", "P04"]
    assert RegisteredExpert.objects.get(name="专家乙").qualification == "高级工程师"
    assert (
        "与现有的专家委员会相同"
        in look(year, line("P01", "专家甲", 901), changed, line("P04", "专家丁", 904)).content.decode()
    )


def test_a_committee_changed_meanwhile_shows_the_preview_again(year):
    enter(year, line("P01", "专家甲", 901))
    page = look(year, line("P02", "专家乙", 902))
    enter(year, line("P01", "专家甲", 901), line("P03", "专家丙", 903))
    again = confirm(year, page)
    assert again.status_code == 409
    assert "结果不同了" in again.content.decode()
    assert codes() == ["P01", "P03"]


def test_the_faults_of_a_roster_come_back_in_the_workbook_itself_in_order(year):
    enter(year, line("P09", "专家甲", 901))
    page = look(
        year,
        line("P01", "冒名者", 901),
        line("P02", "专家乙（女）", 902),
        line("P03", "专家丙", 902 + 1, "12"),
        line("P04", "专家丁", 901),
    )
    faults = page.context["plan"].faults
    assert [(fault.row, fault.heading) for fault in faults] == [
        (3, "姓名"), (4, "姓名"), (5, "联系电话"), (6, "姓名"), (6, "身份证号"),
    ]  # fmt: skip
    assert page.context["plan"].leaving == []
    copy = client_of(year.secretary).get(f"{page.redirect_chain[-1][0]}marked/")
    sheet = load_workbook(io.BytesIO(copy.content)).active
    told = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert told == {"B3", "B4", "G5", "B6", "C6"}
    assert codes() == ["P09"]


def test_a_kept_roster_is_its_uploaders_alone(year):
    page = look(year, line("P01", "专家甲", 901))
    path = page.redirect_chain[-1][0]
    for answer in (client_of(year.first).get(path), client_of(year.first).post(f"{path}confirm/")):
        assert "已经失效" in answer.content.decode()
    assert not CommitteeMember.objects.exists()
