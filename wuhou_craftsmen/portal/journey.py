"""How far the year is: the phases of a round as steps, each with the dates that are known."""

import datetime as dt

from django.utils import timezone

from nominations.models import AnnualRound
from nominations.states import ROUND
from wuhou_craftsmen.common import clock

PHASES = ["open", "checking", "reviewing", "deliberating", "notice", "naming", "rewarding", "archived"]


def steps_of(round: AnnualRound | None) -> list[tuple[str, str, str]]:
    """(name, done | now | next, dates as text) of each phase; empty before the opening and for a stopped round."""
    if round is None or round.state not in PHASES:
        return []
    at = PHASES.index(round.state)
    dates = _dates(round)
    return [
        (ROUND.labels[phase], "done" if i < at else "now" if i == at else "next", dates.get(phase, ""))
        for i, phase in enumerate(PHASES)
    ]


def deadline_of(round: AnnualRound | None) -> tuple[str, dt.datetime | dt.date, int] | None:
    """(what ends, when, how many whole days are left) of the phase in progress; None where none is set."""
    if round is None:
        return None
    ends = {
        "open": ("申报截止", round.intake_closes_at),
        "reviewing": ("评分截止", _scoring_closes(round)),
        "notice": ("公示期满", _last_notice_day(round)),
        "naming": ("拟命名", round.naming_on),
    }.get(round.state)
    if ends is None or ends[1] is None:
        return None
    label, when = ends
    return label, when, (_last_day(when) - clock.today()).days


def _dates(round: AnnualRound) -> dict[str, str]:
    dates = {
        "open": f"{_short(round.opens_on)}至{_short(_last_day(round.intake_closes_at))}",
        "naming": f"拟{_short(round.naming_on)}",
    }
    if closes := _scoring_closes(round):
        dates["reviewing"] = f"{_short(_last_day(closes))}截止"
    if notice := round.notices.last():
        dates["notice"] = f"{_short(notice.starts_on)}至{_short(notice.ends_on)}"
    if decision := getattr(round, "decision", None):
        dates["naming"] = _short(decision.decided_on)
    return dates


def _scoring_closes(round: AnnualRound) -> dt.datetime | None:
    committee = getattr(round, "committee", None)
    return committee.scoring_closes_at if committee else None


def _last_notice_day(round: AnnualRound) -> dt.date | None:
    notice = round.notices.last()
    return notice.ends_on if notice else None


def _last_day(when: dt.datetime | dt.date) -> dt.date:
    """The last day on which one may still act: midnight ends the day before."""
    if not isinstance(when, dt.datetime):
        return when
    local = timezone.localtime(when)
    return local.date() - dt.timedelta(days=1) if local.time() == dt.time() else local.date()


def _short(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
