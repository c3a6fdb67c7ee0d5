"""The roster of experts: whose name and number it holds, and what it does not replace."""

import pytest

from review.domain.committee import committee
from review.models import CommitteeMember, Expert
from tests.people import make_id
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
    table = committee.read_experts(workbook(EXPERT_HEADINGS, rows), "名册.xlsx")
    return committee.import_table(year.secretary, year.round, table, "名册.xlsx")


def told(year, *rows) -> str:
    with pytest.raises(WorkbookFaults) as caught:
        enter(year, *rows)
    return str(caught.value)


def test_a_known_expert_keeps_the_name_and_both_names_are_told(year):
    enter(year, line("P01", "专家甲", 901))
    words = told(year, line("P01", "专家乙", 902), line("P02", "冒名者", 901))
    assert "第 4 行“姓名”：读到“冒名者”" in words
    assert "登记的姓名“专家甲”" in words
    assert list(Expert.objects.values_list("name", flat=True)) == ["专家甲"]
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
    assert Expert.objects.get(name="专家甲").user.phone == "10000000901"


def test_a_roster_of_nobody_replaces_nothing(year):
    enter(year, line("P01", "专家甲", 901))
    with pytest.raises(Refusal, match="没有专家"):
        committee.import_table(year.secretary, year.round, Table([]))
    assert CommitteeMember.objects.count() == 1


def test_a_code_is_one_code_in_any_width_and_case(year):
    words = told(year, line("P01", "专家甲", 901), line("ｐ01", "专家乙", 902))
    assert "与第 3 行相同" in words
    enter(year, line("p\n01", "专家甲", 901))
    assert CommitteeMember.objects.get().code == "P01"
