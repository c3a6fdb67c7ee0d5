"""Reads a table out of a workbook as people fill it in, and tells every fault of the file at once."""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..kernel.refusals import Refusal
from ..text.masks import mask_id
from ..text.parsers import Unreadable, match_key
from . import kinds
from .size import too_big

HEADING_ROWS = 20
MAX_ROWS = 20_000
MOST_COLUMNS = 200
LOOKED_AT = 200_000  # rows of the sheet, blank ones too
BROKEN = (  # what the readers of zip, XML and workbook say of a damaged file
    zipfile.BadZipFile, InvalidFileException, zlib.error, SyntaxError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, RuntimeError, OSError, EOFError,
)  # fmt: skip
FEW_CELLS = 3
Source = str | Path | BinaryIO
Cells = list[tuple[Any, str]]  # (value, kind)
NumberedRow = tuple[int, Cells]


@dataclass(frozen=True)
class Column:
    """A heading, the field it fills, and the reader of its cells; `required` cells may not be blank.

    A column that `may_lack` reads as blank in a table without it.
    """

    field: str
    heading: str
    read: Callable
    required: bool = True
    private: bool = False  # an ID, account or phone: a fault shows it masked, however it was typed
    may_lack: bool = False
    also: tuple[str, ...] = ()  # headings that older tables have instead


@dataclass(frozen=True)
class Fault:
    """Where (file, sheet row, heading), what was read, what is wanted. Long numbers are told masked."""

    file: str
    row: int | None
    heading: str
    read: object
    wanted: str

    @property
    def shown(self) -> str:
        if self.read is None or self.read == "":
            return "（空）"
        text = self.read.isoformat() if isinstance(self.read, dt.date) else str(self.read)
        text = (
            re.sub(r"\d{11,}[Xx]?", lambda match: mask_id(match.group()), match_key(text))
            if re.search(r"\d{11,}", match_key(text))
            else text
        )
        return text if len(text) <= 60 else text[:57] + "…"

    def __str__(self) -> str:
        where = f"第 {self.row} 行" if self.row else ""
        heading = f"“{self.heading}”" if self.heading else ""
        return f"《{self.file}》{where}{heading}：读到“{self.shown}”，应为{self.wanted}"


class WorkbookFaults(Refusal):
    """A workbook that changes nothing, with all its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(
            f"工作簿有 {len(self.faults)} 处须更正，没有导入任何内容：" + "；".join(map(str, self.faults))
        )


@dataclass(frozen=True)
class Row:
    """A data row: its number in the sheet, and field -> value (None where blank)."""

    number: int
    values: dict


@dataclass(frozen=True)
class Table:
    """The rows without faults of their own, and every fault found."""

    rows: list[Row]
    faults: list[Fault] = field(default_factory=list)
    title: str = ""
    sheet: str = ""  # where it was found: the sheet, and heading -> column number from 1
    places: dict[str, int] = field(default_factory=dict)


def read_table(
    source: Source, *, file_name: str, columns: Sequence[Column], key: str, unique: Sequence[str] = ()
) -> Table:
    """Read the first visible sheet that holds the headings. `source`: a path or an open binary file."""
    try:
        sheet, headings, at, name = _find_table(source, file_name, columns)
    except _Unusable as unusable:
        return Table([], unusable.faults)
    except BROKEN:
        return Table([], [_not_a_workbook(file_name)])
    reader = _Reader(file_name, columns, key, headings)
    for number, cells in sheet[at:]:
        if not reader.take(number, cells):
            break
    reader.find_repeats(unique)
    places = {column.heading: index + 1 for column, index in reader.columns}
    return Table(reader.rows, reader.faults, title=_title(sheet), sheet=name, places=places)


class _Unusable(Exception):
    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)


def _find_table(
    source: Source, file_name: str, columns: Sequence[Column]
) -> tuple[list[NumberedRow], dict[str, int], int, str]:
    """(all rows of the sheet as (number, cells), heading -> index, index of the first data row, the sheet's name)."""
    book = _open(source, file_name)
    wanted = {match_key(column.heading): column for column in columns}
    older = {match_key(also): match_key(column.heading) for column in columns for also in column.also}
    best: list[str] = [column.heading for column in columns]
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = _rows_of(sheet, file_name)
            for index, (number, cells) in enumerate(rows[:HEADING_ROWS]):
                found = [(match_key(cell[0]), i) for i, cell in enumerate(cells) if isinstance(cell[0], str)]
                found = [(older.get(name, name), i) for name, i in found]
                names = [name for name, _ in found if name in wanted]
                missing = [c.heading for name, c in wanted.items() if name not in names and not c.may_lack]
                if not missing:
                    _refuse_repeated_headings(names, number, file_name, wanted)
                    return rows, dict(found), index + 1, sheet.title
                if len(missing) < len(best):
                    best = missing
    finally:
        book.close()
    raise _Unusable(*(Fault(file_name, None, heading, None, "表头中有这一栏") for heading in best))


def _refuse_repeated_headings(
    names: list[str], number: int, file_name: str, wanted: dict[str, Column]
) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise _Unusable(
            *(Fault(file_name, number, wanted[n].heading, n, "只出现一次的表头") for n in repeated)
        )


def _open(source: Source, file_name: str) -> Workbook:
    if isinstance(source, (str, Path)) and not Path(source).is_file():
        raise _Unusable(Fault(file_name, None, "", None, "这一文件"))
    content = Path(source).read_bytes() if isinstance(source, (str, Path)) else source.read()
    bomb = too_big(content) if content.startswith(b"PK") else ""
    if wanted := bomb or kinds.what_is_wanted(content, file_name):
        raise _Unusable(Fault(file_name, None, "", file_name, wanted))
    return load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)


