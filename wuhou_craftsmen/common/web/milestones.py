"""A file's journey from draft to paid. Each room tells its own stretch; a lower room never imports a higher one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from ..kernel.people import User


@dataclass(frozen=True)
class Milestone:
    """A point of the journey: reached (`done`), where it stands (`now`), still ahead (`next`), or its end (`stop`).

    `outcome`: what the whole file is called once this point is reached, such as 已命名.
    """

    label: str
    state: str = "next"
    at: dt.datetime | dt.date | None = None
    note: str = ""
    outcome: str = ""


_tellers: list[Callable] = []


def tell(teller: Callable) -> Callable:
    """Register `teller(nomination, user) -> list[Milestone]`; rooms register in the order of the year."""
    _tellers.append(teller)
    return teller


def journey_of(nomination: Model, user: User) -> list[Milestone]:
    """Every milestone that this user may know of; nothing lies ahead of a file that has come to its end.

    The first milestone ahead is where the file stands now.
    """
    known = [milestone for teller in _tellers for milestone in teller(nomination, user)]
    ended = next((place for place, milestone in enumerate(known) if milestone.state == "stop"), None)
    if ended is not None:
        return [m for m in known[: ended + 1] if m.state != "next"]
    for place, milestone in enumerate(known):
        if milestone.state == "next":
            known[place] = Milestone(milestone.label, "now", milestone.at, milestone.note)
            break
    return known


def outcome_of(journey: list[Milestone]) -> Milestone | None:
    """The end of the journey, or the honour it came to; None while it is on its way."""
    ends = [milestone for milestone in journey if milestone.state == "stop" or milestone.outcome]
    return ends[-1] if ends else None
