"""How names are read: suggested by the dictionary, confirmed by staff, kept with the person."""

from collections.abc import Iterable

from django.db import transaction

from ceremony import pinyin, queries, rules
from ceremony.models import Attendee, Ceremony, Reading
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal


@transaction.atomic
def confirm(actor: User, attendee: Attendee, typed: str) -> Reading:
    """What was typed (shàn or shan4), for this name of the person."""
    require(rules.may_run(actor))
    if attendee.title is None:
        raise Refusal("嘉宾不在宣读名单上，不用核对读音。")
    try:
        syllables = pinyin.read(typed, attendee.name)
    except ValueError as error:
        raise Refusal(str(error)) from error
    return _keep(actor, attendee, syllables)


@transaction.atomic
def confirm_all(actor: User, ceremony: Ceremony) -> int:
    """The suggestions of everybody whose reading nobody has confirmed; gives how many."""
    require(rules.may_run(actor))
    open_ones = [who for who, _, reading in listed(ceremony) if reading is None]
    for who in open_ones:
        _keep(actor, who, pinyin.suggested(who.name))
    return len(open_ones)


def _keep(actor: User, attendee: Attendee, syllables: list[str]) -> Reading:
    assert attendee.title is not None
    reading, _ = Reading.objects.update_or_create(
        person_id=attendee.title.person_id,
        defaults={
            "name": attendee.name, "syllables": " ".join(syllables), "confirmed_by": actor, "confirmed_at": clock.now(),
        },
    )  # fmt: skip
    audit.record(actor, "确认姓名读音", attendee, reading=reading.syllables)
    return reading


def listed(ceremony: Ceremony) -> list[tuple[Attendee, list[pinyin.Sign], Reading | None]]:
    """(who, the name sign by sign, what was confirmed) of everybody who is read out, in order."""
    return signs_of(queries.on_stage(ceremony).order_by("order").select_related("title__person__reading"))


def signs_of(attendees: Iterable[Attendee]) -> list[tuple[Attendee, list[pinyin.Sign], Reading | None]]:
    found = []
    for who in attendees:
        assert who.title is not None
        reading = getattr(who.title.person, "reading", None)
        kept = reading if reading and reading.name == who.name else None
        syllables = kept.syllables.split() if kept else pinyin.suggested(who.name)
        found.append((who, pinyin.signs_of(who.name, syllables), kept))
    return found
