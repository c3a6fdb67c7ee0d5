"""Who holds a title, whom a firm has to confirm, what is owed by which unit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from awards.models import Title, VoidCertificate
from nominations import queries as nominations
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.request_cache import once_a_request
from wuhou_craftsmen.ladder.domain.people import AT_LEAST_ZHUGE
from wuhou_craftsmen.ladder.models import Craftsman, Employment, Rung
from wuhou_craftsmen.registers import queries as registers
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

from .dashboard.plots import share
from .models import AfterNaming, Campaign, DutyTask, Finding, Indicator, Outcome
from .models.owed import OWING
from .models.targets import REPORTED

REMINDED = 14  # days before a campaign
ASKED_FROM = 11  # the month from which the figures of the year are asked for


def holders() -> QuerySet[Rung]:
    """The steps of those who hold 诸葛工匠 or 成都工匠 today (clause 九: whom the benefits are for)."""
    return Rung.objects.filter(tier__in=AT_LEAST_ZHUGE, revoked_on=None)


def of_holders(rows: QuerySet) -> QuerySet:
    """The rows whose person holds a title today."""
    return rows.filter(person__in=holders().values("person"))


def to_confirm(year: int) -> QuerySet[Craftsman]:
    """The holders named before the year of whom nobody told yet where they are in it; the dead are not asked for again."""
    told = AfterNaming.objects.filter(person=OuterRef("pk")).exclude(state="withdrawn")
    named = holders().filter(person=OuterRef("pk"), reached_on__lt=dt.date(year, 1, 1))
    people = Craftsman.objects.filter(Exists(named), ~Exists(told.filter(Q(year=year) | Q(where="去世"))))
    return people.annotate(year_ends=Value(dt.date(year, 12, 31), DateField()))


def of_firm_of(people: QuerySet[Craftsman], user: User) -> QuerySet[Craftsman]:
    """Those who work at this user's firm now."""
    firm = user.organisation_as(Role.FIRM_HR)
    return people.filter(Exists(Employment.objects.filter(person=OuterRef("pk"), until=None, firm=firm)))


def lost_certificates() -> QuerySet[Title]:
    """Titles whose certificate was told lost and is not void since: void and issued anew on its page."""
    lost = AfterNaming.objects.filter(person=OuterRef("person"), certificate="遗失或损坏", state="verified")
    void = VoidCertificate.objects.filter(title=OuterRef(OuterRef("pk")), at__gt=OuterRef("verified_at"))
    return Title.objects.filter(
        Exists(lost.filter(~Exists(void))), certificate__isnull=False, revoked_on=None
    )


def campaigns_near() -> QuerySet[Campaign]:
    """Those that begin within two weeks or have begun, and of which it is not told how they went."""
    last = clock.today() + dt.timedelta(days=REMINDED)
    return Campaign.objects.filter(state="verified", held="", starts_on__lte=last)


def without_calendar(year: int) -> QuerySet[Organisation]:
    """The union, as long as one of the three campaigns of the year is not planned."""
    planned = Campaign.objects.filter(year=year).exclude(state="withdrawn").order_by().values("year")
    count = Subquery(planned.annotate(n=Count("pk")).values("n"))
    return (
        Organisation.objects.filter(kind="union")
        .annotate(planned=Coalesce(count, 0))
        .filter(planned__lt=len(Campaign.DAYS))
    )


def figures_missing() -> QuerySet[Indicator]:
    """Indicators whose lead unit has to report: of past years, and of this one near its end."""
    today = clock.today()
    last = today.year if today.month >= ASKED_FROM else today.year - 1
    told = (
        REGISTERS["indicator-figures"]
        .model.objects.filter(indicator=OuterRef("pk"))
        .exclude(state="withdrawn")
    )
    return Indicator.objects.filter(~Exists(told), state="verified", source=REPORTED, year__lte=last)


def owed(model: type[DutyTask] | type[Finding], *stages: str) -> QuerySet:
    return model.objects.filter(state="verified", stage__in=stages)


def outcome_counts() -> tuple[list[int], list[tuple[str, list[tuple[int, int]]]]]:
    """The years, and for each kind (year, number) of each of them: no names."""
    rows = (
        Outcome.objects.filter(state="verified").order_by().values_list("kind", "year").annotate(Count("pk"))
    )
    found = {(kind, year): count for kind, year, count in rows}
    years = sorted({year for _, year in found}, reverse=True)
    return years, [
        (kind, [(year, found.get((kind, year), 0)) for year in years]) for kind, _ in Outcome.KINDS
    ]


@dataclass
class UnitRow:
    """What a unit owed in a year; `due` (reported, or should be) and `in_time`: of tasks and findings together."""

    unit: Organisation
    tasks: int = 0
    tasks_closed: int = 0
    tasks_late: int = 0
    findings: int = 0
    findings_closed: int = 0
    findings_late: int = 0
    due: int = 0
    in_time: int = 0
    points: int | None = None
    remark: str = ""

    @property
    def late(self) -> int:
        return self.tasks_late + self.findings_late

    @property
    def rate(self) -> str:
        """How much of what is due was reported in time, as whole percent; empty where nothing is due yet."""
        return share(self.in_time, self.due) if self.due else ""


def unit_rows(user: User, year: int) -> list[UnitRow]:
    """Of the tasks of the year, the findings to be put right in it and the scores, what this user may read, by unit."""
    rows: dict[int, UnitRow] = {}
    found = {
        key: registers.visible(user, REGISTERS[key]).filter(state="verified")
        for key in ("tasks", "findings", "scores")
    }
    for noun, things in (
        ("tasks", found["tasks"].filter(year=year)),
        ("findings", of_year(found["findings"], year)),
    ):
        for unit, figures in _by_unit(things):
            row = rows.setdefault(unit.pk, UnitRow(unit))
            setattr(row, noun, figures["every"])
            setattr(row, f"{noun}_closed", figures["closed"])
            setattr(row, f"{noun}_late", figures["late"])
            row.due += figures["due"]
            row.in_time += figures["in_time"]
    for score in found["scores"].filter(year=year):
        row = rows.setdefault(score.about_id, UnitRow(score.about))
        row.points, row.remark = score.points, score.remark
    return [rows[pk] for pk in sorted(rows)]


def of_year(findings: QuerySet, year: int) -> QuerySet:
    """Those to be put right in the year: as the list of findings has them, whenever the inspection was."""
    return findings.filter(year=year, inspection__state="verified")


def _by_unit(things: QuerySet) -> Iterable[tuple[Organisation, dict[str, int]]]:
    late = Q(stage__in=OWING, due_on__lt=clock.today())
    figures = (
        things.order_by()
        .values("about")
        .annotate(
            every=Count("pk"),
            closed=Count("pk", filter=Q(stage="closed")),
            late=Count("pk", filter=late),
            due=Count("pk", filter=late | ~Q(stage__in=OWING)),
            in_time=Count("pk", filter=Q(answered_on__lte=F("due_on"))),
        )
    )
    found = {row["about"]: row for row in figures}
    return [(unit, found[unit.pk]) for unit in Organisation.objects.filter(pk__in=found)]


@once_a_request
def years() -> list[int]:
    """The years of a round that began, those of which something is asked or scored, and this one, the newest first."""
    asked = Record.objects.filter(
        register__in=("indicators", "tasks", "findings", "scores"), year__isnull=False
    )
    begun = {round.year for round in nominations.begun()}
    return sorted(
        {clock.today().year, *begun, *asked.order_by().values_list("year", flat=True).distinct()},
        reverse=True,
    )
