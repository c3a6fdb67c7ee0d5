"""A small year after its naming, with a ceremony at whatever step a test wants it."""

import datetime as dt

from django.utils import timezone

from awards.models import Title
from ceremony.domain import planning, seating
from ceremony.models import Attendee, Ceremony
from tests.people import on
from tests.small_year import Year
from tests.worlds import deeds

DAY = dt.date(2022, 5, 27)
STARTS = timezone.make_aware(dt.datetime.combine(DAY, dt.time(9, 30)))
VALUES = {
    "name": "2022年度“诸葛工匠”命名大会", "place": "区文化馆报告厅", "starts_at": STARTS, "presider": "区总工会主席",
    "notes": "请着工装，9:00前到场。", "reply_by": dt.date(2022, 5, 20), "rows": 4, "places": 6, "left": 3,
}  # fmt: skip
TYPED = VALUES | {"starts_at": "2022-05-27T09:30", "reply_by": "2022-05-20"}


def named() -> Year:
    return deeds.named_and_owed(Year())


def decision(year: Year):
    return year.round.decisions.get(supplement=False)


def planned(year: Year) -> Ceremony:
    """Three weeks before its day."""
    on("2022-05-05")
    return planning.plan(year.first, decision(year), **VALUES)


def told(year: Year) -> Ceremony:
    """With two guests, groups of two, seats; the firms were told."""
    ceremony = planned(year)
    for name, unit in (("高示例", "区委副书记"), ("郭示例", "区总工会主席")):
        planning.add_guest(year.first, ceremony, name=name, unit=unit)
    seating.form_groups(year.first, ceremony, 2)
    seating.seat_all(year.first, ceremony)
    return planning.notify(year.first, ceremony)


def held(year: Year) -> Ceremony:
    ceremony = told(year)
    on(str(DAY), 10)
    return planning.hold(year.first, ceremony)


def of(ceremony: Ceremony, name: str) -> Attendee:
    return Attendee.objects.get(ceremony=ceremony, name=name)


def revoke(year: Year, name: str) -> None:
    Title.objects.filter(name=name).update(revoked_on=dt.date(2022, 5, 10), revoked_reason="示例")
