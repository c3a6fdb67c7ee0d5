"""What a workbook held: rows, faults, and what was read of it in words."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..kernel.refusals import Refusal
from ..text.keys import match_key
from ..text.masks import mask_id


@dataclass(frozen=True)
class Fault:
    """Where (file, sheet row, heading), what was read, what is wanted. Long numbers are told masked.

    `wanted` goes on behind 应为, or is a sentence of its own, with its full stop.
    """

    file: str
    row: int | None
    heading: str
    read: object
    wanted: str
    sheet: str = ""  # where the workbook has several, or it is not the sheet that is read

    @property
    def told(self) -> str:
        """What to do about it."""
        return self.wanted if self.wanted.endswith("。") else f"应为{self.wanted}"

    @property
    def shown(self) -> str:
        if self.read is None or self.read == "":
            return "（空）"
        text = self.read.isoformat() if isinstance(self.read, dt.date) else str(self.read)
        if not isinstance(self.read, float) and re.search(r"\d{11,}", match_key(text)):
            text = re.sub(r"\d{11,}[Xx]?", lambda match: mask_id(match.group()), match_key(text))
        return text if len(text) <= 60 else text[:57] + "…"

    def __str__(self) -> str:
        where = f"工作表《{self.sheet}》" if self.sheet else ""
        where += f"第 {self.row} 行" if self.row else ""
        heading = f"“{self.heading}”" if self.heading else ""
        return f"《{self.file}》{where}{heading}：读到“{self.shown}”，{self.told}"


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
    among_sheets: bool = False  # whether the workbook has other visible sheets
    count: int = 0  # rows with a number, those with faults too
    passed: list[int] = field(default_factory=list)  # lines with something of a row and no number, not read
    unread: list[tuple[str, int]] = field(
        default_factory=list
    )  # other visible sheets: name, lines filled like rows

    @property
    def told(self) -> str:
        """What was read and what was not, for whoever looks whether anything is missing."""
        if not self.sheet:
            return ""
        words = [f"工作表《{self.sheet}》读到 {self.count} 行"]
        if self.passed:
            words.append(f"第 {numbered(self.passed)} 行没有编号，没有读")
        words += [f"工作表《{name}》没有读（{count} 行有内容）" for name, count in self.unread]
        return "；".join(words)

    def in_order(self, faults: Sequence[Fault]) -> list[Fault]:
        """In the order of rows and columns, those of other sheets last; with the sheet's name where there are several."""
        if self.among_sheets:
            faults = [replace(fault, sheet=fault.sheet or self.sheet) for fault in faults]
        return sorted(
            faults, key=lambda f: (f.sheet not in ("", self.sheet), f.row or 0, self.places.get(f.heading, 0))
        )


def numbered(rows: Sequence[int]) -> str:
    """3、5、7…, the first fifty"""
    return "、".join(map(str, rows[:50])) + ("…" if len(rows) > 50 else "")
