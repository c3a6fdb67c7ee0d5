"""The figures of the dashboard: one question each, grouped by the database, however many rows there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from awards.models import BudgetLine, NamingDecision, Title
from awards.queries import standing
from cultivation.models import ContestTrade
from nominations.models import AnnualRound, Endorsement, Nomination, QualificationCheck, Route, UnitQuota
from oversight.models import DutyTask
from oversight.models.owed import OWING
from review.models import NoticeEntry, PublicNotice, RankingRun
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.models import Rung, Tier

SPAN = 5  # years that a plot shows
STEPS = ("申报", "初审通过", "资格合格", "建议人选", "公示", "命名")
# state of a round -> how many of STEPS it has left behind
PAST = {
    "checking": 1,
    "reviewing": 3,
    "deliberating": 4,
    "notice": 4,
    "naming": 5,
    "rewarding": 6,
    "archived": 6,
}
ON_LIST = {"proposed", "approved", "on_notice", "held", "cleared"}


def years_until(year: int) -> list[int]:
    return list(range(year - SPAN + 1, year + 1))


def _up_to(counts: dict[int | None, int], years: Iterable[int]) -> list[int]:
    """How many there are at each year's end; what has no date counts from the beginning."""
    return [sum(n for at, n in counts.items() if at is None or at <= year) for year in years]


def titles(years: list[int]) -> list[int]:
    """Persons, each once, whose 诸葛工匠 stands, at each year's end (clause 二)."""
    live = Title.objects.filter(revoked_on=None)
    earlier = live.filter(person=OuterRef("person")).filter(
        Q(named_on__lt=OuterRef("named_on")) | Q(named_on=OuterRef("named_on"), pk__lt=OuterRef("pk"))
    )
    first = live.filter(~Exists(earlier.order_by())).order_by()
    return _up_to(dict(first.values_list("named_on__year").annotate(Count("pk"))), years)


def rungs(years: list[int]) -> dict[str, list[int]]:
    """Tier -> persons who hold it, at each year's end: what was revoked since counts no more."""
    live = Rung.objects.filter(revoked_on=None).order_by()
    found: dict[str, dict[int | None, int]] = {tier: {} for tier in Tier.values}
    for tier, year, number in live.values_list("tier", "reached_on__year").annotate(Count("pk")):
        found[tier][year] = number
    return {tier: _up_to(counts, years) for tier, counts in found.items()}


@dataclass(frozen=True)
class Step:
    """A step of the year: how many files came through it, its last day, and its days since the step before.

    `days` None: not over yet, or nothing tells when it was. `over`: the round is past it.
    """

    name: str
    files: int
    ended_on: dt.date | None = None
    days: int | None = None
    over: bool = False


def _reached(state: str, candidacy: str | None, endorsed: bool, noticed: bool, named: bool) -> int:
    """How many of STEPS a file of this kind has come through."""
    if named or noticed:
        return 6 if named else 5
    if candidacy in ON_LIST:
        return 4
    if state == "qualified" or candidacy:
        return 3
    return 2 if endorsed else 1


def _files(round: AnnualRound) -> QuerySet[Nomination]:
    """Those handed in; 直接认定 is no part of the contest."""
    handed_in = Nomination.objects.filter(round=round, receipt_no__isnull=False)
    return handed_in.exclude(route=Route.DIRECT).order_by()


def funnel(round: AnnualRound) -> list[Step]:
    """How many of the files handed in came through each step, and how many days each step took."""
    own = {"nomination": OuterRef("pk")}
    kinds = _files(round).values_list(
        "state", "candidacy__state",
        Exists(Endorsement.objects.filter(**own, decision="endorsed", dropped_at=None)),
        Exists(NoticeEntry.objects.filter(candidacy__nomination=OuterRef("pk"))),
        Exists(Title.objects.filter(candidacy__nomination=OuterRef("pk"))),
    )  # fmt: skip
    through = [0] * len(STEPS)
    for *kind, number in kinds.annotate(Count("pk")):
        for place in range(_reached(*kind)):
            through[place] += number
    ends, past = _ends(round), PAST.get(round.suspended_from or round.state, 0)
    found = []
    for place, name in enumerate(STEPS):
        before = ends[place - 1] if place else round.opens_on
        over, end = place < past, ends[place]
        days = (end - before).days if over and end and before else None
        found.append(Step(name, through[place], end if over else None, days, over))
    return found


