"""The days of a year for the public calendar: the round's as far as they are announced, and the campaigns of clause 十二."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from nominations.models import AnnualRound
from oversight.models import Campaign
from wuhou_craftsmen.common.kernel import clock


@dataclass(frozen=True)
class Day:
    """Something of the calendar. `until`: its last day where it lasts; `url`: its page, if it has one."""

    on: dt.date
    what: str
    until: dt.date | None = None
    url: str = ""

    @property
    def over(self) -> bool:
        return (self.until or self.on) < clock.today()


def days_of(year: int) -> list[Day]:
    """The earliest first."""
    rounds = AnnualRound.objects.filter(year=year).exclude(state__in=["planned", "annulled"])
    rounds = rounds.select_related("call_notice").prefetch_related("notices", "decisions")
    days = [day for round in rounds for day in _of_round(round)] + _campaigns(year)
    return sorted(days, key=lambda day: (day.on, day.what))


def _of_round(round: AnnualRound) -> list[Day]:
    days = []
    if call := getattr(round, "call_notice", None):
        page = reverse("nominations:call_pdf", args=[round.pk])
        days.append(Day(call.issued_on, f"印发{round.year}年度评选通知", url=page))
    closes = clock.last_day(round.intake_closes_at)
    days.append(Day(round.opens_on, f"{round.year}年度“诸葛工匠”申报", until=closes))
    for notice in round.notices.all():
        if notice.starts_on <= clock.today():
            page = reverse("review:notice", args=[notice.pk])
            days.append(
                Day(notice.starts_on, f"{round.year}年度拟命名人选公示", until=notice.ends_on, url=page)
            )
    decisions = list(round.decisions.all())
    page = reverse("showcase:results", args=[round.year])
    days += [
        Day(d.decided_on, f"{d}，{'补充命名' if d.supplement else '集中命名'}", url=page) for d in decisions
    ]
    if not decisions:
        days.append(Day(round.naming_on, f"{round.year}年度集中命名（拟）"))
    return days


def _campaigns(year: int) -> list[Day]:
    """The three of clause 十二: as the register has them, and until it does on the day that is theirs."""
    entered = Campaign.objects.filter(state="verified", year=year)
    days = {c.day: Day(c.starts_on, f"{c.day}集中宣传", c.ends_on, _page_of(year)) for c in entered}
    usual = [Day(on, f"{day}集中宣传", until) for day, on, until in _usual(year) if day not in days]
    return [*days.values(), *usual]


def _usual(year: int) -> list[tuple[str, dt.date, dt.date | None]]:
    """职业教育活动周 begins on the second Sunday of May."""
    first = dt.date(year, 5, 1)
    week = first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7)
    return [
        ("“五一”国际劳动节", first, None),
        ("职业教育活动周", week, week + dt.timedelta(days=6)),
        ("世界青年技能日", dt.date(year, 7, 15), None),
    ]


def _page_of(year: int) -> str:
    return f"{reverse('open:list', args=['campaigns'])}?year={year}"
