"""Damaged, hostile and hurried workbooks: a fault in Chinese, never a crash, never a number shown whole (T46)."""

import datetime as dt
import io
from functools import partial

import pytest
from openpyxl import Workbook, load_workbook

from tests.common.workbooks.strict import strict
from tests.worlds.books import GOOD, HEADINGS, ID, SHEET, book, member, read
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.marking import marked
from wuhou_craftsmen.common.workbooks.reading import read_table


def test_a_good_row_is_read():
    table = read(GOOD)
    assert not table.faults
    assert table.rows[0].values == {"no": "A-1", "id_number": ID, "phone": "10000000001", "money": 800_000}


@pytest.mark.parametrize(
    "broken",
    [
        member(GOOD, SHEET, lambda xml: xml[: len(xml) // 2]),
        member(GOOD, "xl/workbook.xml", lambda xml: b"<nothing"),
        member(GOOD, SHEET, lambda xml: xml.replace(b'r="1"', b'r="one"')),
        member(GOOD, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xml),
        GOOD[:200] + b"\0" * 400 + GOOD[600:],
        GOOD[: len(GOOD) // 2],
        b"",
    ],
    ids=["sheet", "workbook", "row", "entities", "bytes", "cut", "empty"],
)
def test_a_damaged_file_is_a_fault_not_a_crash(broken):
    table = read(broken)
    assert table.rows == [] or not table.faults
    assert table.faults or table.rows[0].values["id_number"] == ID


def test_a_sheet_packed_too_densely_is_refused_unread():
    cells = b'<row r="9">' + b"<c/>" * 2_000_000 + b"</row></sheetData>"
    bomb = member(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", cells))
    assert len(bomb) < 200_000
    assert "兆字节" in read(bomb).faults[0].wanted


@pytest.mark.parametrize(
    "written", ["999999198O03070014", "999999-19850307-0014", 999999198501010018, "138-0000-000"]
)
def test_a_private_number_is_never_shown_whole(written):
    told = read(book(HEADINGS, ["A-1", written, None, None])).faults
    assert len(told) == 1
    assert str(written) not in str(told[0])
    assert "*" in told[0].shown


@pytest.mark.parametrize("written", ["1e9999999", "1_000", "1e3", "1,0,0", "100." + "0" * 30 + "1", "-0.01"])
def test_money_that_would_have_to_be_guessed_is_a_fault(written):
    assert read(book(HEADINGS, ["A-1", ID, None, written])).faults[0].heading == "金额（元）"


def test_blank_rows_far_below_do_not_count():
    made = Workbook()
    made.active.append(HEADINGS)
    made.active.append(["A-1", ID, None, None])
    made.active.cell(30_000, 1).number_format = "@"
    out = io.BytesIO()
    made.save(out)
    table = read(out.getvalue())
    assert (len(table.rows), table.faults) == (1, [])


def test_an_older_heading_of_a_column_is_read_and_both_together_are_a_fault():
    columns = [
        Column("no", "编号", parsers.read_text(10)),
        Column("tier", "工匠梯次", parsers.read_text(10), also=("梯队层级",)),
    ]
    read_with = partial(read_table, file_name="表.xlsx", columns=columns, key="no")
    older = read_with(io.BytesIO(book(["编号", "梯队层级"], ["A-1", "企业工匠"])))
    assert (older.faults, older.rows[0].values["tier"]) == ([], "企业工匠")
    both = read_with(io.BytesIO(book(["编号", "梯队层级", "工匠梯次"], ["A-1", "企业工匠", "无"])))
    assert [(fault.row, fault.heading, fault.read) for fault in both.faults] == [
        (1, "工匠梯次", "梯队层级、工匠梯次")
    ]
    assert "B、C 列的表头是同一栏，请只留一列" in str(both.faults[0])


def rows_of(content: bytes) -> list[str]:
    return [row.values["no"] for row in read(content).rows]


@pytest.mark.parametrize(
    "between",
    [
        ["二、个人奖项"],
        ["小计", None, None, "3"],
        [None, None, "填表人：示例", None],
        [],
        HEADINGS,
        ["注：以下为补报"],
    ],
    ids=["group", "sum", "signature", "blank", "headings", "note"],
)
def test_whatever_stands_between_the_rows_no_row_behind_it_is_lost(between):
    assert rows_of(book(HEADINGS, ["A-1", ID], *[between] * 3, ["A-2", ID], between, ["A-3", ID])) == [
        "A-1", "A-2", "A-3",
    ]  # fmt: skip


def test_headings_that_come_again_in_another_order_are_followed():
    turned = list(reversed(HEADINGS))
    table = read(book(HEADINGS, ["A-1", ID, None, "1"], turned, ["2", None, ID, "A-2"]))
    assert [(row.values["no"], row.values["money"]) for row in table.rows] == [("A-1", 100), ("A-2", 200)]


def test_numbered_notes_below_the_table_are_no_rows_and_a_row_without_number_is_a_fault():
    below = book(HEADINGS, ["A-1", ID], ["填表说明："], ["1. 本表一式两份"], ["2. 由单位盖章"])
    assert (rows_of(below), read(below).faults) == (["A-1"], [])
    summed = book(HEADINGS, ["A-1", ID], ["合计：1 人"], ["街道", "人数", "金额"], ["浆洗街", "一", "示例"])
    assert (rows_of(summed), read(summed).faults) == (["A-1"], [])
    lost = read(book(HEADINGS, ["A-1", ID], ["小计"], [None, ID, "10000000001", "1"], ["A-2", ID]))
    assert [(fault.row, fault.wanted) for fault in lost.faults] == [(4, "没有填编号，每行都要填写。")]


def with_second(*rows, state: str = "visible") -> bytes:
    made = load_workbook(io.BytesIO(GOOD))
    second = made.create_sheet("续表")
    for row in rows:
        second.append(row)
    second.sheet_state = state
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("heading", [[HEADINGS], []], ids=["headed", "without headings"])
def test_rows_on_another_sheet_are_told_by_sheet_and_row(heading):
    table = read(with_second(*heading, ["A-7", ID, "10000000001", None], ["A-8", ID, "10000000001", None]))
    assert [row.values["no"] for row in table.rows] == ["A-1"]
    assert len(table.faults) == 1
    first = len(heading) + 1
    assert f"工作表《续表》第 {first} 行“编号”" in str(table.faults[0])
    assert f"第 {first}、{first + 1} 行共 2 行没有读" in str(table.faults[0])


@pytest.mark.parametrize(
    "other",
    [
        with_second(HEADINGS, ["A-7", ID, "10000000001", None], state="hidden"),
        with_second(["填表说明"], ["1. 请用钢笔", None], ["A-1 为示例"]),
        with_second(["街道", "人数"], ["浆洗街", 3]),
        with_second(HEADINGS),
    ],
    ids=["hidden", "manual", "sums", "empty form"],
)
def test_a_sheet_without_rows_of_the_table_refuses_nothing(other):
    assert (rows_of(other), read(other).faults) == (["A-1"], [])


def test_an_empty_form_before_the_filled_one_is_passed_over():
    made = Workbook()
    made.active.append(HEADINGS)
    second = made.create_sheet("填好的")
    second.append(HEADINGS)
    second.append(["A-1", ID, None, None])
    out = io.BytesIO()
    made.save(out)
    table = read(out.getvalue())
    assert (rows_of(out.getvalue()), table.sheet, table.faults) == (["A-1"], "填好的", [])


DATED = [Column("no", "编号", parsers.read_text(20)), Column("day", "日期", parsers.read_date)]


def day_in(value, number_format: str = ""):
    made = Workbook()
    made.active.append(["编号", "日期"])
    made.active.append(["A-1", value])
    if number_format:
        made.active["B2"].number_format = number_format
    out = io.BytesIO()
    made.save(out)
    table = read_table(io.BytesIO(out.getvalue()), file_name="表.xlsx", columns=DATED, key="no")
    return table.rows[0].values["day"] if table.rows else table.faults[0].wanted


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (44414, "yyyy-mm-dd"),
        (44414, '[$-804]yyyy"年"m"月"d"日";@'),
        (44414, "[DBNum1][$-804]yyyy年m月d日"),
        (44414, "d-mmm-yy"),
        (44413.999999, "yyyy-mm-dd"),
        (44413.9995, "yyyy-mm-dd"),
        (44414.000001, "m/d/yy h:mm"),
        ("2021-08-06 00:00:00", ""),
        ("2021/8/6 0:00", ""),
        ("2021-08-06T00:00:00.000Z", ""),
        ("２０２１年８月６日", ""),
        ("\u200e2021.08.06", ""),
    ],
)
def test_a_day_is_read_however_it_was_written(value, number_format):
    assert day_in(value, number_format) == dt.date(2021, 8, 6)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [(44414.5, "yyyy-mm-dd"), (44413.9997, "yyyy-mm-dd"), (44414.0004, "m/d/yy h:mm"), ("2021-08-06 16:00:00", ""), ("2021-08-06 23:59:59", ""), (44414, "0.00"), (0.5, "h:mm"), ("2021-13-06", ""), ("99999-01-01", "")],
)  # fmt: skip
def test_what_is_no_day_is_a_fault(value, number_format):
    assert "日期" in day_in(value, number_format)


@pytest.mark.parametrize(
    ("written", "fen"), [(4949.0499999999993, 494_905), (0.1 + 0.2, 30), (1.1 * 3, 330), (8000, 800_000)]
)
def test_money_is_what_the_cell_shows(written, fen):
    assert read(book(HEADINGS, ["A-1", ID, None, written])).rows[0].values["money"] == fen


@pytest.mark.parametrize(
    "written",
    [
        "+8610000000001",
        "+86 100 0000 0001",
        "0086-10000000001",
        "(+86)10000000001",
        "\u202d10000000001\u202c",
    ],
)
def test_a_phone_is_read_with_its_country(written):
    read_row = read(book(HEADINGS, ["A-1", ID, written, None]))
    assert read_row.faults == []
    assert read_row.rows[0].values["phone"] == "10000000001"


def test_formulas_and_error_values_are_faults_that_name_their_cell():
    made = load_workbook(io.BytesIO(GOOD))
    made.active["D2"], made.active["C2"] = "=1+1", "#N/A"
    out = io.BytesIO()
    made.save(out)
    told = {fault.heading: fault.wanted for fault in read(out.getvalue()).faults}
    assert told["金额（元）"].endswith("不能是公式")
    assert told["联系电话"].endswith("不能是错误值")


@pytest.mark.parametrize(
    "changed",
    [
        member(member(GOOD, SHEET, strict), "xl/workbook.xml", strict),
        member(GOOD, "xl/styles.xml", lambda xml: xml.replace(b"<fill>", b'<fill rubbish="1">').replace(b'patternType="none"', b'patternType="unheard"')),
        member(GOOD, "docProps/core.xml", lambda _: b"<nothing"),
        member(GOOD, "docProps/app.xml", lambda _: b""),
    ],
    ids=["strict", "styles", "properties", "application"],
)  # fmt: skip
def test_only_values_and_number_formats_decide(changed):
    assert (rows_of(changed), read(changed).faults) == (["A-1"], [])


def test_rows_under_headings_in_another_order_on_another_sheet_are_told_too():
    turned = with_second(list(reversed(HEADINGS)), [None, "10000000001", ID, "B-20-x"])
    table = read(turned)
    assert [row.values["no"] for row in table.rows] == ["A-1"]
    assert "工作表《续表》第 2 行" in str(table.faults[0])


def test_the_marked_copy_marks_the_sheet_that_was_not_read():
    content = with_second(HEADINGS, ["A-7", ID, "10000000001", None])
    table = read(content)
    copy = load_workbook(io.BytesIO(marked(content, table, table.faults)))
    assert copy.active.title == table.sheet
    assert "移到工作表" in copy["续表"]["A2"].comment.text


def test_a_row_with_little_in_it_behind_a_note_is_told_and_a_day_under_it_is_not():
    told = read(book(HEADINGS, ["A-1", ID], ["补报："], ["补1", ID])).faults
    assert told == []
    assert rows_of(book(HEADINGS, ["A-1", ID], ["补报："], ["补1", ID])) == ["A-1", "补1"]
    assert rows_of(book(HEADINGS, ["A-1", ID], ["填表人：示例"], ["2021年8月6日", "盖章"])) == ["A-1"]
