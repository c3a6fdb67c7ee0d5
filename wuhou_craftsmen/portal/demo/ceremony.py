"""The demo's naming ceremony: prepared weeks before, answered by most, and this very day is its day."""

import datetime as dt

from django.utils import timezone

from awards.models import NamingDecision
from ceremony import queries
from ceremony.domain import arrivals, photos, planning, readings, replies, seating
from ceremony.models import Attendee, Ceremony
from wuhou_craftsmen.common.kernel import clock

from ..rehearsal.cast import Cast
from .pictures import scene

GUESTS = [
    ("示例书记", "区委副书记（示例）"),
    ("示例主席", "区总工会主席（示例）"),
    ("示例局长", "区人社局局长（示例）"),
    ("示例处长", "市总工会处长（示例）"),
]
AGENDA = [
    (dt.time(9, 30), "奏唱国歌，主持人介绍到会嘉宾", "示例主席"),
    (dt.time(9, 40), "宣读命名决定", "示例局长"),
    (dt.time(9, 55), "颁发荣誉证书，分组上台", "嘉宾"),
    (dt.time(10, 30), "工匠代表发言", ""),
    (dt.time(10, 40), "区领导讲话", "示例书记"),
    (dt.time(11, 0), "全体合影", ""),
]  # fmt: skip


def prepare(cast: Cast, decision: NamingDecision, day: dt.date) -> Ceremony:
    """Guests, agenda, groups, seats; the firms are told."""
    staff = cast.staff[0]
    ceremony = planning.plan(
        staff, decision, name=f"{decision.round.year}年度“诸葛工匠”命名大会", place="区文化馆一楼报告厅（示例）",
        starts_at=timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30))), presider="示例主席（区总工会）",
        notes="请着工装或者正装，9:10前到场。", reply_by=day - dt.timedelta(days=5), rows=6, places=10, left=5,
    )  # fmt: skip
    guests = [planning.add_guest(staff, ceremony, name=name, unit=unit) for name, unit in GUESTS]
    planning.set_agenda(staff, ceremony, AGENDA)
    seating.form_groups(staff, ceremony, 5)
    for place, group in enumerate(ceremony.groups.all()):
        seating.set_presenter(staff, group, guests[place % len(guests)])
    seating.seat_all(staff, ceremony)
    return planning.notify(staff, ceremony)


def fill(cast: Cast, ceremony: Ceremony) -> None:
    """Most have answered; the first ones are there; some pictures of the hall."""
    staff = cast.staff[0]
    people = list(queries.craftsmen(ceremony).filter(title__revoked_on=None).order_by("order"))
    for place, who in enumerate(people[:-3]):
        _answer(cast, who, place)
    for who in people[:2]:
        readings.confirm(staff, who, " ".join(sign.reading for sign in _signs(who)))
    if queries.day_of(ceremony) == clock.today():
        for who in queries.expected(ceremony).exclude(reply="")[:7]:
            arrivals.check_in(staff, who, came="proxy" if who.reply == "proxy" else "self")
    names = [f"{people[0].name}.jpg", f"{people[1].name}.jpg", "第1组.jpg", "合影.jpg", "DSC00012.jpg"]
    for number, name in enumerate(names):
        photos.upload(staff, ceremony, scene(number), name)


def _answer(cast: Cast, who: Attendee, place: int) -> None:
    hr = cast.hr_of(queries.firm_of(who))
    if place % 9 == 3:
        told = {"answer": "proxy", "proxy_name": "示例代领", "proxy_relation": "同事", "reason": "在外地出差"}
    elif place % 13 == 5:
        told = {"answer": "absent", "reason": "住院治疗"}
    else:
        told = {"answer": "self"}
    replies.reply(hr, who, **told)


def _signs(who: Attendee):
    ((_, signs, _),) = readings.signs_of([who])
    return [sign for sign in signs if sign.reading]
