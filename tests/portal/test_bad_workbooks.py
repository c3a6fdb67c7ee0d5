"""A workbook with any wrong row changes nothing and lists every fault at once."""

import io
import shutil
import zipfile

import pytest
from django.db import transaction
from openpyxl import Workbook, load_workbook

from awards.queries import named
from nominations.models import AnnualRound
from tests.people import reference
from tests.worlds.kept import kept
from tests.worlds.rehearsal import SAMPLES, manage
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults
from wuhou_craftsmen.portal.rehearsal.workbooks import read_workbooks
from wuhou_craftsmen.portal.rehearsal.year import play
from wuhou_craftsmen.portal.rehearsal.year_settings import read_settings

NOMINATIONS, SCORES, CLAIMS, EXPERTS = (
    "申报汇总表.xlsx",
    "专家评分表.xlsx",
    "配套奖励申报表.xlsx",
    "专家名册.xlsx",
)


@pytest.fixture
def year(tmp_path):
    """A copy of the tidy sample that a test may spoil."""
    return shutil.copytree(SAMPLES[2021][0], tmp_path / "year")


def spoil(folder, name, **cells):
    """Write cells like B4='…' into the first sheet."""
    book = load_workbook(folder / name)
    for address, value in cells.items():
        book.active[address] = value
    book.save(folder / name)


@kept
def offices():
    """What the reader of a rehearsal asks the database for."""
    reference()


def faults_of(folder) -> str:
    """What is told of the year's files, all of it before anything is written."""
    with pytest.raises(WorkbookFaults) as told:
        read_workbooks(folder)
    assert not AnnualRound.objects.exists()
    return "\n".join(map(str, told.value.faults))


def test_every_fault_of_every_file_is_told_with_row_heading_read_and_wanted(year, tmp_path):
    first = load_workbook(year / NOMINATIONS).active["D4"].value
    spoil(
        year, NOMINATIONS,
        D5="999999198212262359", K6="不存在街道", D8=f" {first[:6]} {first[6:].lower()}", P9="也许", N10="十年", D11=999999198909274033,
        B12="=1+1", I13="91999999MA0000001X",
    )  # fmt: skip
    spoil(year, SCORES, C4=15.5, D5=17.3, B6="P99", A7="ZG2021-999", K8="对", C10=-1)
    spoil(year, CLAIMS, H4=-5, I5=100.001, G6="2020-02-30", E7="别的", F8="镇级", J9=None)
    spoil(year, EXPERTS, A5="P01")
    out = tmp_path / "out"
    done = manage("rehearse_year", year, "--output", out, DATA_DIR=str(tmp_path / "home"))
    assert done.returncode != 0
    assert not list(out.iterdir())
    told = done.stderr
    for where in [
        "《申报汇总表.xlsx》第 5 行“身份证号”", "《申报汇总表.xlsx》第 6 行“所在街道”：读到“不存在街道”",
        "《申报汇总表.xlsx》第 8 行“身份证号”", "《申报汇总表.xlsx》第 9 行“是否一线”：读到“也许”，应为“是”或“否”",
        "《申报汇总表.xlsx》第 10 行“从业年限”", "《申报汇总表.xlsx》第 11 行“身份证号”", "《申报汇总表.xlsx》第 12 行“姓名”",
        "《申报汇总表.xlsx》第 13 行“统一社会信用代码”", "《专家评分表.xlsx》第 4 行“C1 工艺专长（15分）”：读到“15.5”",
        "《专家评分表.xlsx》第 5 行“C2 高超技能（20分）”：读到“17.3”", "《专家评分表.xlsx》第 8 行“认可（是/否）”：读到“对”",
        "《专家评分表.xlsx》第 10 行", "《配套奖励申报表.xlsx》第 4 行“奖金总额（元）”：读到“-5”",
        "《配套奖励申报表.xlsx》第 5 行“本人应得奖金（元）”：读到“100.001”", "《配套奖励申报表.xlsx》第 6 行“颁奖日期”：读到“2020-02-30”",
        "《配套奖励申报表.xlsx》第 7 行“类别”：读到“别的”", "《配套奖励申报表.xlsx》第 8 行“级别”：读到“镇级”",
        "《配套奖励申报表.xlsx》第 9 行“同一成果标识”：读到“（空）”", "《专家名册.xlsx》第 5 行“专家编号”",
    ]:  # fmt: skip
        assert where in told, where
    assert "999999198909274033" not in told  # a long number is told masked


