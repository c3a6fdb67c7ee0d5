"""The dashboard of a year: every plot with its finding, made of `counts`; page and paper show the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from nominations import queries as nominations
from nominations.models import AnnualRound
from oversight import figures
from oversight.dashboard import counts
from oversight.dashboard.plots import FEN_OF_WAN, Plot, Row, Series, share, wan
from review.rules import may_see_ranking
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.ladder.models import Tier
from wuhou_craftsmen.policy.domain import versions
from wuhou_craftsmen.policy.models import PolicyVersion

# where a unit stands on the plan: (column, row), the west on the left, the north above; others follow below
PLACES = {
    "机投桥街道": (2, 1), "晋阳街道": (3, 1), "浆洗街街道": (4, 1), "望江路街道": (5, 1),
    "武侯新城": (1, 2), "簇锦街道": (2, 2), "红牌楼街道": (3, 2), "玉林街道": (4, 2), "火车南站街道": (5, 2),
    "金花桥街道": (1, 3), "簇桥街道": (2, 3), "华兴街道": (3, 3), "武侯区产业工会": (5, 3),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A unit on the plan; `tone`: none (no file), under, full (all its places used), over."""

    unit: counts.Unit
    link: str

    @property
    def name(self) -> str:
        return self.unit.name.removesuffix("街道").removeprefix("武侯区")

    @property
    def place(self) -> str:
        column, row = PLACES.get(self.unit.name, (0, 0))
        return f"c{column} r{row}" if column else ""

    @property
    def told(self) -> str:
        """Recommended, of how many places."""
        return f"{self.unit.recommended}" + (f"/{self.unit.places}" if self.unit.places is not None else "")

    @property
    def tone(self) -> str:
        if not self.unit.files:
            return "none"
        if self.unit.places is None or self.unit.recommended < self.unit.places:
            return "under"
        return "full" if self.unit.recommended == self.unit.places else "over"


@dataclass(frozen=True)
class Board:
    """Everything that is told of a year."""

    year: int
    policy: PolicyVersion
    round: AnnualRound | None
    plots: dict[str, Plot]
    tiles: list[Tile]

    @property
    def limited(self) -> bool:
        """Whether places were set for the units of the year."""
        return any(tile.unit.places is not None for tile in self.tiles)

    @property
    def told_on(self) -> str:
        return cn_date(clock.today())


def board(year: int, user: User) -> Board:
    """`user`: for whom it is drawn; a way to rows that he may not see is not shown."""
    span = counts.years_until(year)
    rounds = {round.year: round for round in nominations.begun()}
    policy, round = versions.current() or versions.beginning(), rounds.get(year)
    units = counts.units(round) if round else []
    tiles = [Tile(unit, _files(year, unit=unit.pk)) for unit in units]
    zhuge, chengdu, ladder = _climb(span, policy, rounds)
    of_round = [_funnel(round, user)] if round else []
    found = [zhuge, chengdu, *of_round, _money(span, rounds), *([_units(round, units)] if round else [])]
    found += [_trades(span, policy), _person_times(span, policy), ladder, _tasks(year)]
    return Board(year, policy, round, {plot.key: plot for plot in found}, tiles)


def _files(year: int, **wanted: int | str) -> str:
    more = "".join(f"&{name}={value}" for name, value in wanted.items())
    return f"{reverse('nominations:list')}?year={year}{more}"


def _register(key: str, year: int, **wanted: int) -> str:
    more = "".join(f"&{name}={value}" for name, value in wanted.items())
    return f"{reverse('registers:list', args=[key])}?year={year}&state=verified{more}"


def _awards(rounds: dict[int, AnnualRound], year: int, page: str = "round") -> str:
    return reverse(f"awards:{page}", args=[rounds[year].pk]) if year in rounds else ""


def _tier(tier: str) -> str:
    return f"{reverse('ladder:list')}?tier={tier}"


def _ends(span: Sequence[int]) -> list[str]:
    """2022年底, and this year to date."""
    today = clock.today().year
    return [f"{year}年" if year != today else f"{year}年至今" for year in span]


