"""A number in a format that writes words round it is read as it is shown; a text that became a date is told."""

import datetime as dt
import io

import openpyxl
import pytest

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.cells import Book
from wuhou_craftsmen.common.workbooks.styles import Shown, shown_styles


def styles(code: str) -> dict[str, Shown]:
    written = code.replace("&", "&amp;").replace('"', "&quot;")
    return shown_styles(
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


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", 0.5, "50%"),
        ("0.0%", 0.125, "12.5%"),
        ("0%", 0.125, "13%"),
        ("#,##0.00%", 12, "1200.00%"),
        ("[Red]0%;-0%", -0.5, "-50%"),
        ("0%", 1e300, 1e300),
        ("0%", "一半", "一半"),
        ('yyyy"年"m"月"', dt.date(2022, 1, 1), "2022年1月"),
        ("[$-804]yyyy/mm;@", dt.datetime(2022, 11, 1), "2022年11月"),
        ("mmm-yy", dt.date(2022, 1, 1), "2022年1月"),
        ('yyyy"年"m"月"', dt.date(2022, 1, 15), dt.date(2022, 1, 15)),  # typed as a day
        ("[$-804]aaaa;@", 44835, "星期六"),
        ("dddd", dt.date(2022, 10, 1), "星期六"),
        ("aaa", 10**9, 10**9),
    ],
)
def test_a_cell_that_shows_something_else_than_its_value_is_what_it_shows(code, value, shown):
    assert styles(code)["1"].of(value) == shown


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [(9, 0.5, "50%"), (10, 0.5, "50.00%"), (57, dt.date(2022, 1, 1), "2022年1月")],
)
def test_formats_that_a_workbook_names_by_number_alone(number, value, shown):
    found = shown_styles(
        f'<styleSheet xmlns="x"><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'.encode()
    )
    assert found["0"].of(value) == shown


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
    month = 'yyyy"年"m"月"'
    for row, (value, code) in enumerate(
        [
            (1, '"ZG2022-"000'), (8000, '0"元"'), (3, "General"), (7, "000"), (0.5, "0%"), (dt.date(2022, 1, 1), month),
            (dt.date(2022, 10, 1), "aaaa"),
        ],
        1,
    ):  # fmt: skip
        book.active.cell(row, 1, value).number_format = code
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    ((_, rows),) = Book(content, "a.xlsx").sheets()
    shown = ["ZG2022-001", 8000, 3, "007", "50%", "2022年1月", "星期六"]
    assert [cells[0][0] for _, cells in rows] == shown


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2022年1月", "没有写是哪一日"), ("2022-01", "没有写是哪一日"), ("2022年", "没有写是哪一日"), ("2022", "没有写是哪一日"),
        ("2021年8月6日 星期五", "“星期五”请删去"), ("2021-08-06（周五）", "“(周五)”请删去"), ("星期六", "“星期六”请删去"),
    ],
)  # fmt: skip
def test_a_month_and_a_weekday_are_no_day_and_the_fault_says_why(value, wanted):
    with pytest.raises(parsers.Unreadable) as told:
        parsers.read_date(value)
    assert wanted in told.value.wanted
