"""Who is told what of a ceremony: HR of the firm of each file as it is now. No number of a person stands in a notice."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from wuhou_craftsmen.accounts.queries import hr_by_firm
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.messages.outbox import Notice
from wuhou_craftsmen.common.text.chinese import cn_date

from . import queries
from .models import Attendee, Ceremony

MAX_NAMES = 10  # in one notice; it may go out as a text message
BRING = "请带本人身份证和打印好的请柬（签到码）。"


def when(ceremony: Ceremony) -> str:
    """2022年5月27日 9:30"""
    at = timezone.localtime(ceremony.starts_at)
    return f"{cn_date(at.date())} {at:%-H:%M}"


def invited(ceremony: Ceremony) -> None:
    """Place, time, who with which seat, what to bring, until when to answer; again when it was changed."""
    again = "安排有改动，" if ceremony.notices > 1 else ""
    words = f"{again}{when(ceremony)}在{ceremony.place}举行。"
    asks = f"{BRING}{ceremony.notes}请于{cn_date(ceremony.reply_by)}前回复是否到会。"
    _tell(
        ceremony, queries.on_stage(ceremony), "ceremony_notice", f"{ceremony.name}通知",
        lambda names: f"{ceremony.name}{words}参加人员：{names}。{asks}", f"notice {ceremony.notices}",
    )  # fmt: skip


def chased(ceremony: Ceremony, attendees: Iterable[Attendee]) -> None:
    """Once a day at most."""
    _tell(
        ceremony, attendees, "ceremony_notice", f"{ceremony.name}催办",
        lambda names: f"还没有回复是否参加{ceremony.name}（{when(ceremony)}）：{names}。请尽快回复。", f"chased {clock.today()}",
    )  # fmt: skip


def cancelled(ceremony: Ceremony) -> None:
    _tell(
        ceremony, queries.on_stage(ceremony), "ceremony_cancelled", f"{ceremony.name}取消",
        lambda names: f"原定{when(ceremony)}举行的{ceremony.name}取消，原因：{ceremony.cancelled_reason}。请转告：{names}。",
        "cancelled",
    )  # fmt: skip


def _tell(ceremony: Ceremony, attendees, kind: str, subject: str, words, occasion: str) -> None:
    by_firm, firms = defaultdict(list), {}
    for attendee in attendees:
        firm = queries.firm_of(attendee)
        firms[firm.pk] = firm
        by_firm[firm.pk].append(attendee)
    hr = hr_by_firm(firms.values())
    outbox.notify_all(
        Notice(
            hr[pk], kind, subject, words(_names(people)),
            f"ceremony {ceremony.pk} {occasion} firm {pk}", reverse("ceremony:own"),
        )
        for pk, people in by_firm.items()
    )  # fmt: skip


def _names(people: list[Attendee]) -> str:
    shown = [f"{who.name}（{who.where}）" if who.where else who.name for who in people[:MAX_NAMES]]
    return "、".join(shown) + (f"等 {len(people)} 人" if len(people) > MAX_NAMES else "")
