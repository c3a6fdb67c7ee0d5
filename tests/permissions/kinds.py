"""Of which kind a cell is, found out by doing it on its page: what the letters of permissions.csv say, tried one by one.

The kind of a cell is the set of conditions under which its column's person may act:

    N  refused                                     Y  done at once, whatever the circumstances
    2  waits for a second person                   J  the same with a reason, for the one who asked, told to the auditors
    L  refused without a reason, with it on record C  refused to who has an interest in the case
    W  refused outside the window                  P  refused before it is public
    O  refused with what is another's              M  shown with the number masked       A  shown as counts alone

Several letters are several conditions (2C: by two, each free of conflict). Every circumstance is played in a savepoint of
one world and taken back. A try that fits no kind gives `?`, which no cell holds.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nominations.domain.checking import conflicts
from nominations.models import Nomination
from nominations.rules.checking.conflicts import may_declare_conflicts
from tests.people import client_of
from tests.permissions.table import CELLS, COLUMNS, ROLES, World
from wuhou_craftsmen.accounts.domain.people import open_account
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import AuditEntry, Message, PendingAct

REASON = "核对示例线索"
LETTERS = "YN2JLCWPOMA"


@dataclass(frozen=True)
class Row:
    """How a row of the table is tried.

    `does(world, column, reason)`: the act on its page; gives whether it was done or shown, or M or A for how it was shown.
    `holds(world)`: whether it is done, for what a second person confirms. `ready` brings the world where it can be done,
    `shut` are ways to leave the window, `unpublished` goes back before the publication, `others` does the same with what is
    another's. `case`: the file that somebody may have an interest in. `alarm`: the auditors are told of it.
    """

    does: Callable[[World, str, str], Any]
    holds: Callable[[World], Any] = lambda world: False
    ready: Callable[[World], Any] = lambda world: None
    case: Callable[[World], Nomination] = lambda world: world.file
    shut: tuple[Callable[[World], Any], ...] = ()
    unpublished: Callable[[World], Any] | None = None
    others: Callable[[World, str, str], Any] | None = None
    alarm: bool = False


@contextmanager
def taken_back(world: World):
    """What happens inside did not happen."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for thing in (world.file, world.firm, world.year.round):
            thing.refresh_from_db()


def kind_of(world: World, column: str, row: Row) -> str:
    """The letters of all conditions that this person meets here."""
    seen = _tried(world, column, row)
    if not seen:
        return "N"
    person = world.people[column]
    if seen == "J" and _tried(world, column, row, reason=" "):
        return "?"
    found = {seen} - {"Y"}
    if seen not in "2J" and (asked := _asks_why(world, column, row)):
        found.add(asked)
    if _may_stand_aside(person) and not _tried(world, column, row, after=_in_conflict(column)):
        found.add("C")
    if row.shut and not any(_tried(world, column, row, after=_for_all(shut)) for shut in row.shut):
        found.add("W")
    if row.unpublished and not _tried(world, column, row, after=_for_all(row.unpublished)):
        found.add("P")
    if row.others and not _tried(world, column, row, does=row.others):
        found.add("O")
    return "".join(sorted(found)) or "Y"


def _for_all(circumstance: Callable[[World], Any]) -> Callable[[World, Row], Any]:
    return lambda world, row: circumstance(world)


def _may_stand_aside(person: User | None) -> bool:
    """An expert's conflict is a column of its own (EC)."""
    return person is not None and bool(may_declare_conflicts(person)) and not person.has_role(Role.EXPERT)


def _in_conflict(column: str) -> Callable[[World, Row], Any]:
    return lambda world, row: conflicts.declare(world.people[column], row.case(world), "kin")


def _tried(world: World, column: str, row: Row, *, does=None, after=None, reason: str = REASON) -> str:
    """Nothing where it is refused, else Y, M, A; 2 or J where a second person has to confirm it."""
    with taken_back(world):
        row.ready(world)
        if after:
            after(world, row)
        known = list(PendingAct.objects.values_list("pk", flat=True))
        seen = (does or row.does)(world, column, reason)
        asked = PendingAct.objects.filter(proposed_by=world.people[column]).exclude(pk__in=known).first()
        if asked and not row.holds(world):
            return _with_a_second(world, column, row, asked)
        return seen if isinstance(seen, str) else "Y" if seen else ""


def _asks_why(world: World, column: str, row: Row) -> str:
    """L: nothing without a reason, and with it a row that holds the reason; a reason that is not written down is no kind."""
    if _tried(world, column, row, reason=" "):
        return ""
    with taken_back(world):
        row.ready(world)
        row.does(world, column, REASON)
        told = AuditEntry.objects.filter(actor=world.people[column], details__reason=REASON)
        return "L" if told.exists() else "?"


def _with_a_second(world: World, column: str, row: Row, asked: PendingAct) -> str:
    """Neither he nor his second account confirms it; another person does, and then it holds."""
    person = world.people[column]
    twin = open_account(
        None, username=f"{person.username}-2", full_name=person.full_name, role=ROLES[column],
        organisation=person.current_memberships[0].organisation, person=person.person,
    )  # fmt: skip
    for own in (person, twin):
        _confirm(own, asked)
        if row.holds(world) or asked.state != "pending":
            return "Y"
    second = next((user for user in _others(world, person) if two_person.may_decide(user, asked)), None)
    if second is None:
        return "?"
    _confirm(second, asked)
    if not row.holds(world):
        return "?"
    if not row.alarm:
        return "2"
    auditors = [user.pk for user in _everybody(world) if user.has_role(Role.AUDITOR)]
    told = Message.objects.filter(user__in=auditors, kind="scoring_touched").values("user").distinct()
    return "J" if told.count() == len(auditors) else "?"


def _confirm(user: User, asked: PendingAct) -> None:
    client_of(user).post(f"/pending/{asked.pk}/")
    asked.refresh_from_db()


def _everybody(world: World) -> list[User]:
    year = world.year
    every = [*world.people.values(), year.first, year.second, *year.leaders, *year.finance, *world.more]
    return list(User.objects.filter(pk__in={user.pk for user in every if user}).order_by("pk"))


def _others(world: World, person: User) -> list[User]:
    return [user for user in _everybody(world) if user.pk not in person.own_accounts]


def each(rows: dict[str, "Row | tuple[Row, ...]"]) -> list[tuple[str, Row]]:
    """(number, row) of every try; an action with several acts has several."""
    return [
        (number, row)
        for number, found in rows.items()
        for row in (found if isinstance(found, tuple) else (found,))
    ]


def wrong_cells(cells: dict[str, str], found: dict[str, str]) -> list[str]:
    """The cells that are not of the kind that was found, in whatever order their letters stand."""
    return [
        f"{column}: {cells[column]} in the table, {kind} on the page"
        for column, kind in found.items()
        if set(cells[column]) != set(kind)
    ]


def assert_row_is(number: str, row: Row, world: World) -> None:
    """Every cell of the row is of the kind that its page shows."""
    wrong = wrong_cells(CELLS[number], {column: kind_of(world, column, row) for column in COLUMNS})
    assert not wrong, f"{number} {CELLS[number]['action']}: {wrong}"