def _ends(round: AnnualRound) -> list[dt.date | None]:
    """The last day of each step, in one question."""
    own = OuterRef("pk")
    last = {
        "endorsed": Endorsement.objects.filter(nomination__round=own, decision="endorsed", dropped_at=None),
        "checked": QualificationCheck.objects.filter(nomination__round=own, confirmed_at__isnull=False),
        "ranked": RankingRun.objects.filter(round=own),
        "shown": PublicNotice.objects.filter(round=own),
        "named": NamingDecision.objects.filter(round=own, supplement=False),
    }
    fields = {"endorsed": "at", "checked": "confirmed_at", "ranked": "frozen_at", "shown": "ends_on", "named": "decided_on"}  # fmt: skip
    asked = {
        name: Subquery(rows.order_by(F(fields[name]).desc()).values(fields[name])[:1])
        for name, rows in last.items()
    }
    found = AnnualRound.objects.filter(pk=round.pk).order_by().values_list(*asked.values()).get()
    return [clock.last_day(moment) for moment in (round.intake_closes_at, *found)]


@dataclass(frozen=True)
class Unit:
    """A 推荐单位 in a round: files handed in, recommended, named; `places` None: no limit was set."""

    pk: int
    name: str
    files: int
    recommended: int
    named: int
    places: int | None


def units(round: AnnualRound) -> list[Unit]:
    """Every endorsing unit in force, and those that had files, in the order of their kinds."""
    told = {
        unit: numbers
        for unit, *numbers in _files(round)
        .values_list("firm__endorsing_unit")
        .annotate(
            every=Count("pk"),
            recommended=Count("endorsed_rank", filter=Q(endorsed_rank__left_at=None)),
            named=Count("candidacy__title"),
        )
    }
    places = dict(UnitQuota.objects.filter(round=round).order_by().values_list("unit", "places"))
    known = Organisation.objects.endorsing(also=[pk for pk in told if pk]).values_list("pk", "name")
    return [Unit(pk, name, *told.get(pk, (0, 0, 0)), places.get(pk)) for pk, name in known]


def trades(years: list[int]) -> list[int]:
    """Different trades contested in each year."""
    held = ContestTrade.objects.filter(state="verified", contest__state="verified", year__in=years)
    found = dict(held.order_by().values_list("year").annotate(Count("trade", distinct=True)))
    return [found.get(year, 0) for year in years]


@dataclass(frozen=True)
class Money:
    """Rewards of a year in whole fen; `budget` None: no line was registered."""

    year: int
    budget: int | None
    owed: int
    paid: int


def money(years: list[int]) -> list[Money]:
    """What the ledger of each year's round tells, and what of it the bank has paid."""
    lines = BudgetLine.objects.filter(year__in=years).order_by("pk").values_list("year", "amount_fen")
    budgets = dict(lines)  # the last one of a year counts
    rows = standing().filter(round__year__in=years).order_by()
    owed = dict(rows.values_list("round__year").annotate(Sum("gross_fen")))
    paid = dict(rows.filter(lines__outcome="paid").values_list("round__year").annotate(Sum("gross_fen")))
    return [Money(year, budgets.get(year), owed.get(year, 0), paid.get(year, 0)) for year in years]


@dataclass(frozen=True)
class Tasks:
    """A unit's tasks of a year."""

    pk: int
    unit: str
    closed: int
    running: int
    late: int


def tasks(year: int) -> list[Tasks]:
    """By unit, those with the most overdue first."""
    late = Q(stage__in=OWING, due_on__lt=clock.today())
    rows = DutyTask.objects.filter(state="verified", year=year).order_by()
    found = rows.values_list("about", "about__name").annotate(
        every=Count("pk"), closed=Count("pk", filter=Q(stage="closed")), late=Count("pk", filter=late)
    )
    told = [Tasks(pk, unit, closed, every - closed - late, late) for pk, unit, every, closed, late in found]
    return sorted(told, key=lambda row: (-row.late, -(row.closed + row.running), row.unit))
