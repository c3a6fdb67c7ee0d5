"""However an office writes its workbook, it is read as it was meant, or told by sheet and row: never another value."""

import io
import re

import pytest
from hypothesis import given, settings

from tests.common.workbooks.layouts import OWN, Sent, sendings
from tests.common.workbooks.manners import COLUMNS
from tests.people import make_id
from tests.worlds.books import ID
from tests.worlds.offices import Cell, Program, Sheet
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Table


def read(sent: Sent) -> Table:
    source = io.BytesIO(sent.content)
    return read_table(source, file_name="申报表.xlsx", columns=COLUMNS, key="no", unique=("no", "id_number"))


def values_of(table: Table) -> dict[str, dict]:
    return {row.values["no"]: row.values for row in table.rows}


def rows_named(fault: Fault) -> set[tuple[str, int]]:
    """(sheet, row) of a fault; one of another sheet lists all its rows."""
    listed = re.search(r"这张表第 ([\d、]+) 行", fault.wanted)
    numbers = map(int, listed[1].split("、")) if listed else [fault.row]
    return {(fault.sheet or OWN, number) for number in numbers}


@settings(max_examples=60)
@given(sendings())
def test_what_was_meant_is_read_and_rows_of_another_sheet_are_told(sent):
    table = read(sent)
    told = set().union(*map(rows_named, table.faults))
    assert told == sent.elsewhere, list(map(str, table.faults))
    assert values_of(table) == sent.meant
    assert (table.sheet, table.count) == (OWN, len(sent.meant))


@settings(max_examples=60)
@given(sendings(spoil=True))
def test_a_cell_that_would_have_to_be_guessed_is_told_by_its_row_and_spoils_no_other(sent):
    table = read(sent)
    told = set().union(*map(rows_named, table.faults))
    assert told == {(OWN, row) for row in sent.spoilt}, list(map(str, table.faults))
    assert values_of(table) == sent.meant
    said = " ".join(map(str, table.faults))
    assert not [number for number in sent.numbers if number in said]


LINE = ["1", "示例", ID, "2021-08-06", "8000", None]
HEADED = [column.heading for column in COLUMNS]


def written(*rows) -> Table:
    return read(Sent(Program(), [Sheet(OWN, [[typed(value) for value in row] for row in rows])]))


def typed(value) -> Cell | None:
    return Cell(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    "beside",
    [
        [None, "填表人：示例", "审核人：", "日期：2021年8月6日"],
        ["合计", "3 人", None, None, "12000"],
        ["2021 年度个人奖项"],
        ["1. 本表一式两份。"],
        ["2021年8月6日"],
        ["共 3 人"],
        ["\u200b", "\u200b", "\u200b", "\u200b"],
        [Cell("", "str")] * 6,
    ],
    ids=["signatures", "sum", "group", "numbered note", "day", "count", "unseen marks", "formulas that show nothing"],
)  # fmt: skip
def test_what_stands_beside_the_table_is_no_fault(beside):
    table = written(HEADED, LINE, beside, ["2", *LINE[1:2], make_id(2), *LINE[3:]], beside)
    assert ([row.number for row in table.rows], table.faults) == ([2, 4], [])


@pytest.mark.parametrize(
    "row",
    [
        [Cell("#N/A", "e")] * 6,
        [Cell("", "bare")] * 6,
        [None, *LINE[1:]],
        ["甲", *LINE[1:]],
        ["2021-001", "示例"],
    ],
    ids=[
        "error values",
        "formulas never computed",
        "no number",
        "a word for a number",
        "number and name only",
    ],
)
def test_a_last_row_behind_a_sum_is_told_whatever_it_holds(row):
    assert {fault.row for fault in written(HEADED, ["合计"], row).faults} == {3}


def test_a_formula_beyond_the_last_value_is_told():
    table = written(HEADED, [*LINE[:5], Cell("", "bare")])
    assert [(fault.heading, fault.shown, fault.wanted) for fault in table.faults] == [
        ("联系电话", "公式", "直接填写的内容，不能是公式")
    ]


def test_headings_that_come_again_behind_another_first_column_are_followed():
    table = written(HEADED, LINE, ["序号", *HEADED], ["7", "2", "示例", make_id(2), *LINE[3:]])
    assert ([row.values["no"] for row in table.rows], table.faults) == (["1", "2"], [])
