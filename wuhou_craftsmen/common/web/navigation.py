"""What a room offers to the frame: menu items and what waits for a user, what a search finds. The portal composes, rooms only tell."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from ..kernel import clock


@dataclass(frozen=True)
class MenuItem:
    """A link of the main menu."""

    label: str
    url: str
    icon: str = "dot"
    under: tuple[str, ...] = ()  # where else its pages stand
    group: str = ""  # one of GROUPS; what belongs to the person has none


# the story of a year, in its order; no role has more tabs than these
GROUPS = {
    "首页": "house",
    "申报": "file-earmark-text",
    "评审": "clipboard-check",
    "公示与命名": "award",
    "奖励": "cash-stack",
    "梯次与培育": "bar-chart-steps",
    "管理": "sliders",
}


@dataclass(frozen=True)
class MenuGroup:
    """A tab of the main menu with its pages; one that has a single page is called as the page is."""

    label: str
    icon: str
    items: list[MenuItem]


def grouped(items: list[MenuItem]) -> list[MenuGroup]:
    """The items as tabs, in the order of GROUPS."""
    tabs = [(label, icon, [item for item in items if item.group == label]) for label, icon in GROUPS.items()]
    return [
        MenuGroup(label, icon, found) if len(found) > 1 else MenuGroup(found[0].label, found[0].icon, found)
        for label, icon, found in tabs
        if found
    ]


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

    @property
    def over(self) -> bool:
        """The limit has passed."""
        return clock.is_over(self.until)

    @property
    def days_left(self) -> int | None:
        """Whole days until the last one; 0 on it, None without a limit."""
        last = clock.last_day(self.until)
        return (last - clock.today()).days if last else None
