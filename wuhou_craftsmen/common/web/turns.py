"""Whose turn it is: the table from which every 等您办理 and every page of unfinished business is made."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Count, DateField, F, IntegerField, Min, QuerySet, Value
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Cast, TruncDate

from ..kernel import calendar
from ..kernel.people import User
from .navigation import Todo


def everybody(things: QuerySet, user: User) -> QuerySet:
    """What waits for a role waits for each who holds it."""
    return things


@dataclass(frozen=True)
class Turn:
    """A row of the table: one kind of thing in some of its states.

    `who`: the roles whose turn it is; none where nobody need do anything, of which `label` then says why. `things()`: all that
    is at this point, whoever asks; `mine(things, user)`: those that this user may do. `page(pk)`: where it is done, `pk` being
    what `at` leads to (the page of one thing, of its round); without `at` it is called with nothing. The limit is either
    the column `due`, or working days of the office from the column `since` on. `round` leads from a thing to its round.
    """

    noun: str
    states: tuple[str, ...]
    who: tuple[str, ...]
    label: str
    things: Callable[[], QuerySet]
    page: Callable[..., str] = lambda: ""
    mine: Callable[[QuerySet, User], QuerySet] = everybody
    at: str = ""
    due: str = ""
    since: str | BaseExpression = ""
    round: str = "round"

    def of(self, user: User) -> QuerySet:
        """What waits for this user."""
        found = self.things()
        return self.mine(found, user) if user.has_role(*self.who) else found.none()

    def limit_text(self, days: int) -> str:
        """The limit in words, for the table as people read it."""
        if not self.who:
            return ""
        return "各自的期限" if self.due else f"{days} 个工作日" if self.since else "及时办理"


def on_day(column: str) -> TruncDate:
    """The local day of a moment, for `since`."""
    return TruncDate(column)


@dataclass(frozen=True)
class Waiting:
    """What waits at one row of the table: how many things, on how many pages, what leads to that of the first, the day of
    the oldest."""

    turn: Turn
    things: QuerySet
    count: int
    pages: int
    first: int
    oldest: dt.date | None

    @property
    def url(self) -> str:
        """The page of the first; where each thing has a page of its own and several wait, the caller leads to all of them."""
        return self.turn.page(self.first) if self.turn.at else self.turn.page()

    def until(self, days: int) -> Any:
        """The limit of the first; `days`: the office's working days for what has none of its own."""
        if self.turn.due:
            return self.things.order_by().aggregate(first=Min(self.turn.due))["first"]
        return calendar.limit_after(self.oldest, days) if self.oldest else None


def _first_page(waiting: Waiting) -> str:
    return waiting.url


def todos(
    turns: Sequence[Turn], user: User, days: int, several: Callable[[Waiting], str] = _first_page
) -> list[Todo]:
    """What waits for this user, counted in one question; `several` is the address of a list of all things of a row."""
    own = [turn for turn in turns if turn.who and user.has_role(*turn.who)]
    found = counted([(turn, turn.of(user)) for turn in own])
    return [Todo(w.turn.label, w.count, several(w) if w.pages > 1 else w.url, w.until(days)) for w in found]


def one_by_one(turn: Turn, things: QuerySet, days: int) -> list[tuple[Any, Any, str]]:
    """(thing, until, address) of each of these things of a row, the most urgent first."""
    when = turn.due or turn.since or Value(None, output_field=DateField())
    at = F(turn.at) if turn.at else Value(0)
    rows = things.annotate(todo_at=at, todo_when=F(when) if isinstance(when, str) else when)
    rows = rows.order_by("todo_when", "pk")
    found = {thing.pk: thing for thing in rows}
    return [
        (
            thing,
            thing.todo_when
            if turn.due or not thing.todo_when
            else calendar.limit_after(thing.todo_when, days),
            turn.page(thing.todo_at) if turn.at else turn.page(),
        )
        for thing in found.values()
    ]


def counted(rows: list[tuple[Turn, QuerySet]]) -> list[Waiting]:
    """Each row where something waits, in the order given, in one question."""
    questions = [_counted(place, turn, things) for place, (turn, things) in enumerate(rows)]
    if not questions:
        return []
    found = questions[0].union(*questions[1:], all=True) if len(questions) > 1 else questions[0]
    return [
        Waiting(*rows[place], *figures) for place, *figures in sorted(found, key=itemgetter(0)) if figures[0]
    ]


def _counted(place: int, turn: Turn, things: QuerySet) -> QuerySet:
    """(place, how many, on how many pages, the first one's page, the oldest one's day): one row."""
    # looked up by its key, so that joins and columns of the question asked make nothing of the count
    plain = things.model._base_manager.filter(pk__in=things.order_by().values("pk")).order_by()
    figures = {
        "todo_place": Value(place),
        "todo_count": Count("pk", distinct=True),
        "todo_pages": Count(turn.at, distinct=True) if turn.at else Value(1),
        "todo_first": Cast(Min(turn.at) if turn.at else Value(0), IntegerField()),
        "todo_oldest": Cast(Min(turn.since) if turn.since else Value(None), DateField()),
    }
    return plain.values(todo_kind=Value(1)).annotate(**figures).values_list(*figures)
