"""How far the year is: the phases of a round as steps, each with the dates that are known."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from nominations.models import AnnualRound
from nominations.states import ROUND
from review.models import PublicNotice
from wuhou_craftsmen.common.kernel import clock

from .news import recent_decisions, recent_notices

PHASES = ["open", "checking", "reviewing", "deliberating", "notice", "naming", "rewarding", "archived"]


@dataclass(frozen=True)
class Step:
    """A phase of the year: its name, done | now | next, its dates as text; of the one in progress, where today stands."""

    name: str
    state: str
    dates: str = ""
    today: dt.date | None = None
    gone: int = 0  # days of this phase up to and with today
    days: int = 0  # days of this phase; 0 where start or end is not set


def steps_of(round: AnnualRound | None) -> list[Step]:
    """Each phase; empty before the opening and for a stopped round."""
    if round is None or round.state not in PHASES:
        return []
    at, dates = PHASES.index(round.state), _dates(round)
    steps = []
    for place, phase in enumerate(PHASES):
        name, known = ROUND.labels[phase], dates.get(phase, "")
        if place == at:
            steps.append(Step(name, "now", known, clock.today(), *_days_of(round)))
        else:
            steps.append(Step(name, "done" if place < at else "next", known))
    return steps


def before_opening(round: AnnualRound | None) -> str:
    """What is told while nothing has begun: no day that the call notice has not announced."""
    if round and round.state != "planned":
        return ""
    begun = f"{round}正在筹备，还没有开始申报" if round else "本年度评选还没有开始"
    return f"{begun}。评选通知和申报时间，在开始申报时公布。"


def _days_of(round: AnnualRound) -> tuple[int, int]:
    """(days gone with today, days in all) of the phase in progress; (0, 0) where its start or end is not set, or it is over."""
    committee, notice = getattr(round, "committee", None), _notice(round)
    bounds = {
        "open": (round.opens_on, round.intake_closes_at),
        "reviewing": (committee and committee.scoring_opened_at, _scoring_closes(round)),
        "notice": (notice and notice.starts_on, _last_notice_day(round)),
    }.get(round.state, (None, None))
    if None in bounds:
        return 0, 0
    first, last = (
        timezone.localdate(bounds[0]) if isinstance(bounds[0], dt.datetime) else bounds[0],
        clock.last_day(bounds[1]),
    )
    days = (last - first).days + 1
    gone = max((clock.today() - first).days + 1, 0)
    return (gone, days) if gone <= days else (0, 0)  # over, though the next phase has not begun


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
    return label, when, (clock.last_day(when) - clock.today()).days


def _dates(round: AnnualRound) -> dict[str, str]:
    dates = {
        "open": f"{_short(round.opens_on)}至{_short(clock.last_day(round.intake_closes_at))}",
        "naming": f"拟{_short(round.naming_on)}",
    }
    if closes := _scoring_closes(round):
        dates["reviewing"] = f"{_short(clock.last_day(closes))}截止"
    if notice := _notice(round):
        dates["notice"] = f"{_short(notice.starts_on)}至{_short(notice.ends_on)}"
    decisions = [decision for decision in recent_decisions() if decision.round_id == round.pk]
    if decision := decisions[-1] if decisions else None:
        dates["naming"] = _short(decision.decided_on)
    return dates


def _scoring_closes(round: AnnualRound) -> dt.datetime | None:
    committee = getattr(round, "committee", None)
    return committee.scoring_closes_at if committee else None


def _notice(round: AnnualRound) -> PublicNotice | None:
    """The round's last one."""
    return next((notice for notice in recent_notices() if notice.round_id == round.pk), None)


def _last_notice_day(round: AnnualRound) -> dt.date | None:
    notice = _notice(round)
    return notice.ends_on if notice else None


def _short(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
