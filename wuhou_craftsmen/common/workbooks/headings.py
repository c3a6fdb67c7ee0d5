"""The columns of a table, and the row that heads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..text.keys import match_key
from .cells import Cells, NumberedRow


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
        """What the row that comes closest to a heading lacks."""
        self.best = min([self.best, *(self.missing(cells) for _, cells in rows)], key=len)

    def most_in(self, rows: list[NumberedRow]) -> int | None:
        """The place of the row that has most of the headings, where one has."""
        if not rows:
            return None
        lacking = [len(self.missing(cells)) for _, cells in rows]
        at = lacking.index(min(lacking))
        wanted = sum(1 for column in self.columns if not column.may_lack)
        return at if wanted > 2 and 2 * lacking[at] < wanted else None

    def repeated(self, cells: Cells) -> dict[str, str]:
        """heading -> its key, of those that stand twice in the row."""
        names = [name for name, _ in self.of(cells) if name in self.wanted]
        return {self.wanted[name].heading: name for name in sorted(names) if names.count(name) > 1}
