"""What is printed for the hall: 桌签, 请柬, 宣读名单, 座位图, 签到表. Rows of the ceremony in, PDF out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

from wuhou_craftsmen.common.pdf.fonts import covers
from wuhou_craftsmen.common.pdf.paper import Paper, qr_svg, render_pdf

from .. import messages, queries
from ..domain import readings
from ..models import Attendee, Ceremony, StageGroup
from ..pinyin import Sign
from . import seat_plan


@dataclass(frozen=True, kw_only=True)
class CeremonyPaper(Paper):
    """What each of them carries: the ceremony, day and place."""

    ceremony: Ceremony
    when: str


@dataclass(frozen=True)
class Card:
    """One person on a card: the size of the letters goes by the length of the name."""

    who: Attendee
    unit: str
    size: str
    face: str
    qr: str = ""

    @property
    def greeting(self) -> str:
        return self.who.name if self.who.is_guest else f"{self.who.name} 同志"


def _paper(ceremony: Ceremony) -> dict:
    rehearsal = ceremony.decision.round.rehearsal
    return {"paper": CeremonyPaper(ceremony=ceremony, when=messages.when(ceremony), rehearsal=rehearsal)}


def _card(who: Attendee, qr: str = "") -> Card:
    length = len(who.name)
    size = "short" if length <= 4 else "middle" if length <= 8 else "long"
    return Card(who, queries.unit_of(who), size, "kai" if covers("kai", who.name) else "song", qr)


def address_of(who: Attendee) -> str:
    """What the code of an invitation leads to."""
    return f"{settings.PUBLIC_URL}/ceremony/c/{who.code}/"


def name_cards(ceremony: Ceremony) -> bytes:
    """桌签: a sheet for each, folded twice so that both sides show the name."""
    cards = [_card(who) for who in queries.expected(ceremony)]
    return render_pdf("documents/name_cards.html", _paper(ceremony) | {"cards": cards})


def invitations(ceremony: Ceremony, people: Sequence[Attendee] | None = None) -> bytes:
    """请柬, two on a sheet, each with its 签到码."""
    chosen = list(queries.expected(ceremony)) if people is None else people
    cards = [_card(who, qr_svg(address_of(who))) for who in chosen]
    return render_pdf("documents/invitations.html", _paper(ceremony) | {"cards": cards})


@dataclass(frozen=True)
class ReadLine:
    """A name that is read out, sign by sign."""

    who: Attendee
    signs: list[Sign]
    unit: str


def reading_list(ceremony: Ceremony) -> bytes:
    """宣读名单: by groups in the order of walking up, large, the reading over the signs that need it."""
    lines = [ReadLine(who, signs, queries.unit_of(who)) for who, signs, _ in readings.listed(ceremony)]
    lines.sort(key=lambda line: (line.who.group.number if line.who.group else 10_000, line.who.order))
    presenters = {group.pk: group.presenter for group in ceremony.groups.select_related("presenter")}
    groups = [
        (group, presenters.get(group.pk) if group else None, list(found))
        for group, found in groupby(lines, key=_group_of)
    ]
    return render_pdf(
        "documents/reading_list.html", _paper(ceremony) | {"groups": groups, "count": len(lines)}
    )


def _group_of(line: ReadLine) -> StageGroup | None:
    return line.who.group


def seats(ceremony: Ceremony) -> bytes:
    """The plan of the hall on one sheet."""
    plan = seat_plan.of(ceremony, queries.expected(ceremony))
    return render_pdf("documents/seat_plan.html", _paper(ceremony) | {"plan": plan})


def sign_in_sheet(ceremony: Ceremony) -> bytes:
    """签到表: for pens, where there is no telephone."""
    rows = [(who, queries.unit_of(who)) for who in queries.expected(ceremony)]
    return render_pdf("documents/sign_in_sheet.html", _paper(ceremony) | {"rows": rows})
