"""What an award is worth: the worked examples and properties of the arithmetic (clause 九)."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.domain.claims.entitlement import (
    Claim,
    HeldTitle,
    Payment,
    Terms,
    judge,
    judging_order,
    reverse,
    split_team,
    tax,
)

TERMS = Terms(dt.date(2018, 8, 28), dt.date(2023, 8, 28), Fraction(1, 2))
NAMED = [HeldTitle(dt.date(2019, 4, 28))]
FEN = st.integers(0, 10**10)


def claim(share="20000.00", day="2020-04-30", kind="工匠称号", level="市级", flagged=False, no="PT-1"):
    return Claim(no, kind, level, dt.date.fromisoformat(day), int(Decimal(share) * 100), flagged)


def verdict(titles=NAMED, before=0, **changes):
    found = judge(claim(**changes), titles, before, TERMS)
    return found.code, found.pays_fen


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("PAY", 1_000_000)),
        ({"titles": [HeldTitle(dt.date(2020, 11, 20))]}, ("AWARD_BEFORE_NAMING", 0)),
        ({"titles": [HeldTitle(dt.date(2020, 4, 30))]}, ("PAY", 1_000_000)),
        ({"kind": "技能竞赛", "share": "15000.00"}, ("PAY", 750_000)),
        ({"share": "4285.72"}, ("PAY", 214_286)),
        ({"share": "3333.33"}, ("PAY", 166_667)),
        ({"share": "0"}, ("NO_CASH_BASE", 0)),
        ({"level": "区县级", "share": "5000"}, ("LEVEL_TOO_LOW", 0)),
        ({"level": "省级", "share": "30000", "before": 750_000}, ("TOP_UP", 750_000)),
        ({"share": "15000", "before": 750_000}, ("ALREADY_MATCHED", 0)),
        ({"day": "2023-08-28"}, ("PAY", 1_000_000)),
        ({"day": "2023-08-29"}, ("OUT_OF_VALIDITY", 0)),
        ({"kind": "世界技能大赛"}, ("HELD", 0)),
        ({"flagged": True}, ("HELD", 0)),
        ({"kind": "其他荣誉"}, ("KIND_NOT_COVERED", 0)),
        ({"titles": []}, ("NOT_HOLDER", 0)),
        ({"titles": [HeldTitle(dt.date(2019, 4, 28), dt.date(2022, 3, 1))]}, ("TITLE_REVOKED", 0)),
    ],
)
def test_the_worked_examples(changes, expected):
    assert verdict(**changes) == expected


def test_the_first_obstacle_in_the_order_of_the_rules_is_told():
    everything_wrong = {
        "kind": "其他荣誉",
        "level": "区县级",
        "day": "2017-01-01",
        "share": "0",
        "flagged": True,
    }
    assert verdict(titles=[], **everything_wrong)[0] == "NOT_HOLDER"
    assert verdict(**everything_wrong)[0] == "KIND_NOT_COVERED"
    assert verdict(**everything_wrong | {"kind": "技能竞赛"})[0] == "HELD"
    assert verdict(**everything_wrong | {"kind": "技能竞赛", "flagged": False})[0] == "LEVEL_TOO_LOW"


def test_claims_are_judged_by_award_date_then_number():
    claims = [
        claim(no="B", day="2021-01-01"),
        claim(no="C", day="2020-12-31"),
        claim(no="A", day="2021-01-01"),
    ]
    assert [c.no for c in judging_order(claims)] == ["C", "A", "B"]


@given(st.lists(FEN, min_size=1, max_size=8))
def test_however_often_it_is_rewarded_an_achievement_is_matched_up_to_its_highest(shares):
    paid = 0
    for share in shares:
        found = judge(Claim("PT", "技能竞赛", "国家级", dt.date(2020, 1, 1), share), NAMED, paid, TERMS)
        assert 0 <= found.pays_fen <= found.match_fen or found.code == "NO_CASH_BASE"
        paid += found.pays_fen
    assert paid == (max(shares) + 1) // 2


@given(FEN, st.sampled_from(["withhold", "gross_up", "none"]), st.decimals("0", "0.99", places=2))
def test_tax_adds_up_and_a_reversal_is_the_exact_negative(amount, mode, rate):
    payment = tax(amount, mode, rate)
    assert payment.gross == payment.tax + payment.net
    assert payment.tax >= 0
    assert payment.gross == amount or mode == "gross_up"
    assert payment.net == amount or mode == "withhold"
    negative = reverse(payment)
    assert (payment.gross + negative.gross, payment.tax + negative.tax, payment.net + negative.net) == (
        0,
        0,
        0,
    )


def test_tax_of_the_naming_reward():
    assert tax(1_000_000, "withhold", Decimal("0.20")) == Payment(1_000_000, 200_000, 800_000)
    assert tax(1_000_000, "gross_up", Decimal("0.20")) == Payment(1_250_000, 250_000, 1_000_000)
    assert tax(166_667, "withhold", Decimal("0.20")) == Payment(166_667, 33_333, 133_334)
    with pytest.raises(ValueError, match="计税方式"):
        tax(1, "other", Decimal("0.20"))


@given(FEN, st.integers(1, 50))
def test_a_teams_shares_add_up_and_differ_by_a_fen_at_most(total, members):
    shares = split_team(total, members)
    assert sum(shares) == total
    assert max(shares) - min(shares) <= 1
    assert shares == sorted(shares, reverse=True)


def test_seven_share_thirty_thousand():
    assert split_team(3_000_000, 7) == [428_572] * 3 + [428_571] * 4
