"""Writes official tables: text stays text, money is a number with two decimals, IDs and accounts are whole."""

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="F3E9D8")
ACROSS = {"money": "right", "points": "right", "whole": "center", "date": "center"}
PAPER = {"A4": 9, "A3": 8}
TOLD_EVERY = 100  # rows
Told = Callable[[int], None]
LINE = 16.5  # points: the height of one line of text
_NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # what XML 1.0 has no way to write
_LEADS = re.compile(r"^[\s]*[=+\-@＝＋－＠\t\r]")


@dataclass(frozen=True)
class Head:
    """A column: its title, width in characters, and kind: text, money (fen), points (hundredths), whole, date."""

    title: str
    width: int = 12
    kind: str = "text"
    choices: Sequence[str] = ()


@dataclass
class SheetSpec:
    """One sheet: title line, banner lines, columns, rows of values, a line of totals, footer lines.

    `blank_rows`: rows drawn for a person to fill in; what is typed in a text column stays text there and below, so that
    the last digits of an ID number are not rounded away. `fixed`: columns that stay in sight on a wide table.
    """

    name: str
    title: str
    columns: list[Head]
    rows: list[Sequence]
    banner: list[str] = field(default_factory=list)
    totals: Sequence | None = None
    footer: list[str] = field(default_factory=list)
    paper: str = "A4"  # wide tables print on A3
    blank_rows: int = 0
    fixed: int = 0


def write_workbook(sheets: Sequence[SheetSpec], *, made_at: dt.datetime, told: Told | None = None) -> bytes:
    """The workbook as bytes; its properties name the union and nobody else.

    `told` hears after every TOLD_EVERY rows of the first sheet how many are written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for spec in sheets:
        name = _NO_XML.sub("", re.sub(r"[\\/*?:\[\]]", "", spec.name))[:31]
        _write_sheet(book.create_sheet(name), spec, told if spec is sheets[0] else None)
    book.properties.creator = book.properties.lastModifiedBy = "成都市武侯区总工会"
    book.properties.title = _NO_XML.sub("", sheets[0].title)
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(sheet: Worksheet, spec: SheetSpec, told: Told | None) -> None:
    width = len(spec.columns)
    _line(sheet, 1, spec.title, width, Font(name="SimSun", size=16, bold=True), "center", 30)
    for number, text in enumerate(spec.banner, 2):
        _line(sheet, number, text, width, Font(name="SimSun", size=10, color="7A7A7A"), "left", 18)
    top = len(spec.banner) + 2
    for index, head in enumerate(spec.columns, 1):
        cell = sheet.cell(top, index, head.title)
        cell.font, cell.fill, cell.border = Font(name="SimSun", bold=True), _HEAD, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        column = sheet.column_dimensions[get_column_letter(index)]
        column.width = head.width
        if spec.blank_rows and head.kind == "text":
            column.number_format = "@"
        if head.choices:
            _drop_down(sheet, head.choices, get_column_letter(index), top + 1)
    sheet.row_dimensions[top].height = 32
    for number, row in enumerate(spec.rows, 1):
        _write_row(sheet, top + number, spec.columns, row)
        if told and number % TOLD_EVERY == 0:
            told(number)
    last = top + len(spec.rows)
    for _ in range(spec.blank_rows):
        last += 1
        _write_row(sheet, last, spec.columns, [None] * width)
    if spec.totals is not None:
        last += 1
        _write_row(sheet, last, spec.columns, spec.totals, bold=True)
    for offset, text in enumerate(spec.footer, 1):
        _line(sheet, last + offset, text, width, Font(name="SimSun", size=11), "left", 22)
    sheet.freeze_panes = sheet.cell(top + 1, 1 + spec.fixed).coordinate
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", PAPER[spec.paper]
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]  # every new sheet has a footer


def _line(
    sheet: Worksheet, number: int, text: str, width: int, font: Font, horizontal: str, height: float
) -> None:
    cell = sheet.cell(number, 1)
    _put_text(cell, text)
    cell.font, cell.alignment = font, Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    sheet.row_dimensions[number].height = height
    if width > 1:
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)


def _write_row(
    sheet: Worksheet, number: int, columns: Sequence[Head], row: Sequence, bold: bool = False
) -> None:
    texts = [
        (head.width, str(value))
        for head, value in zip(columns, row, strict=True)
        if head.kind == "text" and value
    ]
    sheet.row_dimensions[number].height = LINE * max([1, *(_lines(text, width) for width, text in texts)]) + 3
    for index, (head, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = sheet.cell(number, index)
        cell.border, cell.font = _BOX, Font(name="SimSun", bold=bold)
        cell.alignment = Alignment(
            horizontal=ACROSS.get(head.kind, "left"), vertical="center", wrap_text=True
        )
        if value is None or value == "":
            cell.number_format = "@" if head.kind == "text" else "General"
            continue
        if head.kind in ("money", "points") and isinstance(value, int):
            cell.value, cell.number_format = (
                Decimal(value) / 100,
                "#,##0.00" if head.kind == "money" else "0.00",
            )
        elif head.kind == "whole" and isinstance(value, int):
            cell.value, cell.number_format = value, "0"
        elif head.kind == "date" and isinstance(value, dt.date):
            cell.value, cell.number_format = value, 'yyyy"年"m"月"d"日"'
        else:
            _put_text(cell, value)


def _lines(text: str, width: int) -> int:
    """Lines that a text needs in a column: a Chinese character is as wide as two digits."""
    wide = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
    return max(1, -(-wide // max(width - 1, 1)))


def _put_text(cell: Cell | MergedCell, value: object) -> None:
    """Text that stays text: no formula, no number, nothing that a spreadsheet would run."""
    text = _NO_XML.sub("", str(value))
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if _LEADS.match(text):
        cell.quotePrefix = True


def _drop_down(sheet: Worksheet, choices: Sequence[str], letter: str, first: int) -> None:
    rule = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
    rule.error, rule.errorTitle = "请从列表中选择", "内容不对"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{first}:{letter}{first + 1999}")
