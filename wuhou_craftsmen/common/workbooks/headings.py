"""The columns of a table, and the row that heads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from ..text.keys import match_key
from .merged import Cells, NumberedRow


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


class Headings:
    """The columns by their headings, whatever blanks and marks these are typed with."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.wanted = {match_key(column.heading): column for column in columns}
        self.older = {
            match_key(also): match_key(column.heading) for column in columns for also in column.also
        }
        self.best = [column.heading for column in columns]
        self._closest: tuple[int | None, list[str]] = (None, [])

    def of(self, cells: Cells) -> list[tuple[str, int]]:
        """(the heading's key, its place from 0) for what stands in a row."""
        found = [(match_key(value), at) for at, (value, _) in enumerate(cells) if isinstance(value, str)]
        return [(self.older.get(name, name), at) for name, at in found]

    def missing(self, cells: Cells) -> list[str]:
        names = {name for name, _ in self.of(cells)}
        return [c.heading for name, c in self.wanted.items() if name not in names and not c.may_lack]

    def stand_in(self, cells: Cells, key: str, has_number: bool) -> bool:
        """Whether the row heads the table once more; one with a number in its key cell does not, which saves reading
        the rest."""
        return (not has_number or key in self.wanted or key in self.older) and not self.missing(cells)

    def remember_best(self, rows: list[NumberedRow]) -> None:
        """What the row that comes closest to a heading lacks, and what it has that is no heading."""
        for number, cells in rows:
            if len(missing := self.missing(cells)) < len(self.best):
                self.best = missing
                texts = [str(value).strip() for value, _ in cells if isinstance(value, str)]
                self._closest = (number, [text for text in texts if self._unknown(text)])

    def _unknown(self, text: str) -> bool:
        key = match_key(text)
        return bool(key) and key not in self.wanted and key not in self.older

    def told_missing(self) -> list[tuple[int | None, str, str | None, str]]:
        """(row, heading, what was found instead, what to do) for each heading that the closest row lacks."""
        row, unknown = self._closest
        return [(row, heading, *_instead(heading, row, unknown)) for heading in self.best]

    def most_in(self, rows: list[NumberedRow]) -> int | None:
        """The place of the row that has most of the headings, where one has."""
        if not rows:
            return None
        lacking = [len(self.missing(cells)) for _, cells in rows]
        at = lacking.index(min(lacking))
        wanted = sum(1 for column in self.columns if not column.may_lack)
        return at if wanted > 2 and 2 * lacking[at] < wanted else None

    def repeated(self, cells: Cells) -> list[tuple[str, str, str]]:
        """(heading, what stands in the row, what to do) for each that stands twice there, under this or an older name."""
        places: dict[str, list[int]] = {}
        for name, at in self.of(cells):
            if name in self.wanted:
                places.setdefault(name, []).append(at)
        found = []
        for name, ats in places.items():
            if len(ats) > 1:
                letters = "、".join(get_column_letter(at + 1) for at in ats)
                texts = "、".join(str(cells[at][0]).strip() for at in ats)
                wanted = f"{letters} 列的表头是同一栏，请只留一列，多余的删去或改名。"
                found.append((self.wanted[name].heading, texts, wanted))
        return found


def _instead(heading: str, row: int | None, unknown: list[str]) -> tuple[str | None, str]:
    """The text that may have been meant by the heading, and what to do."""
    if row is None or not unknown:
        return None, "表头中有这一栏"
    keys = {match_key(text): text for text in reversed(unknown)}
    near = get_close_matches(match_key(heading), keys, n=1, cutoff=0.5)
    if near or len(unknown) == 1:
        text = keys[near[0]] if near else unknown[0]
        return text, f"表头里没有“{heading}”；如果“{text}”就是这一栏，请把表头改成“{heading}”。"
    others = "、".join(f"“{text}”" for text in unknown[:6])
    return None, f"表头里没有“{heading}”，请补上这一栏；表头里不认识的有{others}。"
