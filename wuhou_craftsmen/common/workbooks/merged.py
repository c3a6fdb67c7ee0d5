"""Cells that are merged into another: what is seen over several rows stands in the first of them alone."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Cells = list[tuple[Any, str]]  # (value, "" or what cells.py calls a formula or an error value)
NumberedRow = tuple[int, Cells]
Place = tuple[int, int]
MOST = 100_000  # rows of ranges: more than any table has


class Merged:
    """By row, the ranges of a sheet: `ranges` as ((row, column) of the first, of the last), from 0."""

    def __init__(self, ranges: Sequence[tuple[Place, Place]], rows: list[NumberedRow]) -> None:
        self._cells = dict(rows)
        numbers, left = [number for number, _ in rows], MOST
        self._spans: dict[
            int, list[tuple[int, int, int]]
        ] = {}  # row -> (first row, first column, last column)
        for (top, first), (bottom, last) in ranges:
            from_here = bisect_left(numbers, top + 1)
            within = numbers[from_here : min(bisect_left(numbers, bottom + 2), from_here + left)]
            left -= len(within)
            for number in within:
                self._spans.setdefault(number, []).append((top + 1, first, last))

    def first_of(self, row: int, column: int) -> Place | None:
        """(row, column from 0) of the cell that this one is merged into; None for a cell by itself."""
        for top, first, last in self._spans.get(row, ()):
            if first <= column <= last and (top, first) != (row, column):
                return top, first
        return None

    def value(self, place: Place) -> Any:
        """What stands in the first cell of a range."""
        row, column = place
        cells = self._cells.get(row, [])
        return cells[column][0] if column < len(cells) else None
