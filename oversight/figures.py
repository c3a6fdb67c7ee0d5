"""Targets and how far they are met: counted from what is verified here, or as the lead unit reported with proof."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, Sum

from awards.models import Title
from cultivation.models import Drill, PilotFirm
from cultivation.registers.contests import trades_of
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.models import Rung, Tier
from wuhou_craftsmen.policy.domain import duties, versions
from wuhou_craftsmen.policy.models import PolicyVersion
from wuhou_craftsmen.registers import queries as registers
from wuhou_craftsmen.registers.register import REGISTERS

from .models import Indicator
from .models.targets import Source

COUNTED_HERE = "系统统计"


@dataclass(frozen=True)
class Line:
    """An indicator of a year. `actual` None: nothing told yet. `over`: the target itself is not enough (超过).

    `running`: its time is not over, so that a target not met yet is not missed either.
    """

    name: str
    measure: str
    target: int
    actual: int | None
    leads: str
    source: str = COUNTED_HERE
    over: bool = False
    record: int | None = None
    rows: str = ""  # the register in which the counted rows stand
    running: bool = False

    @property
    def met(self) -> bool | None:
        if self.actual is None:
            return None
        return self.actual > self.target if self.over else self.actual >= self.target

    @property
    def word(self) -> str:
        """达标, 未达标 or, as long as the year runs, 进行中."""
        return {None: "未上报", True: "达标", False: "进行中" if self.running else "未达标"}[self.met]

    @property
    def target_text(self) -> str:
        return f"超过 {self.target:,} {self.measure}" if self.over else f"{self.target:,} {self.measure}"

    @property
    def actual_text(self) -> str:
        return "—" if self.actual is None else f"{self.actual:,} {self.measure}"


def _end(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def zhuge(year: int) -> int:
    """Persons, each once, whose title stands, named up to the year's end (clause 二)."""
    titles = Title.objects.filter(revoked_on=None, named_on__lte=_end(year))
    return titles.order_by().values("person").distinct().count()


def chengdu(year: int) -> int:
    held = Rung.objects.filter(tier=Tier.CHENGDU, revoked_on=None)
    return held.filter(Q(reached_on__lte=_end(year)) | Q(reached_on=None)).values("person").distinct().count()


def pilots(year: int) -> int:
    """Pilot firms at the year's end."""
    end = _end(year)
    firms = PilotFirm.objects.filter(state="verified", selected_on__lte=end)
    return firms.filter(Q(ended_on=None) | Q(ended_on__gt=end)).count()


def whole_years(first: int, year: int) -> list[int]:
    """The years of a yearly average: those that are over; this year alone where there is no other."""
    over = min(year + 1, clock.today().year)
    return list(range(first, over)) or [year]


def person_times_by_year(until: int) -> dict[int, int]:
    """year -> person-times of 技术比武 and 岗位练兵 that are verified; years of which there is a record, none after `until`."""
    rows = Drill.objects.filter(state="verified", year__lte=until).order_by()
    return dict(rows.values_list("year").annotate(Sum("person_times")))


def averaged(by_year: dict[int, int], until: int) -> tuple[int, list[int]]:
    """(yearly average in whole person-times, its years): from the first year of which there is a record."""
    years = whole_years(min(by_year, default=until), until)
    return sum(by_year.get(year, 0) for year in years) // len(years), years


def person_times(until: int) -> tuple[int, list[int]]:
    """The same of all that is verified."""
    return averaged(person_times_by_year(until), until)


def span_text(years: list[int]) -> str:
    """2020年至2021年年均, 2021年年均; of a year that runs 2022年至今."""
    if runs(years[-1]):
        return f"{years[-1]}年至今"
    return f"{years[0]}年至{years[-1]}年年均" if len(years) > 1 else f"{years[0]}年年均"


def runs(year: int) -> bool:
    return year >= clock.today().year


def policy_lines(year: int) -> list[Line]:
    """What the version in force asks for (clauses 二, 四, 六), all of it counted here."""
    version = versions.current() or versions.beginning()
    due = version.targets_until
    average, years = person_times(year)
    found = [
        Line(f"到{due}年累计培育“诸葛工匠”", "名", version.zhuge_target, zhuge(year), _leads(8), running=year < due),
        Line(f"到{due}年累计培育“成都工匠”", "名", version.chengdu_target, chengdu(year), _leads(8), running=year < due),
        Line("学徒制试点企业", "家", version.pilot_firms, pilots(year), _leads(4), rows="pilots"),
        Line("全年参与竞赛的工种", "个", version.trades_over, trades_of(year), _leads(6), over=True, rows="contest-trades"),
        Line(f"技术比武、岗位练兵（{span_text(years)}）", "人次", version.person_times, average, _leads(6), rows="drills"),
    ]  # fmt: skip
    return [replace(line, running=line.running or runs(year)) for line in found]


def _leads(clause: int) -> str:
    return "、".join(duties.names(clause, lead=True))


def _rows(key: str, year: int):
    return registers.counted(REGISTERS[key]).filter(year=year)


# source -> (register whose rows are counted, how)
COUNTS: dict[str, tuple[str, Callable[[int], int]]] = {
    Source.STUDIOS: ("studios", lambda year: registers.counted(REGISTERS["studios"]).filter(named_on__lte=_end(year)).count()),
    Source.MENTORSHIPS: ("mentorships", lambda year: _rows("mentorships", year).count()),
    Source.TRAINING: ("training", lambda year: _rows("training", year).aggregate(sum=Sum("headcount"))["sum"] or 0),
    Source.INNOVATIONS: (
        "innovations",
        lambda year: registers.counted(REGISTERS["innovations"]).filter(stage="in_use", used_on__year=year).count(),
    ),
    Source.PUBLICITY: ("publicity", lambda year: _rows("publicity", year).count()),
    Source.EXCHANGES: ("exchanges", lambda year: _rows("exchanges", year).count()),
    Source.VISITS: ("care", lambda year: _rows("care", year).filter(kind="走访慰问").count()),
}  # fmt: skip


def indicator_lines(rows: Iterable[Indicator], year: int) -> list[Line]:
    """The lines of these indicators of the year: one question for each source, one for all that is reported."""
    found = list(rows)
    told = REGISTERS["indicator-figures"].model.objects.filter(
        state="verified", indicator__in=[row.pk for row in found]
    )
    values = dict(told.values_list("indicator", "value"))
    counts = {source: COUNTS[source][1](year) for source in {row.source for row in found} & set(COUNTS)}
    return [_line(row, counts.get(row.source, values.get(row.pk))) for row in found]


def _line(row: Indicator, actual: int | None) -> Line:
    counted = row.source in COUNTS
    source = COUNTED_HERE if counted else row.get_source_display()
    rows = COUNTS[row.source][0] if counted else ""
    return Line(
        row.name,
        row.measure,
        row.target,
        actual,
        str(row.about),
        source,
        record=row.pk,
        rows=rows,
        running=runs(row.year),
    )


def lines(user: User, year: int) -> list[Line]:
    """What the policy asks, then the indicators of the year that this user may read."""
    own = registers.visible(user, REGISTERS["indicators"]).filter(state="verified", year=year).order_by("pk")
    return policy_lines(year) + indicator_lines(own, year)


def all_lines(year: int) -> list[Line]:
    """For a document: every one of the year."""
    own = Indicator.objects.filter(state="verified", year=year).select_related("about").order_by("pk")
    return policy_lines(year) + indicator_lines(own, year)


def version_text() -> str:
    """The version whose figures are the targets."""
    version: PolicyVersion = versions.current() or versions.beginning()
    return version.cited
