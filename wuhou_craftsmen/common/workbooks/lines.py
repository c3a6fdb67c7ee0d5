"""What a line below the headings is: a row of the table, a row that lacks its number, or something beside the table."""

import re
from collections.abc import Sequence

from ..text.keys import match_key
from .cells import Cells, blank

FEW_CELLS = 3
_SUM = re.compile(r"(本页|本表|全部)?(合计|小计|总计|共计):?")
_NOTE = re.compile(r"^(合计|小计|总计|共计|填表|制表|审核|复核|备注|注|说明|填报|联系|负责|日期)|[：:]")
_DAY = re.compile(r"\d{4}(年(\d{1,2}月|度|$)|([-/.])\d{1,2}\3\d{1,2}$)")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}|^共")


class Line:
    """How many cells are filled, and how the key cell and the first filled one read."""

    def __init__(self, cells: Cells, key_at: int) -> None:
        self.cells = cells
        self.filled = sum(1 for value, _ in cells if not blank(value))
        key, kind = cells[key_at] if key_at < len(cells) else (None, "")
        self.key = "" if key is None else match_key(key)
        self.first = next((value for value, _ in cells if not blank(value)), None)
        # a number (申报编号 …), or what would be one, rather than nothing or the start of a note (合计：24 行)
        number = any(c.isdigit() for c in self.key) or (self.key and kind)
        self.has_number = bool(number and not _NOTE.search(self.key))

    @property
    def is_sum(self) -> bool:
        """合计 in its first cell, whatever stands below the numbers."""
        first = self.first
        return isinstance(first, str) and "计" in first and bool(_SUM.fullmatch(match_key(first)))

    @property
    def shape(self) -> str:
        """ZG2021-001 and ZG2021-024 look alike."""
        return re.sub(r"\d+", "9", self.key)


class Lines:
    """Sorts line after line of a sheet, by what stood above."""

    def __init__(self) -> None:
        self.shapes: set[str] = set()
        self.after_note = False

    def is_row(self, line: Line) -> bool:
        """A number in the key column. One that stands alone (1. 本表一式两份) or, behind a note, is a day belongs to a
        note, but where it looks like a number before."""
        if not line.has_number or line.is_sum:
            return False
        if line.filled >= FEW_CELLS or line.shape in self.shapes:
            return True
        if line.filled > 1:
            return not self.after_note or not _DAY.match(line.key)
        return not self.after_note and not _WORDS.search(line.key) and not _DAY.match(line.key)

    def lacks_number(self, line: Line, columns: int) -> bool:
        """Filled like a row; not a sum, nor a line to sign (填表人：　审核人：　日期：)."""
        if line.filled < FEW_CELLS or _NOTE.search(line.key) or line.is_sum:
            return False
        first = match_key(line.first)
        return not (_NOTE.search(first) and 2 * line.filled <= columns)

    def looks_alike(self, line: Line, columns: int) -> bool:
        """Whether a row of a sheet without headings is one of this table: its number is like, and it is filled like one."""
        return line.has_number and line.shape in self.shapes and line.filled >= max(FEW_CELLS, columns // 2)


def is_whole(line: Line, others: Sequence[int]) -> bool:
    """Whether a line without number is a row all the same: filled in all `others`, the places that no row may lack."""
    if line.key and len(others) < FEW_CELLS:
        return False
    return all(at < len(line.cells) and not blank(line.cells[at][0]) for at in others)
