"""The plan of the hall as a drawing: the same for the page and for paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Attendee, Ceremony

WIDE, HIGH, GAP = 76, 44, 6  # of a seat and between two
SIDE, TOP, AISLE = 58, 74, 34
LONGEST = 6  # signs of a name that are written out


@dataclass(frozen=True)
class Seat:
    """One place; `kind`: free, guest, craftsman or proxy."""

    x: int
    y: int
    name: str
    note: str
    kind: str
    size: int


@dataclass(frozen=True)
class Plan:
    """A drawing of width × height with its seats; `rows`: (y, number)."""

    width: int
    height: int
    seats: list[Seat]
    rows: list[tuple[int, int]]
    columns: list[tuple[int, int]]
    aisle: int


def of(ceremony: Ceremony, people: Iterable[Attendee]) -> Plan:
    """`people`: those who sit."""
    taken = {(who.row, who.seat): who for who in people if who.row}
    width = SIDE * 2 + ceremony.places * (WIDE + GAP) + AISLE
    height = TOP + ceremony.rows * (HIGH + GAP) + 12
    rows = [(_y(row) + HIGH // 2 + 6, row) for row in range(1, ceremony.rows + 1)]
    columns = [(_x(ceremony, seat) + WIDE // 2, seat) for seat in range(1, ceremony.places + 1)]
    seats = [
        _seat(ceremony, row, seat, taken.get((row, seat)))
        for row in range(1, ceremony.rows + 1)
        for seat in range(1, ceremony.places + 1)
    ]
    aisle = SIDE + ceremony.left * (WIDE + GAP) + AISLE // 2
    return Plan(width, height, seats, rows, columns, aisle)


def _x(ceremony: Ceremony, seat: int) -> int:
    return SIDE + (seat - 1) * (WIDE + GAP) + (AISLE if seat > ceremony.left else 0)


def _y(row: int) -> int:
    return TOP + (row - 1) * (HIGH + GAP)


def _seat(ceremony: Ceremony, row: int, seat: int, who: Attendee | None) -> Seat:
    x, y = _x(ceremony, seat), _y(row)
    if who is None:
        return Seat(x, y, "", "", "free", 0)
    name = who.name if len(who.name) <= LONGEST else f"{who.name[: LONGEST - 1]}…"
    kind = "guest" if who.is_guest else "proxy" if who.reply == "proxy" else "craftsman"
    note = f"第{who.group.number}组" if who.group else "嘉宾" if who.is_guest else ""
    if kind == "proxy":
        note += "　代领"
    return Seat(x, y, name, note.strip(), kind, 18 if len(name) <= 3 else 15 if len(name) == 4 else 11)
