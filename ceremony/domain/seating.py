"""发证组 and seats: set in order at once, mended by hand."""

from collections.abc import Iterator

from django.db import transaction

from ceremony import queries, rules
from ceremony.models import Attendee, Ceremony, StageGroup
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal

from .planning import locked

Seat = tuple[int, int]  # row, place


@transaction.atomic
def form_groups(actor: User, ceremony: Ceremony, size: int) -> int:
    """So many at a time in the order of the list; presenters of groups that stay are kept. Gives how many groups."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "edit")
    people = list(queries.on_stage(ceremony).order_by("order"))
    needed = -(-len(people) // size)
    groups = [
        StageGroup.objects.get_or_create(ceremony=ceremony, number=number)[0]
        for number in range(1, needed + 1)
    ]
    for place, attendee in enumerate(people):
        attendee.group = groups[place // size]
    Attendee.objects.bulk_update(people, ["group"])
    _drop_empty(ceremony)
    audit.record(actor, "编发证组", ceremony, groups=needed, size=size)
    return needed


@transaction.atomic
def move_to_group(actor: User, attendee: Attendee, number: int) -> Attendee:
    """Into another group, or into a new one behind the last; within a group people walk in the order of the list."""
    require(rules.may_run(actor))
    ceremony = locked(attendee.ceremony_id, "edit")
    attendee = Attendee.objects.select_related("title").get(pk=attendee.pk)
    if attendee.is_guest or attendee.revoked:
        raise Refusal("只有称号有效的人编入发证组。")
    last = max(ceremony.groups.values_list("number", flat=True), default=0)
    if not 1 <= number <= last + 1:
        raise Refusal(f"没有第{number}组；现在有 {last} 组，可以填 1 到 {last + 1}。")
    attendee.group, _ = StageGroup.objects.get_or_create(ceremony=ceremony, number=number)
    attendee.save()
    _drop_empty(ceremony)
    audit.record(actor, "调整发证组", attendee, group=number)
    return attendee


def _drop_empty(ceremony: Ceremony) -> None:
    """Groups that nobody is in any more; the numbers close up."""
    ceremony.groups.filter(members=None).delete()
    for number, group in enumerate(ceremony.groups.order_by("number"), 1):
        if group.number != number:
            StageGroup.objects.filter(pk=group.pk).update(number=number)


@transaction.atomic
def set_presenter(actor: User, group: StageGroup, guest: Attendee | None) -> StageGroup:
    """Who presents the certificates to a group: one of the guests."""
    require(rules.may_run(actor))
    locked(group.ceremony_id, "edit")
    if guest and (guest.ceremony_id != group.ceremony_id or not guest.is_guest):
        raise Refusal("颁证人从嘉宾中选。")
    group.presenter = guest
    group.save()
    audit.record(actor, "确定颁证人", group, presenter=guest.name if guest else "")
    return group


@transaction.atomic
def seat_all(actor: User, ceremony: Ceremony) -> int:
    """Guests in front, then from the next row on the craftsmen, each group together; gives how many sit."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "edit")
    expected = list(queries.expected(ceremony).order_by("order"))
    guests = [who for who in expected if who.is_guest]
    craftsmen = [who for who in expected if not who.is_guest]
    craftsmen.sort(key=lambda who: (who.group.number if who.group else 10_000, who.order))
    seats = _seats(ceremony, guests, craftsmen)
    Attendee.objects.filter(ceremony=ceremony).update(row=None, seat=None)
    for who, (row, seat) in zip([*guests, *craftsmen], seats, strict=True):
        who.row, who.seat = row, seat
    Attendee.objects.bulk_update(expected, ["row", "seat"])
    _has_changed(ceremony)
    audit.record(actor, "自动排座", ceremony, seated=len(expected))
    return len(expected)


def _seats(ceremony: Ceremony, guests: list[Attendee], craftsmen: list[Attendee]) -> list[Seat]:
    """With every group in one row where the hall has the room, else one behind the other."""
    wide, all_rows = ceremony.places, ceremony.rows
    if len(guests) + len(craftsmen) > wide * all_rows:
        raise Refusal(
            f"会场 {all_rows} 排、每排 {wide} 座，共 {wide * all_rows} 座，不够 {len(guests) + len(craftsmen)} 人坐，请修改会场的排数或座位数。"
        )
    front = list(_in_front(len(guests), wide))
    behind, sizes = -(-len(guests) // wide) * wide, _sizes(craftsmen)
    for together in (True, False):
        places = list(_places(behind, sizes, wide, together))
        if not places or places[-1] < wide * all_rows:
            break
    else:  # every seat counts, those beside the guests, too
        places = [place for place in range(wide * all_rows) if place not in front][: len(craftsmen)]
    return [(place // wide + 1, place % wide + 1) for place in [*front, *places]]


def _in_front(guests: int, wide: int) -> Iterator[int]:
    """Row by row, from the middle outward, the first to the left of the second."""
    from_the_middle = sorted(range(wide), key=lambda place: (abs(2 * place - wide + 1), place))
    for number in range(guests):
        yield number // wide * wide + from_the_middle[number % wide]


def _sizes(craftsmen: list[Attendee]) -> list[int]:
    """How many are in each group, in order; those in none count as one each."""
    sizes: list[int] = []
    last: int | None = None
    for who in craftsmen:
        if who.group_id and who.group_id == last:
            sizes[-1] += 1
        else:
            sizes.append(1)
        last = who.group_id
    return sizes


def _places(begin: int, sizes: list[int], wide: int, together: bool) -> Iterator[int]:
    at = begin
    for size in sizes:
        left = wide - at % wide
        if together and left < size <= wide:
            at += left
        yield from range(at, at + size)
        at += size


@transaction.atomic
def move(actor: User, attendee: Attendee, row: int, seat: int) -> Attendee | None:
    """To another seat; whoever sits there takes the one that is left. Gives him, or None where it was free."""
    require(rules.may_run(actor))
    ceremony = locked(attendee.ceremony_id, "edit")
    attendee = Attendee.objects.select_related("title").get(pk=attendee.pk)
    if attendee.revoked or attendee.reply == "absent":
        raise Refusal(f"{attendee.name}不到会，不排座位。")
    if not (1 <= row <= ceremony.rows and 1 <= seat <= ceremony.places):
        raise Refusal(f"会场只有 {ceremony.rows} 排、每排 {ceremony.places} 座，没有第{row}排{seat}座。")
    other = Attendee.objects.filter(ceremony=ceremony, row=row, seat=seat).exclude(pk=attendee.pk).first()
    left = (attendee.row, attendee.seat)
    if other:
        other.row = other.seat = None
        other.save()
    attendee.row, attendee.seat = row, seat
    attendee.save()
    if other and left != (None, None):
        other.row, other.seat = left
        other.save()
    _has_changed(ceremony)
    audit.record(actor, "调整座位", attendee, seat=attendee.where, other=other.name if other else "")
    return other


def _has_changed(ceremony: Ceremony) -> None:
    if ceremony.state == "notified" and not ceremony.changed:
        ceremony.changed = True
        ceremony.save()
