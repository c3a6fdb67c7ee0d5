"""Reads a table out of a workbook as people fill it in, and tells every fault of the file at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter

from ..kernel.decisions import needed
from ..text.keys import match_key
from ..text.masks import mask_id
from ..text.parsers import Unreadable
from .cells import BROKEN, COMPUTED, ERROR, FORMULA, Book, Source, Unfit, blank
from .headings import Column, Headings
from .lines import FEW_CELLS, Line, Lines, is_whole
from .merged import Cells, Merged, NumberedRow, Place
from .tables import Fault, Row, Table, numbered

HEADING_ROWS = 20


def read_table(
    source: Source, *, file_name: str, columns: Sequence[Column], key: str, unique: Sequence[str] = ()
) -> Table:
    """Read the first visible sheet that holds the headings and rows below them. `source`: a path or an open binary file.

    Every row of that sheet with a number in its key column is read; one on another visible sheet is a fault.
    """
    try:
        reader = _read_sheets(Book(source, file_name), file_name, columns, key)
    except Unfit as unfit:
        return Table([], [Fault(file_name, unfit.row, "", unfit.read, unfit.wanted, unfit.sheet)])
    except _Unusable as unusable:
        return Table([], unusable.faults)
    except BROKEN:
        return Table([], [_not_a_workbook(file_name)])
    reader.find_repeats(unique)
    if not reader.seen and not reader.faults:
        wanted = f"填有内容的表（工作表《{reader.sheet}》只有表头，没有内容）"
        reader.faults.append(Fault(file_name, None, "", None, wanted))
    table = Table(
        reader.rows, title=reader.title, sheet=reader.sheet, places=reader.places, count=len(reader.seen),
        passed=reader.passed(), unread=reader.unread, among_sheets=reader.among_sheets,
    )  # fmt: skip
    return replace(table, faults=table.in_order(reader.faults))


class _Unusable(Exception):
    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)


def _read_sheets(book: Book, file_name: str, columns: Sequence[Column], key: str) -> "_Reader":
    """The first sheet with headings and rows, read; what the other visible sheets hold of the table is its fault."""
    headings = Headings(columns)
    readers: list[_Reader] = []
    without: list[tuple[str, list[NumberedRow]]] = []
    for sheet, rows in book.sheets():
        at = next(
            (i for i, (_, cells) in enumerate(rows[:HEADING_ROWS]) if not headings.missing(cells)), None
        )
        if at is None:
            headings.remember_best(rows[:HEADING_ROWS])
            without.append((sheet, rows))
        else:
            readers.append(_Reader(file_name, headings, key, sheet, book.merged(sheet, rows)))
            readers[-1].read(rows, at)
    if not readers:
        raise _without_table(book, file_name, headings, any(rows for _, rows in without))
    main = next((reader for reader in readers if reader.seen), readers[0])
    main.among_sheets = len(readers) + sum(bool(rows) for _, rows in without) > 1
    for reader in readers:
        if reader is not main:
            main.refuse_rows_of(reader.sheet, [row.number for row in reader.seen])
    for sheet, rows in without:
        at = headings.most_in(rows[:HEADING_ROWS])
        below = rows if at is None else rows[at + 1 :]
        looks = main.looks_alike if at is None else main.is_filled
        if alike := [number for number, cells in below if looks(cells)]:
            main.refuse_rows_of(sheet, alike)
        elif filled := sum(main.is_filled(cells) for _, cells in below):
            main.unread.append((sheet, filled))
    return main


def _without_table(book: Book, file_name: str, headings: Headings, filled: bool) -> _Unusable:
    """What is wanted where no visible sheet has the headings: the hidden one, or those that the closest row lacks."""
    if book.hidden and not filled:
        named = "".join(f"《{name}》" for name in book.hidden[:5])
        wanted = f"没有隐藏的表（工作表{named}隐藏着，请取消隐藏、保存后再上传）"
        return _Unusable(Fault(file_name, None, "", None, wanted))
    lacking = headings.told_missing()
    return _Unusable(*(Fault(file_name, row, heading, read, told) for row, heading, read, told in lacking))


def _not_a_workbook(file_name: str) -> Fault:
    return Fault(file_name, None, "", file_name, ".xlsx 格式的工作簿（文件可能已损坏或加了密码）")


class _Reader:
    """Reads row by row, keeps the good values, remembers every fault."""

    def __init__(self, file_name: str, headings: Headings, key: str, sheet: str, merged: Merged) -> None:
        self.file_name, self.headings, self.key, self.sheet = file_name, headings, key, sheet
        self.merged, self.among_sheets = merged, False
        self.title = ""
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self.seen: list[Row] = []
        self._lines = Lines()
        self._below: list[NumberedRow] = []  # without a number, behind a note: of the table if a row follows
        self._passed: list[int] = []
        self.unread: list[tuple[str, int]] = []

    def read(self, rows: list[NumberedRow], at: int) -> None:
        """All rows of the sheet; the headings stand in `rows[at]`, and perhaps again on later pages."""
        self.title = next((str(value) for _, cells in rows[:3] for value, _ in cells if value), "")
        self._take_headings(*rows[at])
        self.places = {column.heading: index + 1 for column, index in self.columns}
        for number, cells in rows[at + 1 :]:
            line = Line(cells, self.key_at, self._never_blank)
            if line.is_like_a_person:
                self._passed.append(number)
            if self.headings.stand_in(cells, line.key, line.has_number):
                self._take_headings(number, cells)
            elif self._lines.is_row(line):
                self._refuse_without_number()
                self._read_row(number, cells)
                self._lines.shapes.add(line.shape)
                self._lines.after_note = False
            elif self._merged_above(number, self.key_at) and not (
                line.is_sum or line.is_signed or line.is_empty
            ):
                self._refuse_merged(number)
            elif self._lines.lacks_pair(line):
                self._below.append((number, cells))
                self._refuse_without_number()
            elif self._lines.lacks_number(line, len(self.columns)):
                self._below.append((number, cells))
                if not self._lines.after_note or is_whole(line):
                    self._refuse_without_number()
            else:
                self._lines.after_note = True

    def passed(self) -> list[int]:
        """Lines with something of a row that are neither read nor a fault."""
        told = {row.number for row in self.seen} | {fault.row for fault in self.faults}
        return [number for number in self._passed if number not in told]

    def _merged_above(self, number: int, at: int) -> Place | None:
        """The first cell of the range that this one is merged into; a heading over two rows is none."""
        first = self.merged.first_of(number, at)
        return first if first and first[0] > self.headed_at else None

    def _refuse_merged(self, number: int) -> None:
        first = needed(self._merged_above(number, self.key_at))
        wanted = f"与第 {first[0]} 行的单元格合并着，请取消合并，每行都填写编号。"
        self.faults.append(Fault(self.file_name, number, self.key_column.heading, None, wanted))

    def _take_headings(self, number: int, cells: Cells) -> None:
        if repeated := self.headings.repeated(cells):
            raise _Unusable(*(Fault(self.file_name, number, h, read, told) for h, read, told in repeated))
        self.headed_at = number
        places = dict(self.headings.of(cells))
        found = [(column, places.get(match_key(column.heading))) for column in self.headings.columns]
        self.columns = [(column, index) for column, index in found if index is not None]
        self.lacking = {column.field: None for column, index in found if index is None}
        self.key_column, self.key_at = next((c, i) for c, i in self.columns if c.field == self.key)
        self._never_blank = [i for c, i in self.columns if c.required and i != self.key_at]

    def _key_of(self, cells: Cells) -> Any:
        return cells[self.key_at][0] if self.key_at < len(cells) else None

    def _refuse_without_number(self) -> None:
        for number, cells in self._below:
            key = self._key_of(cells)
            self.faults.append(
                Fault(self.file_name, number, self.key_column.heading, key, "没有填编号，每行都要填写。")
            )
            self._read_row(number, [*cells[: self.key_at], (None, ""), *cells[self.key_at + 1 :]])
        self._below = []

    def looks_alike(self, cells: Cells) -> bool:
        return self._lines.looks_alike(Line(cells, self.key_at, self._never_blank), len(self.columns))

    def is_filled(self, cells: Cells) -> bool:
        """Whether a line below most of the headings, wherever they stand, is something like a row."""
        line = Line(cells, len(cells))
        return line.filled >= FEW_CELLS and not (line.is_sum or line.is_signed or line.is_empty)

    def refuse_rows_of(self, sheet: str, numbers: list[int]) -> None:
        """Rows of the table stand on a sheet that is not read: told, not lost."""
        if not numbers:
            return
        wanted = (
            f"一份工作簿只读一张表，这张表第 {numbered(numbers)} 行共 {len(numbers)} 行没有读；"
            f"请移到工作表《{self.sheet}》中，不用的表请删去或隐藏。"
        )
        self.faults.append(Fault(self.file_name, numbers[0], self.key_column.heading, "编号", wanted, sheet))

    def _read_row(self, number: int, cells: Cells) -> None:
        read, good = dict(self.lacking), True
        for column, index in self.columns:
            value, kind = cells[index] if index < len(cells) else (None, "")
            try:
                self._refuse_covered(number, index, value)
                read[column.field] = self._read_cell(column, value, kind)
            except Unreadable as unreadable:
                good = False
                if not (column.field == self.key and blank(value)):
                    shown = mask_id(str(value)) if column.private and not blank(value) else value
                    self.faults.append(
                        Fault(self.file_name, number, column.heading, shown, unreadable.wanted)
                    )
        self.seen.append(Row(number, read))
        if good:
            self.rows.append(self.seen[-1])

    def _refuse_covered(self, number: int, at: int, value: object) -> None:
        """What is seen in the cell stands in another row or column, and something else may stand below it."""
        first = self._merged_above(number, at)
        if first is None or (blank(value) and blank(self.merged.value(first))):
            return
        where = f"第 {first[0]} 行" if first[0] != number else f"左边 {get_column_letter(first[1] + 1)} 列"
        raise Unreadable(f"与{where}的单元格合并着，请取消合并，在本行的这一格里填写。")

    @staticmethod
    def _read_cell(column: Column, value: object, kind: str) -> Any:
        if kind in (FORMULA, COMPUTED):
            raise Unreadable("直接填写的内容，不能是公式")
        if kind == ERROR:
            raise Unreadable("正常的内容，不能是错误值")
        if blank(value):
            if column.required:
                raise Unreadable("这一格必须填写。")
            return None
        return column.read(value)

    def find_repeats(self, unique: Sequence[str]) -> None:
        """Values that may stand in one row only; also among rows that have other faults."""
        for name in unique:
            heading = next(column.heading for column, _ in self.columns if column.field == name)
            first: dict[str, int] = {}
            for row in self.seen:
                value = row.values.get(name)
                if value is None:
                    continue
                before = first.setdefault(match_key(value), row.number)
                if before != row.number:
                    self.faults.append(
                        Fault(
                            self.file_name,
                            row.number,
                            heading,
                            value,
                            f"与第 {before} 行相同，不能重复，请更正其中一行。",
                        )
                    )
