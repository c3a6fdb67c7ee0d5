"""The arrangements of a ceremony: what, where, when; the 议程; the list of who is expected; notices; the end."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.models import NamingDecision
from ceremony import messages, queries, rules
from ceremony.models import AgendaItem, Attendee, Ceremony
from ceremony.states import CEREMONY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

MOST_GUESTS, MOST_ITEMS = 60, 30
TOLD = ("name", "place", "starts_at", "notes", "reply_by")  # what the firms were told of


def locked(pk: int, verb: str) -> Ceremony:
    """The ceremony, held, where its state lets the verb be done."""
    ceremony = Ceremony.objects.select_for_update(of=("self",)).select_related("decision__round").get(pk=pk)
    require(CEREMONY.may(verb, ceremony.state))
    return ceremony


def new_code() -> str:
    """What stands on an invitation to be scanned: 96 bits that nobody guesses, nothing of the person in it."""
    return secrets.token_hex(12)


@transaction.atomic
def plan(actor: User, decision: NamingDecision, **values: Any) -> Ceremony:
    """A ceremony of a round's naming decision, with everybody named on its list."""
    require(rules.may_run(actor))
    decision = NamingDecision.objects.select_for_update().get(pk=decision.pk)
    if not queries.without_ceremony().filter(pk=decision.pk).exists():
        raise Refusal("这份命名决定已经有命名大会，请打开它修改安排。")
    _check_days(values)
    ceremony = Ceremony.objects.create(decision=decision, created_by=actor, created_at=clock.now(), **values)
    audit.record(actor, "筹备命名大会", ceremony, place=ceremony.place)
    _list_titles(actor, ceremony)
    return ceremony


@transaction.atomic
def edit(actor: User, ceremony: Ceremony, **values: Any) -> Ceremony:
    """What the firms were told of is told again: the ceremony says so until a new notice goes out."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "edit")
    _check_days(values)
    smaller = Attendee.objects.filter(ceremony=ceremony, row__isnull=False)
    if smaller.filter(row__gt=values["rows"]).exists() or smaller.filter(seat__gt=values["places"]).exists():
        raise Refusal("有人的座位在缩小后的会场以外，请先在“座位”里重新排座。")
    told = any(getattr(ceremony, name) != values[name] for name in TOLD)
    for name, value in values.items():
        setattr(ceremony, name, value)
    ceremony.changed = ceremony.changed or (told and ceremony.state == "notified")
    ceremony.save()
    audit.record(actor, "修改命名大会", ceremony, place=ceremony.place)
    return ceremony


def _check_days(values: dict[str, Any]) -> None:
    starts_at = values["starts_at"]
    if starts_at < clock.now():
        raise Refusal("大会开始时间已经过去，请改为今后的时间。")
    if not clock.today() <= values["reply_by"] <= timezone.localdate(starts_at):
        raise Refusal("回复期限应在今天与大会当天之间。")
    if values["left"] > values["places"]:
        raise Refusal("过道左侧的座位数不能多于每排座位数。")


@transaction.atomic
def set_agenda(actor: User, ceremony: Ceremony, items: Iterable[tuple[dt.time, str, str]]) -> None:
    """The whole 议程, in order of time."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "edit")
    rows = [AgendaItem(ceremony=ceremony, at=at, what=what, who=who) for at, what, who in items]
    if len(rows) > MOST_ITEMS:
        raise Refusal(f"议程最多 {MOST_ITEMS} 项。")
    ceremony.agenda.all().delete()
    AgendaItem.objects.bulk_create(rows)
    audit.record(actor, "修改议程", ceremony, items=len(rows))


@transaction.atomic
def update_list(actor: User, ceremony: Ceremony) -> int:
    """Put titles of supplementary decisions on the list; gives how many."""
    require(rules.may_run(actor))
    return _list_titles(actor, locked(ceremony.pk, "edit"))


def _list_titles(actor: User, ceremony: Ceremony) -> int:
    """In the order of the certificates' numbers: that of the decision, 姓氏笔画, and then those named later."""
    found = list(queries.unlisted(ceremony).order_by("certificate_no"))
    first = ceremony.attendees.exclude(title=None).count() + 1
    Attendee.objects.bulk_create(
        Attendee(ceremony=ceremony, title=title, name=title.name, order=order, code=new_code())
        for order, title in enumerate(found, first)
    )
    if found:
        audit.record(actor, "列入大会名单", ceremony, people=len(found))
    if found and ceremony.state == "notified":
        ceremony.changed = True
        ceremony.save()
    return len(found)


