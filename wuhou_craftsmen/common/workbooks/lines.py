"""What a line below the headings is: a row of the table, a row that lacks its number, or something beside the table."""

import re
from collections.abc import Sequence

from ..text.keys import match_key
from .cells import blank
from .merged import Cells

FEW_CELLS = 3
_SUM = re.compile(r"(本页|本表|全部)?(合计|小计|总计|共计|累计):?")
_PART_SUM = re.compile(r".{0,20}(合计|小计|总计|共计|累计)(:.*)?")  # 晋阳街道小计
# a word that begins a note, or a label (编号：…); PT:1 and 1:02 are numbers
_NOTE = re.compile(
    r"^(合计|小计|总计|共计|填表|制表|审核|复核|备注|注|说明|填报|联系|负责|日期|经办|签字|签名|盖章)|[\u4e00-\u9fff)]:"
)
_LABEL = re.compile(
    r"(填表|制表|审核|复核|填报|联系|负责|经办|签字|签名|盖章|填写|单位负责)(人|员|单位|电话|日期)?(签字|签名|\(.*\))?"
    r"|日期|.{0,12}[\u4e00-\u9fff)]:.*"
)
_DAY = re.compile(r"\d{4}(年(\d{1,2}月|度|$)|([-/.])\d{1,2}\3\d{1,2}$)")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}|^共")


class Line:
    """How many cells are filled, how the key cell and the first filled one read, and whether it is filled like a row:
    most of `needed`, the other places that no row may lack."""

    def __init__(self, cells: Cells, key_at: int, needed: Sequence[int] = ()) -> None:
        self.cells, self.needed = cells, needed
        self.filled = sum(1 for value, _ in cells if not blank(value))
        key, kind = cells[key_at] if key_at < len(cells) else (None, "")
        self.key = "" if key is None else match_key(key)
        self.first = next((value for value, _ in cells if not blank(value)), None)
        # a number (申报编号 …), or what would be one, rather than nothing or the start of a note (合计：24 行)
        number = any(c.isdigit() for c in self.key) or (self.key and kind)
        self.is_note = bool(_NOTE.search(self.key))
        self.has_number = bool(number and not (self.is_note and not self.is_full))

    @property
    def held(self) -> int:
        """How many of the needed places are filled."""
        return sum(1 for at in self.needed if at < len(self.cells) and not blank(self.cells[at][0]))

    @property
    def is_full(self) -> bool:
        """Filled in most of what no row may lack, and not with what is there to be signed."""
        return self.filled >= FEW_CELLS and 2 * self.held > len(self.needed) and not self.is_signed

    @property
    def is_signed(self) -> bool:
        """Half of it are labels: 填表人：　审核人：　日期：, or it begins with one that stands for itself: 经办人."""
        texts = [match_key(value) for value, _ in self.cells if isinstance(value, str) and not blank(value)]
        labels = [text for text in texts if _LABEL.fullmatch(text)]
        alone = bool(labels) and labels[0] == texts[0] and ":" not in labels[0]
        return 2 * len(labels) >= self.filled or (alone and self.filled <= FEW_CELLS + 1)

    @property
    def is_sum(self) -> bool:
        """合计 in its first cell, whatever stands below the numbers; 一组小计 where it is not filled like a row."""
        if not isinstance(self.first, str) or "计" not in self.first:
            return False
        first = match_key(self.first)
        return bool(_SUM.fullmatch(first) or (_PART_SUM.fullmatch(first) and not self.is_full))

    @property
    def is_empty(self) -> bool:
        """Nothing but strokes and dots: / or …"""
        return not any(c.isalnum() for value, _ in self.cells if value is not None for c in str(value))

    @property
    def is_like_a_person(self) -> bool:
        """Something stands where no row may lack it, and it is neither a sum nor a note nor to be signed."""
        return self.held > 0 and not (self.is_sum or self.is_signed or self.is_empty or self.is_note)

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
        if not line.has_number and not (line.is_note and line.shape in self.shapes):
            return False
        if line.is_sum:
            return False
        if line.filled >= FEW_CELLS or line.shape in self.shapes:
            return True
        if line.filled > 1:
            return not self.after_note or not _DAY.match(line.key)
        return not self.after_note and not _WORDS.search(line.key) and not _DAY.match(line.key)

    def lacks_number(self, line: Line, columns: int) -> bool:
        """Filled like a row; not a sum, nor a line to sign (填表人：　审核人：　日期：)."""
        if line.filled < FEW_CELLS or line.is_sum or line.is_empty:
            return False
        if line.is_full:
            return True
        if line.is_note or line.is_signed:
            return False
        return not (_NOTE.search(match_key(line.first)) and 2 * line.filled <= columns)

    def lacks_pair(self, line: Line) -> bool:
        """Two cells that no row may lack (姓名、身份证号) right below a row, nothing else: a row that was left unfinished."""
        if self.after_note or not self.shapes or line.key or line.filled != 2 or line.held != 2:
            return False
        return not (line.is_sum or line.is_signed or line.is_empty)

    def looks_alike(self, line: Line, columns: int) -> bool:
        """Whether a row of a sheet without headings is one of this table: its number is like, and it is filled like one."""
        return line.has_number and line.shape in self.shapes and line.filled >= max(FEW_CELLS, columns // 2)


def is_whole(line: Line) -> bool:
    """Whether a line without number, behind a note, is a row all the same: filled in most of what no row may lack. Where
    that is little, words in the key cell head or fill another table (街道、人数、金额)."""
    few = len(line.needed) < FEW_CELLS
    return line.held == len(line.needed) and not line.key if few else line.is_full
