"""A plot: a title that says the finding, the figures as a table, and the same figures for the script that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

FEN_OF_WAN = 1_000_000  # a plot of money is in 万元


@dataclass(frozen=True)
class Series:
    """Whole numbers, one for each row. `tone`: main, quiet, good, wait or bad."""

    name: str
    values: Sequence[int]
    tone: str = "main"


@dataclass(frozen=True)
class Row:
    """A line of the table: what it is, its figures in words, and where its rows are read; `link` may be empty."""

    label: str
    cells: Sequence[str]
    link: str = ""


@dataclass(frozen=True)
class Plot:
    """`kind`: columns (years upright), bars (lying, stacked) or lines. `scale`: what a value is divided by.

    `target`: (value, its words), drawn as a line across. `none`: what stands in a column's place where the figure is 0.
    """

    key: str
    title: str
    kind: str
    unit: str
    heads: Sequence[str]
    rows: Sequence[Row]
    series: Sequence[Series]
    note: str = ""
    target: tuple[int, str] | None = None
    scale: int = 1
    none: str = "0"
    wide: bool = field(default=False)

    @property
    def drawn(self) -> dict[str, Any]:
        """What the script is handed over, as JSON."""
        return {
            "kind": self.kind,
            "unit": self.unit,
            "scale": self.scale,
            "none": self.none,
            "labels": [row.label for row in self.rows],
            "links": [row.link for row in self.rows],
            "series": [{"name": s.name, "values": list(s.values), "tone": s.tone} for s in self.series],
            "target": self.target and {"value": self.target[0], "label": self.target[1]},
        }

    @property
    def data_id(self) -> str:
        return f"data-{self.key}"


def share(part: int, whole: int) -> str:
    """In whole percent, rounded half up; never 100% of what is not whole."""
    if not whole:
        return "—"
    percent = (200 * part + whole) // (2 * whole)
    return f"{min(percent, 99) if part < whole else percent}%"


def wan(fen: int | None) -> str:
    """1234500 fen -> 1.23, in 万元, rounded half up."""
    if fen is None:
        return "—"
    hundredths = (fen + 5_000) // 10_000
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"
