"""The figures of a policy version: how each is typed, read and shown. They are columns of PolicyVersion."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from wuhou_craftsmen.common.kernel.refusals import Refusal

from ..models import PolicyVersion
from .readers import Reader, decimal_of, money, whole

RATIO = "matching_ratio"  # typed as one figure, kept as numerator and denominator


def _ratio(value: Any) -> Fraction:
    ratio = Fraction(decimal_of(value))
    if not 0 < ratio <= 10 or (ratio * 10_000).denominator != 1:
        raise ValueError
    return ratio


def _decimal_text(ratio: Fraction) -> str:
    return f"{(Decimal(ratio.numerator) / Decimal(ratio.denominator)).normalize():f}"


# figure -> how it is read; the label is the column's own
READERS = {
    "effective_after_days": whole(0, 365),
    "chengdu_target": whole(1, 100_000),
    "zhuge_target": whole(1, 100_000),
    "targets_until": whole(2000, 2100),
    "pilot_firms": whole(0, 10_000),
    "trades_over": whole(0, 1_000),
    "person_times": whole(0, 100_000_000),
    "naming_reward_fen": money(),
    RATIO: Reader("大于 0、不大于 10、最多四位小数的数，如 0.5", _ratio, _decimal_text),
}


def label(key: str) -> str:
    """印发后施行天数 and so on."""
    if key == RATIO:
        return "配套比例，即 1 比多少"
    column = PolicyVersion._meta.get_field(key)
    return str(column.verbose_name).replace("，分", "（元）")  # type: ignore[union-attr]  # none is a relation


def texts(version: PolicyVersion) -> dict[str, str]:
    """Each figure of the version as it is typed."""
    values = {key: getattr(version, key) for key in READERS if key != RATIO}
    values[RATIO] = Fraction(version.matching_numerator, version.matching_denominator)
    return {key: READERS[key].write(value) for key, value in values.items()}


def columns(typed: dict[str, str]) -> dict[str, int]:
    """What was typed as columns of PolicyVersion; a Refusal names every figure that makes no sense."""
    read, faults = {}, []
    for key, text in typed.items():
        try:
            read[key] = READERS[key](text)
        except ValueError:
            faults.append(f"“{label(key)}”应为：{READERS[key].wanted}，读到的是“{text}”")
    if faults:
        raise Refusal("；".join(faults) + "。")
    if (ratio := read.pop(RATIO, None)) is not None:
        read |= {"matching_numerator": ratio.numerator, "matching_denominator": ratio.denominator}
    return read


def changed(version: PolicyVersion, given: dict[str, int]) -> dict[str, str]:
    """Each figure as it is typed, of the version with the given columns."""
    kept = {f.attname: getattr(version, f.attname) for f in PolicyVersion._meta.fields}
    return texts(PolicyVersion(**kept | given))
