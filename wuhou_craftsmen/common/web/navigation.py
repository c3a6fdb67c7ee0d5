"""What a room offers to the frame: menu items and what waits for a user, what a search finds. The portal composes, rooms only tell."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class MenuItem:
    """A link of the main menu."""

    label: str
    url: str
    icon: str = "dot"
    under: tuple[str, ...] = ()  # where else its pages stand


def pages_of(name: str) -> str:
    """The address under which every page of this kind stands: `name` is a page of one row."""
    return reverse(name, args=[0]).removesuffix("0/")


@dataclass(frozen=True)
class Hit:
    """Something that a search found and this user may see: what it is called, what it is, where it stands."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class SearchGroup:
    """What one search of a room found: at most MAX_HITS_SHOWN of each kind, and the list that shows all."""

    title: str
    hits: list[Hit]
    more_url: str = ""


MAX_HITS_SHOWN = 10  # of each kind on the page of a search


@dataclass(frozen=True)
class Todo:
    """Something that waits for a user: how many, where to do it, until when."""

    label: str
    count: int
    url: str
    until: dt.datetime | dt.date | None = None
