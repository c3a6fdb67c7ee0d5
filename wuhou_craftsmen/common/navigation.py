"""What a room offers to the frame: menu items and what waits for a user. The portal composes, rooms only tell."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class MenuItem:
    """A link of the main menu."""

    label: str
    url: str
    icon: str = "dot"


@dataclass(frozen=True)
class Todo:
    """Something that waits for a user: how many, where to do it, until when."""

    label: str
    count: int
    url: str
    until: dt.datetime | dt.date | None = None
