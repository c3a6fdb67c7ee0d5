"""Whose turn it is with a naming ceremony (rows of `common/web/turns.py`)."""

from django.db.models import QuerySet
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.turns import Turn

from . import queries
from .models import Attendee, Ceremony


def _page(name: str):
    return lambda pk: reverse(f"ceremony:{name}", args=[pk])


def _in(state: str, **more) -> QuerySet:
    return Ceremony.objects.filter(state=state, **more)


def _ahead(changed: bool) -> QuerySet:
    return _in("notified", changed=changed).exclude(pk__in=queries.past().values("pk"))


def _own(things: QuerySet, user: User) -> QuerySet:
    return queries.of_firm_of(things, user)


def _late() -> QuerySet:
    return queries.unreplied().filter(ceremony__reply_by__lt=clock.today())


def _replied() -> QuerySet:
    return Attendee.objects.exclude(pk__in=queries.unreplied().values("pk")).exclude(
        pk__in=queries.to_fetch().values("pk")
    )


UNION, HR = (Role.UNION_STAFF,), (Role.FIRM_HR,)

TURNS = [
    Turn("命名大会", ("planning",), UNION, "筹备中的命名大会，待发通知", lambda: _in("planning"), _page("show"), at="pk", due="starts_at", round="decision__round"),
    Turn("命名大会", ("notified",), UNION, "命名大会的安排有改动，待重新通知", lambda: _ahead(changed=True), _page("show"), at="pk", due="starts_at",
         round="decision__round"),
    Turn("命名大会", ("notified",), UNION, "命名大会当天：签到，会后登记已举行", queries.past, _page("arrivals"), due="starts_at", at="pk", round="decision__round"),
    Turn("命名大会", ("notified",), (), "已发通知，等待大会当天", lambda: _ahead(changed=False), round="decision__round"),
    Turn("命名大会", ("held", "cancelled"), (), "已办结", lambda: Ceremony.objects.filter(state__in=("held", "cancelled")), round="decision__round"),
    Turn("到会人员", ("待回复",), HR, "命名大会待回复是否到会的人", queries.unreplied, lambda: reverse("ceremony:own"), _own, due="ceremony__reply_by",
         round="ceremony__decision__round"),
    Turn("到会人员", ("待回复",), UNION, "逾期没有回复是否到会的人，请催办", _late, _page("people"), at="ceremony", round="ceremony__decision__round"),
    Turn("到会人员", ("待领证书",), UNION, "命名大会后还没有领取的证书", queries.to_fetch, _page("certificates"), at="ceremony",
         round="ceremony__decision__round"),
    Turn("到会人员", ("已办结",), (), "已回复、证书已领取", _replied, round="ceremony__decision__round"),
]  # fmt: skip
