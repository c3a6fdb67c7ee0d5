"""The reading desk: one file after the other, in the order of the list of those that wait for the same person."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where the file in hand stands among those that wait; `others`: how many of them beside it."""

    before: int | None
    after: int | None
    following: int | None  # where one goes on: the one after it, else the first that was passed over
    others: int


def place_of(pk: int, ordered: Sequence[int]) -> Place:
    """`ordered`: the waiting ones by their keys, and the one in hand among them wherever it stands."""
    at = ordered.index(pk) if pk in ordered else -1
    before, after = ordered[: max(at, 0)], ordered[at + 1 :]
    return Place(
        before=before[-1] if before else None,
        after=after[0] if after else None,
        following=next(iter([*after, *before]), None),
        others=len(before) + len(after),
    )