@transaction.atomic
def add_guest(actor: User, ceremony: Ceremony, *, name: str, unit: str, order: int | None = None) -> Attendee:
    """A leader or a unit's guest; `order`: the place among the guests, the last one otherwise."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "edit")
    name = require_text(name, "请写明嘉宾的姓名。")
    others = list(ceremony.attendees.filter(title=None).order_by("order", "pk"))
    if len(others) >= MOST_GUESTS:
        raise Refusal(f"嘉宾最多 {MOST_GUESTS} 人。")
    guest = Attendee(ceremony=ceremony, name=name, unit=unit.strip(), order=0, code=new_code())
    others.insert(min(order - 1, len(others)) if order else len(others), guest)
    _renumber(others)
    audit.record(actor, "登记嘉宾", ceremony, guest=name)
    return guest


@transaction.atomic
def remove_guest(actor: User, guest: Attendee) -> None:
    require(rules.may_run(actor))
    ceremony = locked(guest.ceremony_id, "edit")
    guest = Attendee.objects.get(pk=guest.pk)
    if not guest.is_guest:
        raise Refusal("获得称号的人由命名决定列入名单，不能删除；不参加的，登记到会情况。")
    if guest.arrived_at:
        raise Refusal(f"{guest.name}已经签到，不能删除。")
    ceremony.groups.filter(presenter=guest).update(presenter=None)
    guest.photos.clear()
    audit.record(actor, "删除嘉宾", ceremony, guest=guest.name)
    guest.delete()
    _renumber(list(ceremony.attendees.filter(title=None).order_by("order", "pk")))


def _renumber(guests: list[Attendee]) -> None:
    for order, guest in enumerate(guests, 1):
        guest.order = order
        guest.save()


@transaction.atomic
def notify(actor: User, ceremony: Ceremony) -> Ceremony:
    """Tell HR of every firm; after a change again."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "notify")
    if ceremony.starts_at < clock.now():
        raise Refusal("大会开始时间已经过去，不能发通知；请修改时间，或者登记已举行。")
    _list_titles(actor, ceremony)
    if not queries.on_stage(ceremony).exists():
        raise Refusal("名单上没有称号有效的人，不能发通知。")
    CEREMONY.move(ceremony, "notify")
    ceremony.notices, ceremony.changed = ceremony.notices + 1, False
    ceremony.save()
    messages.invited(ceremony)
    audit.record(actor, "发命名大会通知", ceremony, time=ceremony.notices)
    return ceremony


@transaction.atomic
def chase(actor: User, ceremony: Ceremony) -> int:
    """Remind the firms that have not answered; gives of how many people."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "reply")
    waiting = list(queries.craftsmen(ceremony).filter(pk__in=queries.unreplied().values("pk")))
    if waiting:
        messages.chased(ceremony, waiting)
        audit.record(actor, "催办到会情况", ceremony, people=len(waiting))
    return len(waiting)


@transaction.atomic
def hold(actor: User, ceremony: Ceremony) -> Ceremony:
    """It took place: on its day or later."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "hold")
    if queries.day_of(ceremony) > clock.today():
        raise Refusal("还没有到大会当天，不能登记已举行。")
    CEREMONY.move(ceremony, "hold")
    ceremony.changed = False
    ceremony.save()
    audit.record(actor, "登记大会已举行", ceremony)
    return ceremony


@transaction.atomic
def cancel(actor: User, ceremony: Ceremony, reason: str) -> Ceremony:
    """It will not take place; firms that were told are told so."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "cancel")
    ceremony.cancelled_reason = require_text(reason, "请写明取消的原因。")[:200]
    if ceremony.attendees.filter(arrived_at__isnull=False).exists():
        raise Refusal("已经有人签到，不能取消；大会开过的，请登记已举行。")
    was_told = ceremony.state == "notified"
    CEREMONY.move(ceremony, "cancel")
    ceremony.save()
    if was_told:
        messages.cancelled(ceremony)
    audit.record(actor, "取消命名大会", ceremony, reason=ceremony.cancelled_reason)
    return ceremony
