"""What stands in a workbook's sheets: values as the spreadsheet shows them, by number formats alone.

The values come from calamine, which does not look at styles, drawings or properties; what it does not tell (formulas,
error values, how far a sheet reaches) is seen in the sheet's own XML before anything of it becomes an object.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ..text.keys import clean
from . import kinds
from .merged import Cells, Merged, NumberedRow
from .size import too_big
from .styles import Shown, shown_styles

Source = str | Path | BinaryIO
FORMULA, COMPUTED, ERROR = "f", "c", "e"  # COMPUTED: a formula with its text, which may be empty
UNSEEN = {FORMULA: "公式", ERROR: "错误值"}  # what stands there where the file has no value
MOST_COLUMNS = 200
MAX_ROWS = 20_000  # with something in them
MOST_AREA = 2_000_000  # cells of the rectangle from A1 to the last value: calamine makes room for all of them
MAIN_PART, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
BROKEN = (  # what the readers of zip, XML and workbook say of a damaged file
    zipfile.BadZipFile, CalamineError, expat.ExpatError, ElementTree.ParseError, ValueError, TypeError, KeyError,
    IndexError, AttributeError, RuntimeError, OSError, EOFError,
)  # fmt: skip


class Unfit(Exception):
    """A file or a sheet that is not read; `wanted` says in Chinese what should be there, `row` where."""

    def __init__(self, wanted: str, read: object = None, row: int | None = None, sheet: str = "") -> None:
        super().__init__(wanted)
        self.wanted, self.read, self.row, self.sheet = wanted, read, row, sheet


@dataclass
class _Extent:
    """Seen in a sheet's XML: where its values end, and which cells hold a formula or an error value."""

    row: int = 0
    column: int = 0
    type: str | None = None
    odd: dict[int, dict[int, str]] = field(default_factory=dict)  # row -> column -> kind
    last_row: int = 0
    last_column: int = 0
    filled: set[int] = field(default_factory=set)
    styled: dict[str, Shown] = field(default_factory=dict)
    style: str = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.row, self.column = self._place(attributes.get("r"))
            self.type, self.style = attributes.get("t"), attributes.get("s", "")
        elif name in ("v", "is", "f"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
            self.filled.add(self.row)
            if name == "f":
                self.odd.setdefault(self.row, {})[self.column] = COMPUTED if self.type == "str" else FORMULA
            elif self.type == "e":
                self.odd.setdefault(self.row, {}).setdefault(self.column, ERROR)
            elif self.type in (None, "n", "d") and self.style in self.styled:
                self.odd.setdefault(self.row, {}).setdefault(self.column, self.style)

    def _place(self, address: str | None) -> tuple[int, int]:
        """By the cell's own address, as calamine goes by it, whatever its row says; without one, the next of its row."""
        if not address:
            return self.row, self.column + 1
        letters = address.rstrip("0123456789")
        return int(address[len(letters) :]), column_index_from_string(letters)


def _no_entities(*_: object) -> None:
    raise ValueError("entities")


def _extent(xml: bytes, styled: dict[str, Shown]) -> _Extent:
    found, parser = _Extent(styled=styled), expat.ParserCreate()
    parser.StartElementHandler, parser.EntityDeclHandler = found.begin, _no_entities
    parser.Parse(xml, True)
    return found


class Book:
    """An .xlsx, opened: its visible sheets by name, and the rows of each."""

    def __init__(self, source: Source, file_name: str) -> None:
        if isinstance(source, (str, Path)) and not Path(source).is_file():
            raise Unfit("这一文件")
        content = Path(source).read_bytes() if isinstance(source, (str, Path)) else source.read()
        bomb = too_big(content) if content.startswith(b"PK") else ""
        if wanted := bomb or kinds.what_is_wanted(content, file_name):
            raise Unfit(wanted, file_name)
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {name.replace("\\", "/").lower(): name for name in self._archive.namelist()}
        self._sheets = self._parts_of_sheets()
        self._styled = shown_styles(self._xml(STYLES)) if STYLES.lower() in self._parts else {}
        self._values = CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [s for s in self._values.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        self.visible = [sheet.name for sheet in listed if sheet.visible == SheetVisibleEnum.Visible]
        self.hidden = [sheet.name for sheet in listed if sheet.visible != SheetVisibleEnum.Visible]

    def _xml(self, part: str) -> bytes:
        return self._archive.read(self._parts[part.lower()])

    def _parts_of_sheets(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name."""
        targets = {
            found.get("Id"): str(found.get("Target"))
            for found in ElementTree.fromstring(self._xml(RELATIONS))
        }
        sheets = {}
        for element in ElementTree.fromstring(self._xml(MAIN_PART)).iter():
            if element.tag.endswith("}sheet"):
                link = next(value for name, value in element.items() if name.endswith("}id"))
                target = targets[link].replace("\\", "/")
                sheets[element.get("name", "")] = (
                    target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                )
        return sheets

    def sheets(self) -> Iterator[tuple[str, list[NumberedRow]]]:
        """The visible sheets with their rows."""
        for name in self.visible:
            yield name, self._rows(name)

    def merged(self, sheet: str, rows: list[NumberedRow]) -> Merged:
        """Which cells of these rows are merged into another."""
        return Merged(self._values.get_sheet_by_name(sheet).merged_cell_ranges or [], rows)

    def _rows(self, sheet: str) -> list[NumberedRow]:
        """Every row with something in it, each up to its last value."""
        extent = _extent(self._xml(self._sheets[sheet]), self._styled)
        _refuse_size(extent, sheet)
        values = self._values.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        values += [[] for _ in range(len(values), max(extent.odd, default=0))]
        rows = [
            (number, _cells(row, extent.odd.get(number), self._styled))
            for number, row in enumerate(values, 1)
        ]
        return [(number, cells) for number, cells in rows if cells]


def _refuse_size(extent: _Extent, sheet: str) -> None:
    if len(extent.filled) > MAX_ROWS:
        raise Unfit(f"不超过 {MAX_ROWS} 行的表", "更多的行", sheet=sheet)
    if extent.last_row * extent.last_column > MOST_AREA:
        corner = f"{get_column_letter(extent.last_column)} 列、第 {extent.last_row} 行"
        raise Unfit(
            f"没有零散内容的表（有内容的单元格远到{corner}，请删去）", "零散的内容", extent.last_row, sheet
        )


def _cells(row: list[Any], odd: dict[int, str] | None, styled: dict[str, Shown]) -> Cells:
    cells = [(_shown(value), "") for value in row[:MOST_COLUMNS]]
    if odd:
        last = min(max(odd), MOST_COLUMNS)
        cells += [(None, "")] * (last - len(cells))
        for column, kind in odd.items():
            if column <= last:
                value = cells[column - 1][0]
                if kind in styled:
                    cells[column - 1] = (styled[kind].of(value), "")
                else:
                    cells[column - 1] = (UNSEEN.get(kind) if value is None else value, kind)
    while cells and blank(cells[-1][0]) and not cells[-1][1]:
        cells.pop()
    return cells


def _shown(value: Any) -> Any:
    """A number at the fifteen digits that the spreadsheet shows, a whole one without its .0; None for nothing."""
    if isinstance(value, float):
        shown = float(f"{value:.15g}")
        return int(shown) if shown.is_integer() else shown
    return None if value == "" else value


def blank(value: object) -> bool:
    """Nothing, blanks, or marks that nobody sees."""
    if not isinstance(value, str):
        return value is None
    text = value.strip()
    return not text or (not text[0].isprintable() and not clean(text))
