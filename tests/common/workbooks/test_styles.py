"""A number in a format that writes words round it is read as it is shown; a text that became a date is told."""

import datetime as dt
import io

import openpyxl
import pytest

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.cells import Book
from wuhou_craftsmen.common.workbooks.styles import Worded, worded_styles


def styles(code: str) -> dict[str, Worded]:
    written = code.replace("&", "&amp;").replace('"', "&quot;")
    return worded_styles(
        f'<styleSheet xmlns="x"><numFmts><numFmt numFmtId="170" formatCode="{written}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'.encode()
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('"ZG2022-"000', "ZG2022-001"),
        ('"P"00', "P01"),
        ("000", "001"),
        ('"第"0"号"', "第1号"),
        ("\\P00", "P01"),
        ("00;-00", "01"),
    ],
)
def test_a_number_is_read_with_the_words_and_zeros_that_are_shown(code, shown):
    assert styles(code)["1"].of(1) == shown


@pytest.mark.parametrize(
    "code", ["0", "0.00", "#,##0", '0"元"', "yyyy-mm-dd", "h:mm", "[Red]0", "d00", '"a"0.0']
)
def test_other_formats_leave_a_number_a_number(code):
    assert styles(code) == {}


@pytest.mark.parametrize("value", [1.5, -1, 10**15, "1", None, True, dt.date(2022, 5, 6)])
def test_what_is_no_whole_number_is_left_as_it_stands(value):
    assert styles('"P"00')["1"].of(value) is value


@pytest.mark.parametrize(
    "value", [dt.date(2022, 5, 6), dt.datetime(2022, 5, 6), dt.time(1, 2), dt.timedelta(hours=1), True]
)
@pytest.mark.parametrize("read", [parsers.read_text(60), parsers.read_number(30)])
def test_a_text_that_the_spreadsheet_turned_into_a_date_is_told(read, value):
    with pytest.raises(parsers.Unreadable, match="设为文本"):
        read(value)


def test_in_a_workbook_the_cell_is_what_the_sheet_shows():
    book = openpyxl.Workbook()
    for row, (value, code) in enumerate(
        [(1, '"ZG2022-"000'), (8000, '0"元"'), (3, "General"), (7, "000")], 1
    ):
        book.active.cell(row, 1, value).number_format = code
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    ((_, rows),) = Book(content, "a.xlsx").sheets()
    assert [cells[0][0] for _, cells in rows] == ["ZG2022-001", 8000, 3, "007"]
