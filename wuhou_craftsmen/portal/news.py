"""Recent news for the homes: what the year brought, newest first."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from awards.models import NamingDecision
from awards.rules import may_see_titles
from nominations.queries import begun
from review.models import PublicNotice
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.request_cache import once_a_page

MAX_NEWS = 5


@dataclass(frozen=True)
class News:
    """A line of news; `url` is empty where this reader has no page to open."""

    on: dt.date
    text: str
    url: str = ""


@once_a_page
def recent_notices() -> list[PublicNotice]:
    """The newest first."""
    return list(PublicNotice.objects.select_related("round").order_by("-pk")[:MAX_NEWS])


@once_a_page
def recent_decisions() -> list[NamingDecision]:
    """The newest first."""
    return list(NamingDecision.objects.select_related("round").order_by("-pk")[:MAX_NEWS])


def news_for(user) -> list[News]:
    """Openings, notices and namings up to today."""
    told = [News(round.opens_on, f"{round}开始申报", reverse("policy:text")) for round in begun()[:MAX_NEWS]]
    for notice in recent_notices():
        page = reverse("review:notice", args=[notice.pk])
        told.append(News(notice.starts_on, f"{notice.round.year}年度拟命名人选公示", page))
    for decision in recent_decisions():
        page = reverse("awards:round", args=[decision.round_id]) if may_see_titles(user) else ""
        told.append(
            News(decision.decided_on, f"{decision.round.year}年度命名决定（{decision.number}）", page)
        )
    return sorted((n for n in told if n.on <= clock.today()), key=lambda n: n.on, reverse=True)[:MAX_NEWS]
