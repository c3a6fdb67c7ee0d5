"""签到 and 证书发放: who came and who took the certificate."""

import datetime as dt

from django.db import transaction

from ceremony import queries, rules
from ceremony.models import Attendee, Ceremony
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

from .planning import locked


def _held(attendee: Attendee) -> Attendee:
    found = Attendee.objects.select_for_update(of=("self",)).select_related("ceremony", "title")
    return found.get(pk=attendee.pk)


@transaction.atomic
def check_in(actor: User, attendee: Attendee, *, came: str, reason: str = "") -> Attendee:
    """`came`: self, or proxy, who is the one of the reply. On the ceremony's day, else with a reason."""
    require(rules.may_run(actor))
    attendee = _held(attendee)
    require(rules.may_check_in(attendee, reason))
    if came == "proxy" and attendee.reply != "proxy":
        raise Refusal("没有登记代领人，请先登记由谁代领，再签到。")
    attendee.arrived_at, attendee.arrived_as = clock.now(), came
    attendee.arrived_proxy = attendee.proxy_name if came == "proxy" else ""
    attendee.arrival_reason = reason.strip()[:200]
    attendee.checked_in_by = actor
    attendee.save()
    audit.record(actor, "签到", attendee, came=attendee.came, reason=attendee.arrival_reason)
    return attendee


@transaction.atomic
def take_back(actor: User, attendee: Attendee, reason: str) -> Attendee:
    """Pressed for the wrong person."""
    require(rules.may_run(actor))
    attendee = _held(attendee)
    reason = require_text(reason, "请写明撤回签到的原因。")
    if attendee.arrived_at is None:
        raise Refusal(f"{attendee.name}还没有签到。")
    attendee.arrived_at = attendee.checked_in_by = None
    attendee.arrived_as = attendee.arrived_proxy = attendee.arrival_reason = ""
    attendee.save()
    audit.record(actor, "撤回签到", attendee, reason=reason[:200])
    return attendee


@transaction.atomic
def hand_over(actor: User, attendee: Attendee, *, on: dt.date, to: str, proxy_name: str = "") -> Attendee:
    """The certificate went to the person or to a proxy; said again it is put right."""
    require(rules.may_run(actor))
    ceremony = locked(attendee.ceremony_id, "hand_over")
    attendee = _held(attendee)
    if attendee.is_guest:
        raise Refusal("嘉宾没有证书。")
    if attendee.revoked:
        raise Refusal(rules.REVOKED)
    if not queries.day_of(ceremony) <= on <= clock.today():
        raise Refusal("领取日期应在大会当天与今天之间。")
    _hand(attendee, actor, on, to, require_text(proxy_name, "请写明代领人的姓名。") if to == "proxy" else "")
    return attendee


@transaction.atomic
def hand_over_on_stage(actor: User, ceremony: Ceremony) -> int:
    """To everybody who came, on the day: to the person, or to the proxy who came; gives how many."""
    require(rules.may_run(actor))
    ceremony = locked(ceremony.pk, "hand_over")
    came = queries.to_fetch().filter(ceremony=ceremony, arrived_at__isnull=False)
    found = list(came.select_for_update(of=("self",)))
    for attendee in found:
        _hand(attendee, actor, queries.day_of(ceremony), attendee.arrived_as, attendee.arrived_proxy)
    return len(found)


def _hand(attendee: Attendee, actor: User, on: dt.date, to: str, proxy_name: str) -> None:
    attendee.handed_on, attendee.handed_as, attendee.handed_by = on, to, actor
    attendee.handed_proxy = proxy_name
    attendee.save()
    audit.record(actor, "登记证书发放", attendee, on=on.isoformat(), to=attendee.taken_by)
