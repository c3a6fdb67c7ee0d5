"""Exact readers of the numbers that people set: on the settings page and in 年度设置.json alike. No Django."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

from wuhou_craftsmen.common.text.keys import squeeze
from wuhou_craftsmen.common.text.parsers import Unreadable, read_money

Number = TypeVar("Number", int, Fraction)
MOST_PARTS = 1000  # of a fraction: more is no share that anybody means


@dataclass(frozen=True)
class Reader:
    """`read(value)` gives the value, or raises Unreadable with `wanted`; `text(value)` is how it is kept."""

    wanted: str
    parse: Callable[[Any], Any]
    write: Callable[[Any], str] = str
    labels: dict[str, str] = field(default_factory=dict)  # of a choice: what is kept -> what a page shows

    def __call__(self, value: Any) -> Any:
        try:
            return self.parse(value)
        except (ValueError, TypeError, InvalidOperation, ZeroDivisionError) as error:
            raise Unreadable(self.wanted) from error

    def text(self, value: Any) -> str:
        """The value as it is kept: 70.00, 2/3, withhold."""
        return self.write(self(value))

    def shown(self, kept: str) -> str:
        """What a page shows for a kept value."""
        return self.labels.get(kept, kept)


def decimal_of(value: Any) -> Decimal:
    """A number typed as text or given by JSON; nothing negative, no exponent, not a yes or no."""
    text = value if isinstance(value, str) else format(Decimal(str(value)), "f")
    number = Decimal(squeeze(text))
    if isinstance(value, bool) or not number.is_finite() or number < 0 or "E" in squeeze(text).upper():
        raise ValueError
    return number


def hundredths_of(value: Any) -> int:
    """Points or yuan with at most two decimals, as whole hundredths (fen)."""
    hundredths = decimal_of(value) * 100
    if hundredths != int(hundredths):
        raise ValueError
    return int(hundredths)


def _between(low: Number, number: Number, high: Number) -> Number:
    if not low <= number <= high:
        raise ValueError
    return number


def whole(low: int, high: int) -> Reader:
    """A whole number from low to high, both included."""

    def parse(value: Any) -> int:
        number = decimal_of(value)
        if number != int(number):
            raise ValueError
        return _between(low, int(number), high)

    return Reader(f"{low} 至 {high} 的整数", parse)


def points(low: int, high: int) -> Reader:
    """Points with at most two decimals, as whole hundredths: 70.5 -> 7050, kept as 70.50."""
    return Reader(
        f"{low} 至 {high} 的分数，最多两位小数，如 70.00",
        lambda value: _between(low * 100, hundredths_of(value), high * 100),
        lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02d}",
    )


def money() -> Reader:
    """Yuan with at most two decimals, as whole fen; thousands may be grouped."""

    def parse(value: Any) -> int:
        return _between(0, read_money(value), 10**13) if isinstance(value, str) else hundredths_of(value)

    return Reader("金额，最多两位小数，如 10000.00", parse, lambda fen: f"{fen // 100}.{fen % 100:02d}")


def fraction(low: Fraction, high: Fraction) -> Reader:
    """A part of the whole, typed as 2/3 or as 0.5, kept as 2/3."""

    def parse(value: Any) -> Fraction:
        top, slash, bottom = squeeze(value).partition("/")
        if slash and not (top.isascii() and top.isdigit() and bottom.isascii() and bottom.isdigit()):
            raise ValueError
        number = Fraction(int(top), int(bottom)) if slash else Fraction(decimal_of(top))
        if number.denominator > MOST_PARTS:
            raise ValueError
        return _between(low, number, high)

    return Reader(f"{low} 至 {high} 的分数，如 2/3", parse)


def rate() -> Reader:
    """A tax rate below one with at most four decimals."""

    def parse(value: Any) -> Decimal:
        number = decimal_of(value)
        if number >= 1 or number * 10_000 != int(number * 10_000):
            raise ValueError
        return number

    return Reader("小于 1、最多四位小数的税率，如 0.20", parse, lambda number: f"{number:f}")


def choice(labels: dict[str, str]) -> Reader:
    """One of some codes, typed as the code or as the words that a page shows for it."""
    codes = {text: code for code, text in labels.items()} | {code: code for code in labels}

    def parse(value: Any) -> str:
        if value not in codes:
            raise ValueError
        return codes[value]

    return Reader("、".join(labels.values()) + "之一", parse, labels=labels)


def yes_no() -> Reader:
    """是 or 否, kept as yes and no and read as True and False."""
    kept = choice({"yes": "是", "no": "否"})
    return Reader(
        kept.wanted, lambda value: kept(value) == "yes", lambda yes: "yes" if yes else "no", kept.labels
    )