def _climb(span: list[int], policy: PolicyVersion, rounds: dict[int, AnnualRound]) -> list[Plot]:
    """诸葛工匠 and 成都工匠 against their targets, and every rung."""
    rungs, labels = counts.rungs(span), _ends(span)
    zhuge, chengdu = counts.titles(span), rungs[Tier.CHENGDU]
    before = [0, *zhuge]
    links = [
        _awards(rounds, year) if now != then else _tier(Tier.ZHUGE)
        for year, then, now in zip(span, before, zhuge, strict=False)
    ]
    return [
        _progress("zhuge", "诸葛工匠", policy.zhuge_target, policy.targets_until, labels, zhuge, links),
        _progress("chengdu", "成都工匠", policy.chengdu_target, policy.targets_until, labels, chengdu, [_tier(Tier.CHENGDU)] * len(span)),
        Plot(
            "ladder", f"梯次人数：企业工匠 {rungs[Tier.FIRM_CRAFTSMAN][-1]:,} 名，诸葛工匠 {rungs[Tier.ZHUGE][-1]:,} 名，成都工匠 {chengdu[-1]:,} 名",
            "lines", "名", ("梯次", *labels),
            [Row(str(Tier(tier).label), [f"{n:,}" for n in values], _tier(tier)) for tier, values in rungs.items()],
            [Series(str(Tier(tier).label), values) for tier, values in rungs.items()],
            "单位：名。各年末取得这一级、至今没有撤销的人数；一人可以取得几级。", wide=True,
        ),
    ]  # fmt: skip


def _progress(
    key: str, noun: str, target: int, due: int, labels: list[str], counted: list[int], links: list[str]
) -> Plot:
    added = [n - before for before, n in zip([0, *counted], counted, strict=False)]
    now = counted[-1]
    left = f"还差 {target - now:,} 名" if now < target else "已经完成"
    rows = [
        Row(
            label,
            [f"{n:,}", f"{more:+,}" if place and more else "—" if not place else "0", share(n, target)],
            link,
        )
        for place, (label, n, more, link) in enumerate(zip(labels, counted, added, links, strict=True))
    ]
    return Plot(
        key, f"{noun}累计 {now:,} 名，到{due}年的目标 {target:,} 名已完成 {share(now, target)}，{left}", "columns", "名",
        ("年度", "累计（名）", "比上年", "完成目标"), rows, [Series("累计", counted)],
        "单位：名。各年末有效的称号，一人计一次。", (target, f"目标 {target:,} 名"),
    )  # fmt: skip


def _trades(span: list[int], policy: PolicyVersion) -> Plot:
    counted, over = counts.trades(span), policy.trades_over
    running = figures.runs(span[-1])
    missed = f"目标是超过 {over} 个" if running else f"没有超过 {over} 个"
    word = f"超过 {over} 个" if counted[-1] > over else missed
    rows = [
        Row(f"{year}年", [str(n) if n else "—", _met(n, over + 1, year)], _register("contest-trades", year))
        for year, n in zip(span, counted, strict=True)
    ]
    return Plot(
        "trades", f"{_ends(span)[-1]}竞赛涉及 {counted[-1]} 个工种，{word}", "columns", "个", ("年度", "工种（个）", f"超过 {over} 个"),
        rows, [Series("工种", counted)], f"单位：个。不同的工种各计一个；目标为每年超过 {over} 个，即至少 {over + 1} 个。",
        (over + 1, f"至少 {over + 1} 个"), none="没有记录",
    )  # fmt: skip


def _met(n: int, target: int, year: int) -> str:
    if n >= target:
        return "达到"
    return "进行中" if figures.runs(year) else "没有达到" if n else "没有记录"


def _person_times(span: list[int], policy: PolicyVersion) -> Plot:
    by_year, target = figures.person_times_by_year(span[-1]), policy.person_times
    counted = [by_year.get(year, 0) for year in span]
    average, averaged = figures.averaged(by_year, span[-1])
    missed = f"没有达到 {target:,} 人次" if not figures.runs(averaged[-1]) else f"目标是年均 {target:,} 人次"
    word = f"达到 {target:,} 人次" if average >= target else missed
    to_date = f"；{span[-1]}年至今 {counted[-1]:,} 人次" if averaged[-1] < span[-1] else ""
    rows = [
        Row(
            f"{year}年",
            [f"{n:,}" if n else "—", share(n, target) if n else "没有记录"],
            _register("drills", year),
        )
        for year, n in zip(span, counted, strict=True)
    ]
    return Plot(
        "person-times", f"技术比武、岗位练兵{figures.span_text(averaged)} {average:,} 人次，{word}{to_date}", "columns", "人次",
        ("年度", "人次", f"相当于 {target:,} 的"), rows, [Series("人次", counted)],
        "单位：人次。同一人参加几次计几次，已经核实的记录；年均只算已经过完的年度。", (target, f"年均 {target:,} 人次"), none="没有记录",
    )  # fmt: skip


