"""The uploader's own workbook with its faults marked: the cell coloured, what is wanted as its comment."""

import io
from collections.abc import Sequence

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ..kernel.refusals import Refusal
from .cells import BROKEN
from .size import too_big
from .tables import Fault, Table

WRONG = PatternFill("solid", fgColor="FFC7CE")


def marked(content: bytes, table: Table, faults: Sequence[Fault]) -> bytes:
    """The workbook with everything else as it was; only for a workbook whose table was found."""
    if not table.sheet or too_big(content):
        raise Refusal("这份文件里没有找到要读的表，无法标注；请下载空白表，把内容填进去再上传。")
    try:
        book = load_workbook(io.BytesIO(content))
    except BROKEN as broken:  # values are read whatever the styles are; a copy with marks needs them whole
        raise Refusal(
            "这份文件的样式已损坏，无法标注；请按页面列出的各处更正，或另存一份后再上传。"
        ) from broken
    if not {table.sheet, *(fault.sheet for fault in faults if fault.sheet)} <= set(book.sheetnames):
        # a strict workbook, or parts whose names differ in case: its values are read, openpyxl finds no sheets
        raise Refusal("这份文件的保存格式无法标注；请另存为“Excel 工作簿（.xlsx）”后再上传。")
    told: dict[tuple[str, int, int], list[str]] = {}
    for fault in faults:
        at = (fault.sheet or table.sheet, fault.row or 1, table.places.get(fault.heading, 1))
        told.setdefault(at, []).append(fault.told)
    for (name, row, column), wanted in told.items():
        sheet = book[name]
        cell = sheet.cell(row, column)
        cell.fill = WRONG
        text = "；".join(words.rstrip("。") for words in wanted)
        _first_of(sheet, cell).comment = Comment(
            text, "申报平台", width=300, height=40 + 20 * len(text) // 16
        )
    book.active = book.index(book[table.sheet])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first_of(sheet: Worksheet, cell: Cell | MergedCell) -> Cell | MergedCell:
    """The cell itself, or the one that carries the content of its merged range."""
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(merged.min_row, merged.min_col)
