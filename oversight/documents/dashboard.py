"""工作总览 on one sheet for a meeting: the findings of the page with their figures, a bar in each row."""

from dataclasses import dataclass

from oversight.dashboard.board import Board
from oversight.dashboard.plots import Plot, Row
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.pdf.paper import Paper, render_pdf

TEMPLATE = "documents/dashboard.html"
SIDES = (("zhuge", "chengdu", "trades", "person-times", "money"), ("funnel", "units", "tasks"), ("ladder",))
MOST = 12  # rows of a table: the sheet is one page


@dataclass(frozen=True)
class Part:
    """A plot on paper: (row, length of its bar in percent), and how many rows the page alone shows."""

    plot: Plot
    lines: list[tuple[Row, int]]
    left_out: int

    @property
    def has_bars(self) -> bool:
        return self.plot.kind in ("columns", "bars") and len(self.plot.series) == 1


@dataclass(frozen=True, kw_only=True)
class DashboardPaper(Paper):
    """The sheet."""

    board: Board

    @property
    def title(self) -> str:
        return f"{self.board.year}年度工匠培育工作总览"

    @property
    def sides(self) -> list[list[Part]]:
        """Left, right, and across both."""
        plots = self.board.plots
        return [[_part(plots[key]) for key in keys if key in plots] for keys in SIDES]


def _part(plot: Plot) -> Part:
    values = plot.series[0].values if plot.series and plot.kind != "lines" else [0] * len(plot.rows)
    most = max([*values, plot.target[0] if plot.target else 0]) or 1
    lines = [(row, 100 * value // most) for row, value in zip(plot.rows, values, strict=True)]
    shown = lines if len(lines) <= MOST + 1 else lines[:MOST]
    return Part(plot, shown, len(lines) - len(shown))


def pdf_of(board: Board) -> bytes:
    """One page, A4."""
    return render_pdf(TEMPLATE, {"paper": DashboardPaper(board=board, sample=clock.business_date() is not None)})  # fmt: skip