def _not_a_workbook(file_name: str) -> Fault:
    return Fault(file_name, None, "", file_name, ".xlsx 格式的工作簿（文件可能已损坏或加了密码）")


def _rows_of(sheet: Any, file_name: str) -> list[NumberedRow]:
    """Every row with something in it as (number, [(value, kind)]); the recorded size of the sheet is not believed."""
    sheet.reset_dimensions()
    rows = []
    for number, cells in enumerate(sheet.iter_rows(max_col=_width(sheet)), 1):
        found = [(cell.value, getattr(cell, "data_type", "n")) for cell in cells]
        while found and _blank(found[-1][0]):
            found.pop()
        if found:
            rows.append((number, found))
        if len(rows) > MAX_ROWS + HEADING_ROWS or number > LOOKED_AT:
            raise _Unusable(Fault(file_name, number, "", "更多的行", f"不超过 {MAX_ROWS} 行的表"))
    return rows


def _width(sheet: Any) -> int:
    """Columns up to the last heading: every row comes as wide as it is asked for, and 200 blank cells cost their time."""
    first = sheet.iter_rows(max_row=HEADING_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return max((at for row in first for at, value in enumerate(row, 1) if not _blank(value)), default=1)


def _title(rows: list[NumberedRow]) -> str:
    return next((str(value) for _, cells in rows[:3] for value, _ in cells if value), "")


class _Reader:
    """Reads row by row, keeps the good values, remembers every fault."""

    def __init__(self, file_name: str, columns: Sequence[Column], key: str, headings: dict[str, int]) -> None:
        self.file_name, self.key = file_name, key
        found = [(column, headings.get(match_key(column.heading))) for column in columns]
        self.columns = [(column, index) for column, index in found if index is not None]
        self.lacking = {column.field: None for column, index in found if index is None}
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self._seen: list[Row] = []

    def take(self, number: int, cells: Cells) -> bool:
        """Read one row; False when the table has ended (sums, signatures, notes)."""
        values = [value for value, _ in cells]
        filled = sum(1 for value in values if not _blank(value))
        if not filled:
            return True
        key_column, key_at = next((c, i) for c, i in self.columns if c.field == self.key)
        key = values[key_at] if key_at < len(values) else None
        if not _is_number(key):
            if filled < FEW_CELLS:
                return False
            self.faults.append(Fault(self.file_name, number, key_column.heading, key, "每行都填写的编号"))
            self._read_row(number, [*cells[:key_at], (None, "n"), *cells[key_at + 1 :]])
            return True
        self._read_row(number, cells)
        return True

    def _read_row(self, number: int, cells: Cells) -> None:
        read, good = dict(self.lacking), True
        for column, index in self.columns:
            value, kind = cells[index] if index < len(cells) else (None, "n")
            try:
                read[column.field] = self._read_cell(column, value, kind)
            except Unreadable as unreadable:
                good = False
                if not (column.field == self.key and _blank(value)):
                    shown = mask_id(str(value)) if column.private and not _blank(value) else value
                    self.faults.append(
                        Fault(self.file_name, number, column.heading, shown, unreadable.wanted)
                    )
        self._seen.append(Row(number, read))
        if good:
            self.rows.append(self._seen[-1])

    @staticmethod
    def _read_cell(column: Column, value: object, kind: str) -> Any:
        if kind == "f":
            raise Unreadable("直接填写的内容，不能是公式")
        if kind == "e":
            raise Unreadable("正常的内容，不能是错误值")
        if _blank(value):
            if column.required:
                raise Unreadable("必填的内容")
            return None
        return column.read(value)

    def find_repeats(self, unique: Sequence[str]) -> None:
        """Values that may stand in one row only; also among rows that have other faults."""
        for name in unique:
            heading = next(column.heading for column, _ in self.columns if column.field == name)
            first: dict[str, int] = {}
            for row in self._seen:
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
                            f"不重复的内容（与第 {before} 行相同）",
                        )
                    )


_NOTE = re.compile(r"^(合计|小计|总计|共计|填表|制表|审核|复核|备注|注|说明|填报|联系|负责|日期)|[：:]")


def _is_number(value: object) -> bool:
    """Whether a key cell holds a number (申报编号 …) rather than nothing or the start of a note (合计：24 行)."""
    text = match_key(value) if value is not None else ""
    return any(c.isdigit() for c in text) and not _NOTE.search(text)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
