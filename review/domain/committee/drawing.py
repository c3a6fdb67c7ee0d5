"""The draw by a seed: anybody with a SHA-256 tool comes to the same experts."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """So many of these, by their numbers in the register."""

    trade: str
    count: int
    candidates: Sequence[int]


def place(seed: str, trade: str, number: int) -> str:
    """What a candidate is ordered by: SHA-256 over 种子-工种-登记号."""
    return hashlib.sha256(f"{seed}-{trade}-{number}".encode()).hexdigest()


def in_order(seed: str, group: Group) -> list[int]:
    """The candidates of the group in the order of the draw."""
    return sorted(group.candidates, key=lambda number: (place(seed, group.trade, number), number))


def draw(seed: str, groups: Sequence[Group]) -> list[tuple[int, str]]:
    """(number, trade) of those drawn: group after group the first of its order; nobody twice."""
    drawn: list[tuple[int, str]] = []
    for group in groups:
        free = _without(in_order(seed, group), {number for number, _ in drawn})
        drawn += [(number, group.trade) for number in free[: group.count]]
    return drawn


def missing(seed: str, groups: Sequence[Group]) -> list[tuple[str, int]]:
    """(trade, how many too few) of the groups that the draw cannot fill."""
    drawn = draw(seed, groups)
    return [
        (group.trade, group.count - found)
        for group in groups
        if (found := sum(trade == group.trade for _, trade in drawn)) < group.count
    ]


def _without(numbers: list[int], taken: Collection[int]) -> list[int]:
    return [number for number in numbers if number not in taken]