def _funnel(round: AnnualRound, user: User) -> Plot:
    steps = counts.funnel(round)
    first, last = steps[0].files, steps[-1].files
    reached = next((step for step in reversed(steps) if step.over), None)
    to = f"命名 {last:,} 名" if steps[-1].over else f"办完{reached.name}" if reached else "正在申报"
    ranking = reverse("review:ranking", args=[round.pk]) if may_see_ranking(user, round) else ""
    links = [_files(round.year), *[""] * 2, ranking, "", reverse("awards:round", args=[round.pk])]
    links[2] = _files(round.year, state="qualified")
    rows = []
    for place, (step, link) in enumerate(zip(steps, links, strict=True)):
        before = steps[place - 1].files if place else 0
        days = "—" if step.days is None else f"{step.days} 天"
        ended = cn_date(step.ended_on) if step.ended_on else "办理中" if not step.over else "—"
        rows.append(Row(step.name, [f"{step.files:,}", share(step.files, before), days, ended], link))
    return Plot(
        "funnel", f"{round.year}年度申报 {first:,} 份，{to}", "bars", "份",
        ("环节", "份数", "占上一环节", "用时", "办完日期"), rows, [Series("份数", [step.files for step in steps])],
        "单位：份。用时从上一环节办完的一天算起，申报从开始申报日算起；不含直接认定。",
    )  # fmt: skip


def _units(round: AnnualRound, units: list[counts.Unit]) -> Plot:
    handed_in = sum(1 for unit in units if unit.files)
    full = sum(1 for unit in units if unit.places and unit.recommended >= unit.places)
    limited = any(unit.places is not None for unit in units)
    word = f"{full} 个用完推荐名额" if limited else "没有核定推荐名额"
    rows = [
        Row(
            u.name, [str(u.files), str(u.recommended), "不限" if u.places is None else str(u.places), str(u.named)],
            _files(round.year, unit=u.pk),
        )
        for u in units
    ]  # fmt: skip
    return Plot(
        "units", f"{len(units)} 个推荐单位中 {handed_in} 个有申报，{word}", "plan", "份",
        ("推荐单位", "申报", "推荐", "名额", "命名"), rows, [],
        "单位：份。方格为示意排列，上北下南，不表示面积；推荐指初审通过并列入推荐排序的。", wide=True,
    )  # fmt: skip


def _money(span: list[int], rounds: dict[int, AnnualRound]) -> Plot:
    found = counts.money(span)
    last = found[-1]
    if last.budget is None:
        title = f"{last.year}年还没有登记预算，已发放 {wan(last.paid)} 万元"
    else:
        title = f"{last.year}年奖励已发放 {wan(last.paid)} 万元，占预算 {wan(last.budget)} 万元的 {share(last.paid, last.budget)}"
    rows = [
        Row(f"{m.year}年", [wan(m.budget), wan(m.owed), wan(m.paid), share(m.paid, m.budget or 0)], _awards(rounds, m.year, "ledger"))
        for m in found
    ]  # fmt: skip
    return Plot(
        "money", title, "columns", "万元", ("年度", "预算（万元）", "应发（万元）", "已发放（万元）", "占预算"), rows,
        [Series("预算", [m.budget or 0 for m in found], "quiet"), Series("已发放", [m.paid for m in found])],
        "单位：万元，税前。按评选年度统计，已经冲销的不计。", scale=FEN_OF_WAN, none="",
    )  # fmt: skip


def _tasks(year: int) -> Plot:
    found = counts.tasks(year)
    every = sum(t.closed + t.running + t.late for t in found)
    late, behind = sum(t.late for t in found), sum(1 for t in found if t.late)
    title = f"{len(found)} 个单位 {every} 项任务，" + (
        f"{behind} 个单位逾期 {late} 项" if late else "没有逾期"
    )
    rows = [
        Row(t.unit, [str(t.closed), str(t.running), str(t.late), share(t.closed, t.closed + t.running + t.late)], _register("tasks", year, about=t.pk))
        for t in found
    ]  # fmt: skip
    return Plot(
        "tasks", title if found else f"{year}年还没有下达单位任务", "bars", "项", ("单位", "已办结", "办理中", "逾期", "办结率"), rows,
        [
            Series("已办结", [t.closed for t in found], "good"),
            Series("办理中", [t.running for t in found], "quiet"),
            Series("逾期", [t.late for t in found], "bad"),
        ],
        "单位：项。办理中的包括已上报、待核实办结的；逾期的多的在前。", wide=True,
    )  # fmt: skip