def test_numbers_that_no_roster_has_and_a_pair_twice_are_faults(year, offices):
    spoil(year, SCORES, B6="P99", A7="ZG2021-999", A9="ZG2021-001", B9="P01")
    told = faults_of(year)
    assert "第 6 行“专家编号”：读到“P99”，应为专家名册中的专家编号" in told
    assert "第 7 行“申报编号”：读到“ZG2021-999”" in told
    assert "第 9 行“专家编号”：读到“P01”，第 4 行已有这名专家对这份申报的评分" in told


def test_the_score_of_a_recused_expert_is_refused_on_entry(year, offices):
    spoil(year, EXPERTS, D4=load_workbook(year / NOMINATIONS).active["H4"].value)
    told = faults_of(year)
    assert "《专家评分表.xlsx》第 4 行“专家编号”：读到“P01”，应为无须回避的专家" in told


def test_a_missing_heading_is_named(year, offices):
    spoil(year, NOMINATIONS, L3="工作种类")
    assert (
        "《申报汇总表.xlsx》第 3 行“职业（工种）”：读到“工作种类”，表头里没有“职业（工种）”；如果“工作种类”就是这一栏"
        in faults_of(year)
    )


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300 * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "wanted"),
    [(b"not a workbook", ".xlsx 格式的工作簿"), (b"", ".xlsx 格式的工作簿"), (bomb(), "展开后不超过")],
    ids=["text", "empty", "bomb"],
)
def test_a_file_that_is_no_workbook(year, offices, content, wanted):
    (year / CLAIMS).write_bytes(content)
    told = faults_of(year)
    assert "《配套奖励申报表.xlsx》" in told
    assert wanted in told


def test_settings_faults_are_told_at_once(year):
    (year / "年度设置.json").write_text('{"year": 2021.5, "quota": 0, "policy": {"issued": "2018-02-30"}}')
    with pytest.raises(Refusal) as told:
        read_settings(year)
    for key in ("“year”", "“quota”", "“naming_date”", "“document_number”", "“issued”"):
        assert key in str(told.value)


def test_a_tie_across_the_quota_stops_the_year_and_names_the_tied_until_one_is_chosen(year, offices):
    settings = (year / "年度设置.json").read_text(encoding="utf-8")
    tied, chosen = '"quota": 3', '"quota": 3, "议定": ["ZG2021-014"]'
    (year / "年度设置.json").write_text(settings.replace('"quota": 20', tied), encoding="utf-8")
    books, steps = read_workbooks(year), []
    with pytest.raises(Refusal, match=r"ZG2021-013.*ZG2021-014"), transaction.atomic():
        play(read_settings(year), books, steps.append)
    (year / "年度设置.json").write_text(settings.replace('"quota": 20', chosen), encoding="utf-8")
    round = play(read_settings(year), books, steps.append)
    assert "ZG2021-014" in {title.candidacy.nomination.no for title in named(round)}


def turn_round(folder, name):
    """The columns from right to left, and one more."""
    fresh = Workbook()
    for row in load_workbook(folder / name).active.iter_rows(values_only=True):
        fresh.active.append(["备注", *reversed(row)])
    fresh.save(folder / name)


def leave_out(folder, expert):
    """The committee and its scores without this expert."""
    for name, column in ((EXPERTS, 1), (SCORES, 2)):
        book = load_workbook(folder / name)
        for row in range(book.active.max_row, 3, -1):
            if book.active.cell(row, column).value == expert:
                book.active.delete_rows(row)
        book.save(folder / name)


def add_what_is_not_read(folder, name):
    """Sums and a signature below the table, and a sheet of last year that is hidden."""
    book = load_workbook(folder / name)
    sheet = book.active
    for row in ([None] * 11, ["合计：24 行"], [None, None, None, "填表人：示例"]):
        sheet.append(row)
    hidden = book.create_sheet("旧表", 0)
    for row in sheet.iter_rows(min_row=3, max_row=8, values_only=True):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.active = 1
    book.save(folder / name)


def test_hidden_sheets_notes_order_of_columns_and_leading_signs_stop_no_year_of_eight_experts(year, tmp_path):
    add_what_is_not_read(year, CLAIMS)
    leave_out(year, "P09")
    turn_round(year, EXPERTS)
    spoil(year, NOMINATIONS, B41="㛃䶮·", **dict.fromkeys(("H4", "H28", "H52"), "+成都锦程机械有限公司"))
    out = tmp_path / "out"
    done = manage("rehearse_year", year, "--output", out, DATA_DIR=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert '"experts": 8' in (out / "result.json").read_text(encoding="utf-8")
    cells = [
        cell for row in load_workbook(out / "评审排名表.xlsx").active.iter_rows(min_row=4) for cell in row
    ]
    firms = [cell for cell in cells if str(cell.value).startswith("+成都")]
    assert firms
    assert all(cell.data_type == "s" for cell in firms)
    assert any("㛃䶮·" in str(cell.value) for cell in cells)
