"""What a title and a later award are worth: pure arithmetic in whole fen (clause 九)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from wuhou_craftsmen.common.text.keys import number_key

REASONS = {
    "PAY": "按所获奖励配套",
    "TOP_UP": "同一成果已配套，补足差额",
    "ALREADY_MATCHED": "同一成果已足额配套，不再发放",
    "NOT_HOLDER": "本人未获“诸葛工匠”称号",
    "TITLE_REVOKED": "称号已撤销",
    "KIND_NOT_COVERED": "所获荣誉不在配套范围",
    "HELD": "待裁定，暂缓发放",
    "LEVEL_TOO_LOW": "奖项级别低于市级",
    "AWARD_BEFORE_NAMING": "获奖早于命名",
    "OUT_OF_VALIDITY": "获奖日期不在政策有效期内",
    "NO_CASH_BASE": "本人没有奖金，无配套基数",
}
PAYING = ("PAY", "TOP_UP")
COVERED = ("工匠称号", "技能竞赛", "世界技能大赛")
HELD_KIND = "世界技能大赛"
CITY_AND_ABOVE = ("市级", "省级", "国家级")


@dataclass(frozen=True)
class HeldTitle:
    """A naming, of any year, and the day on which it was revoked, if it was."""

    named_on: dt.date
    revoked_on: dt.date | None = None


@dataclass(frozen=True)
class Claim:
    """An award won, as claimed; `share_fen` is the person's own part of the cash."""

    no: str
    kind: str
    level: str
    award_date: dt.date
    share_fen: int
    flagged: bool = False


class Numbered(Protocol):
    """A claim, here or in the database: when the award was won, and its number."""

    @property
    def no(self) -> str: ...

    @property
    def award_date(self) -> dt.date: ...


Dated = TypeVar("Dated", bound=Numbered)


@dataclass(frozen=True)
class Terms:
    """What the policy version says: validity (both ends count) and the ratio."""

    valid_from: dt.date
    valid_to: dt.date
    ratio: Fraction


@dataclass(frozen=True)
class Verdict:
    """The judgement: its code, the full match, and what is paid now."""

    code: str
    match_fen: int
    pays_fen: int


@dataclass(frozen=True)
class Payment:
    """gross = tax + net, whole fen."""

    gross: int
    tax: int
    net: int


def half_up(amount: Fraction) -> int:
    """The nearest whole number, a half upwards (away from zero is not needed: amounts are not negative)."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def judge(claim: Claim, titles: Sequence[HeldTitle], matched_before_fen: int, terms: Terms) -> Verdict:
    """The first verdict that holds, in the order of the rules; otherwise the match less what was matched before."""
    code = _obstacle(claim, titles, terms)
    if code:
        return Verdict(code, 0, 0)
    match = half_up(claim.share_fen * terms.ratio)
    pays = max(0, match - matched_before_fen)
    if not pays:
        return Verdict("ALREADY_MATCHED", match, 0)
    return Verdict("TOP_UP" if matched_before_fen else "PAY", match, pays)


def _obstacle(claim: Claim, titles: Sequence[HeldTitle], terms: Terms) -> str | None:
    standing = [title for title in titles if title.revoked_on is None]
    if not titles:
        return "NOT_HOLDER"
    if not standing:
        return "TITLE_REVOKED"  # on or before the award date, or at any time before this claim is paid
    if claim.kind not in COVERED:
        return "KIND_NOT_COVERED"
    if claim.kind == HELD_KIND or claim.flagged:
        return "HELD"
    if claim.level not in CITY_AND_ABOVE:
        return "LEVEL_TOO_LOW"
    if claim.award_date < min(title.named_on for title in standing):
        return "AWARD_BEFORE_NAMING"
    if not terms.valid_from <= claim.award_date <= terms.valid_to:
        return "OUT_OF_VALIDITY"
    return "NO_CASH_BASE" if claim.share_fen == 0 else None


def judging_order(claims: Iterable[Dated]) -> list[Dated]:
    """By award date, then claim number, the numbers inside as numbers: 9 before 10."""
    return sorted(claims, key=lambda claim: (claim.award_date, number_key(claim.no)))


def tax(amount_fen: int, mode: str, rate: Decimal) -> Payment:
    """Tax of one payment. `amount_fen` is the award by the rules.

    withhold: taken from it; gross_up: paid on top, the budget bears the gross; none: no tax. ValueError otherwise.
    """
    share = Fraction(rate)
    if mode == "withhold":
        taken = half_up(amount_fen * share)
        return Payment(amount_fen, taken, amount_fen - taken)
    if mode == "gross_up":
        gross = half_up(amount_fen / (1 - share))
        return Payment(gross, gross - amount_fen, amount_fen)
    if mode == "none":
        return Payment(amount_fen, 0, amount_fen)
    raise ValueError(f"没有“{mode}”这种计税方式")


def reverse(payment: Payment) -> Payment:
    """The exact negative, never rounded again."""
    return Payment(-payment.gross, -payment.tax, -payment.net)


def split_team(total_fen: int, members: int) -> list[int]:
    """Equal shares by largest remainder: the odd fen go to the first in the sealed order of the list."""
    if members < 1:
        raise ValueError("团队至少一人")
    share, odd = divmod(total_fen, members)
    return [share + (place < odd) for place in range(members)]
