"""A chart that is a table: a label, a bar, a figure in each row. It needs no script, prints, and is read aloud."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One row: `value` draws the bar, `shown` is what people read."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True)
class Chart:
    """Bars on one scale, under a caption, with the names of the two columns; `note` says what the scale is."""

    caption: str
    label: str
    figure: str
    bars: list[Bar]
    note: str = ""

    @property
    def most(self) -> int:
        """The value of a full bar."""
        return max((bar.value for bar in self.bars), default=0) or 1


def count_chart(caption: str, label: str, counts: list[tuple[str, int]], unit: str = "份") -> Chart:
    """A chart of counts: [(浆洗街街道, 12), …]"""
    return Chart(caption, label, f"{unit}数", [Bar(name, count, f"{count} {unit}") for name, count in counts])
