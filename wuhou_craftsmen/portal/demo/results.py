"""The demo's studios, 五小 and contests (clauses 五 and 六)."""

import datetime as dt
from itertools import cycle, islice
from typing import Any

from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

from .cast import KINDS_OF_FIVE, MARK, TRADES, Programme


def studios(p: Programme) -> None:
    """Twenty-one: one of the province, eight of the city, twelve of the district."""
    levels = ["省级", *["市级"] * 8, *["区级"] * 12]
    kinds = cycle(["技能大师工作室", "企业首席技师工作室", "劳模和工匠人才创新工作室"])
    for number, (level, kind, (firm, leader, _)) in enumerate(zip(levels, kinds, cycle(p.pairs())), 1):
        studio = p.enter(
            p.union, "studios", name=f"示例{number}号工作室", kind=kind, level=level, person=leader, firm=firm, named_on=dt.date(2019, 5, 1),
            document=f"示例〔2019〕{number}号",
        )  # fmt: skip
        if number <= 15:
            p.enter(
                p.union,
                "studio-checks",
                studio=studio,
                year=2021,
                apprentices=10 + number,
                skilled=3,
                projects=2,
                result="合格",
                remark="",
            )
        if number <= 5:
            p.enter(
                p.union,
                "studio-budgets",
                studio=studio,
                year=2021,
                source="职工教育经费",
                amount_fen=5_000_000,
            )
            p.enter(p.union, "studio-spending", studio=studio, source="职工教育经费", on=dt.date(2021, 6, 1), amount_fen=1_234_500 * number // 2,
                    purpose="实训耗材和培训")  # fmt: skip


def innovations(p: Programme) -> None:
    """Sixty, on every stage of their way into use."""
    steps = [
        ("assess", {"assessed_on": dt.date(2021, 10, 8), "assessment": "有推广价值，同意试用"}),
        ("try", {"trial_at": "示例试用车间", "trial_on": dt.date(2021, 11, 1)}),
        ("use", {"used_at": "示例使用单位", "used_on": dt.date(2022, 1, 5), "benefit_fen": 12_000_000}),
    ]
    register = REGISTERS["innovations"]
    for number, (firm, person, _) in enumerate(islice(cycle(p.pairs()), 60), 1):
        made = p.of_firm(
            firm, "innovations", by=p.union, name=f"示例{number}号改进", kind=KINDS_OF_FIVE[number % 5], person=person, team="",
            content=f"换型时间由 40 分钟减到 8 分钟。（{MARK}）", finished_on=dt.date(2021, 1 + number % 9, 15),
        )  # fmt: skip
        for key, values in steps[: number % 4]:
            records.step(p.union, made, register.act(key), values)
        if number % 12 == 3:
            p.enter(
                p.union,
                "spreads",
                innovation=made,
                kind="技术推广",
                on=dt.date(2022, 2, 20),
                place="示例会议室",
                headcount=45,
            )


def contests(p: Programme) -> None:
    """Fourteen events in twelve trades in 2021, ten in 2020; 19,000 and 21,000 person-times."""
    for year, trades in ((2020, TRADES[:10]), (2021, TRADES)):
        contest = p.enter(p.union, "contests", name=f"{year}年武侯区职工技能大赛（示例）", year=year, level="区县级", category="不分类", organiser="区总工会",
                          registration_no="")  # fmt: skip
        events = [_event(p, contest, trade, year) for trade in trades]
        _results(p, events, year)
    city = p.enter(p.union, "contests", name="成都百万职工技能大赛（示例）", year=2021, level="市级", category="二类", organiser="市总工会（示例）",
                   registration_no="示例备〔2021〕6号")  # fmt: skip
    events = [_event(p, city, trade, 2021) for trade in TRADES[:2]]
    _results(p, events, 2021, cash=500_000)
    for year, times in ((2020, 19_000), (2021, 21_000)):
        for kind, share in (("技术比武", 4), ("岗位练兵", 1)):
            part = times // 5 if share == 1 else times - times // 5
            p.enter(
                p.labour,
                "drills",
                kind=kind,
                name=f"{year}年{kind}（示例）",
                held_on=dt.date(year, 6, 1),
                person_times=part,
                firm=None,
            )
    for (_firm, person, coach), event in zip(islice(p.pairs(), 3), events * 2, strict=False):
        p.enter(p.union, "seeds", person=person, event=event, coach=coach, since=dt.date(2022, 1, 10))


def _event(p: Programme, contest: Record, trade: str, year: int) -> Any:
    return p.enter(
        p.union,
        "contest-trades",
        contest=contest,
        trade=trade,
        held_on=dt.date(year, 9, 18),
        place="示例实训基地",
        entrants=60,
    )


def _results(p: Programme, events: list, year: int, cash: int = 100_000) -> None:
    for event, (firm, person, _) in zip(events, islice(p.pairs(), 3, 6), strict=False):
        p.enter(
            p.union, "contest-results", event=event, person=person, firm=firm, prize="一等奖", awarded_on=dt.date(year, 10, 20), cash_fen=cash,
            document_no=f"示例赛〔{year}〕1号",
        )  # fmt: skip
