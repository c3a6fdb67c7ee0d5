"""A workbook with any wrong row changes nothing and lists every fault at once."""

import io
import shutil
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from tests.worlds.rehearsal import SAMPLES, manage

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


def refused(folder, tmp_path) -> str:
    out = tmp_path / "out"
    done = manage("rehearse_year", folder, "--output", out, DATA_DIR=str(tmp_path / "home"))
    assert done.returncode != 0
    assert not list(out.iterdir())
    return done.stderr


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
    told = refused(year, tmp_path)
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


def test_numbers_that_no_roster_has_and_a_pair_twice_are_faults(year, tmp_path):
    spoil(year, SCORES, B6="P99", A7="ZG2021-999", A9="ZG2021-001", B9="P01")
    told = refused(year, tmp_path)
    assert "第 6 行“专家编号”：读到“P99”，应为专家名册中的专家编号" in told
    assert "第 7 行“申报编号”：读到“ZG2021-999”" in told
    assert "第 9 行“专家编号”：读到“P01”，应为不重复的评分" in told


def test_the_score_of_a_recused_expert_is_refused_on_entry(year, tmp_path):
    spoil(year, EXPERTS, D4=load_workbook(year / NOMINATIONS).active["H4"].value)
    told = refused(year, tmp_path)
    assert "《专家评分表.xlsx》第 4 行“专家编号”：读到“P01”，应为无须回避的专家" in told


def test_a_missing_heading_is_named(year, tmp_path):
    spoil(year, NOMINATIONS, L3="工作种类")
    assert "《申报汇总表.xlsx》“职业（工种）”：读到“（空）”，应为表头中有这一栏" in refused(year, tmp_path)


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
def test_a_file_that_is_no_workbook(year, tmp_path, content, wanted):
    (year / CLAIMS).write_bytes(content)
    told = refused(year, tmp_path)
    assert "《配套奖励申报表.xlsx》" in told
    assert wanted in told


def test_hidden_sheets_are_not_read_and_notes_below_are_not_rows(year, tmp_path):
    book = load_workbook(year / CLAIMS)
    sheet = book.active
    sheet.append([None] * 11)
    sheet.append(["合计：24 行"])
    sheet.append([None, None, None, "填表人：示例"])
    hidden = book.create_sheet("旧表", 0)
    for row in sheet.iter_rows(min_row=3, max_row=8, values_only=True):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.active = 1
    book.save(year / CLAIMS)
    done = manage("rehearse_year", year, "--output", tmp_path / "out", DATA_DIR=str(tmp_path / "home"))
    # the sum in the key column is a row of its own kind: fewer than three cells and no number
    assert done.returncode == 0, done.stderr


def test_settings_faults_are_told_at_once(year, tmp_path):
    (year / "年度设置.json").write_text('{"year": 2021.5, "quota": 0, "policy": {"issued": "2018-02-30"}}')
    told = refused(year, tmp_path)
    for key in ("“year”", "“quota”", "“naming_date”", "“document_number”", "“issued”"):
        assert key in told


def test_a_tie_across_the_quota_stops_the_year_and_names_the_tied(year, tmp_path):
    settings = (year / "年度设置.json").read_text(encoding="utf-8")
    (year / "年度设置.json").write_text(settings.replace('"quota": 20', '"quota": 3'), encoding="utf-8")
    told = refused(year, tmp_path)
    assert "ZG2021-013" in told
    assert "ZG2021-014" in told
    chosen = settings.replace('"quota": 20', '"quota": 3, "议定": ["ZG2021-014"]')
    (year / "年度设置.json").write_text(chosen, encoding="utf-8")
    shutil.rmtree(tmp_path / "out")
    done = manage("rehearse_year", year, "--output", tmp_path / "out", DATA_DIR=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert (
        '"ZG2021-014"' in (tmp_path / "out" / "result.json").read_text(encoding="utf-8").split('"named"')[1]
    )


def test_leading_signs_stay_text_on_the_way_out(year, tmp_path):
    spoil(
        year,
        NOMINATIONS,
        H4="+成都锦程机械有限公司",
        H28="+成都锦程机械有限公司",
        H52="+成都锦程机械有限公司",
        B41="㛃䶮·",
    )
    done = manage("rehearse_year", year, "--output", tmp_path / "out", DATA_DIR=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(tmp_path / "out" / "评审排名表.xlsx").active
    firms = [
        cell for row in sheet.iter_rows(min_row=4) for cell in row if str(cell.value).startswith("+成都")
    ]
    assert firms
    assert all(cell.data_type == "s" for cell in firms)
    assert any("㛃䶮·" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_heading_may_stand_in_any_order_and_extra_columns_do_not_matter(tmp_path, year):
    book = load_workbook(year / EXPERTS)
    rows = list(book.active.iter_rows(values_only=True))
    fresh = Workbook()
    for row in rows:
        fresh.active.append(["备注", *reversed(row)])
    fresh.save(year / EXPERTS)
    done = manage("rehearse_year", year, "--output", tmp_path / "out", DATA_DIR=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr


def test_an_even_committee_is_taken_as_it_was(year, tmp_path):
    book = load_workbook(year / EXPERTS)
    book.active.delete_rows(12)
    book.save(year / EXPERTS)
    scores = load_workbook(year / SCORES)
    for row in range(scores.active.max_row, 3, -1):
        if scores.active.cell(row, 2).value == "P09":
            scores.active.delete_rows(row)
    scores.save(year / SCORES)
    done = manage("rehearse_year", year, "--output", tmp_path / "out", DATA_DIR=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert '"experts": 8' in (tmp_path / "out" / "result.json").read_text(encoding="utf-8")
