"""Damaged, hostile and hurried workbooks: a fault in Chinese, never a crash, never a number shown whole (T46)."""

import io
from functools import partial

import pytest
from openpyxl import Workbook

from tests.worlds.books import GOOD, HEADINGS, ID, SHEET, book, member, read
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.reading import Column, read_table


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
    assert [(fault.heading, fault.wanted) for fault in both.faults] == [("工匠梯次", "只出现一次的表头")]
