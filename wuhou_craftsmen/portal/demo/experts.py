"""The demo's register of experts and referees (clause 六): what the roster named has trades, and others stand beside it."""

import datetime as dt

from stdnum.cn import ric

from cultivation.models import ContestTrade
from nominations.models import AnnualRound
from review.domain.committee import choosing, entries
from review.domain.committee.against import EMPLOYER, LAST_YEAR
from review.models import RegisteredExpert
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel.two_person import propose
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

from .cast import TRADES, Programme

LEVELS = ["高级技师", "正高级职称", "特级技师", "技师", "副高级职称"]
NAMES = [
    "柏示例", "窦样本", "章示范", "云样例", "苏示例", "潘样本", "葛示范", "奚样例", "范示例", "彭样本", "郎示范", "鲁样例", "韦示例",
    "昌样本", "马示范",
]  # fmt: skip


def experts(p: Programme) -> None:
    """Those of the roster get trades; fifteen more of every kind, some with a former employer, one who left, one lapsed."""
    for number, entry in enumerate(RegisteredExpert.objects.order_by("pk")):
        _knows(p, entry, number)
    events = list(ContestTrade.objects.order_by("pk")[:8])
    for number, name in enumerate(NAMES):
        _one(p, number, name, events)
    asking = entries.own(RegisteredExpert.objects.exclude(account=None).order_by("pk")[1].account.user)
    if asking:
        entries.ask_correction(asking.account.user, "职称已由副教授改为教授。")


def _one(p: Programme, number: int, name: str, events: list[ContestTrade]) -> None:
    stem = f"99999919{60 + number}0{1 + number % 9}15{900 + number:03d}"
    kind = ["expert", "both", "referee"][number % 3]
    licensed = kind != "expert"
    entry = p.enter(
        p.union if number % 2 else p.labour, "experts", name=name, id_number=stem + ric.calc_check_digit(stem + "0"), kind=kind,
        qualification="高级技师" if number % 2 else "高级工程师", licence_no=f"示例裁字第{number + 1:03d}号" if licensed else "",
        licence_level=["省级裁判员", "市级裁判员"][number % 2] if licensed else "",
        licence_until=dt.date(2022 if number == 4 else 2026, 1, 31) if licensed else None, served_before=number % 6,
        phone=f"100330000{number:02d}",
    )  # fmt: skip
    _knows(p, entry, number)
    firm = str(p.firms[number % len(p.firms)])
    job = {"expert": entry, "post": "技术主管"}
    if number in (1, 4, 7):
        p.enter(p.union, "expert-employers", **job, employer=firm, since=dt.date(2012, 7, 1), until=dt.date(2020, 6, 30))  # fmt: skip
    home = firm if number == 10 else f"示例{number + 1}号职业技术学院"
    p.enter(p.union, "expert-employers", **job, employer=home, since=dt.date(2020, 7, 1), until=None)
    if licensed and events:
        event = events[number % len(events)]
        p.enter(p.union, "expert-services", expert=entry, event=event, duty="裁判员", served_on=event.held_on)
    if number == 13:
        leave = REGISTERS["experts"].act("leave")
        assert leave
        records.step(
            p.union, entry, leave, {"left_on": dt.date(2022, 2, 1), "left_reason": "退休，本人申请退出"}
        )


def _knows(p: Programme, entry: RegisteredExpert, number: int) -> None:
    level = LEVELS[number % len(LEVELS)]
    p.enter(p.union, "expert-trades", expert=entry, trade=TRADES[number % 6], level=level)


def draw_committee(secretary: User, round: AnnualRound) -> None:
    """Two more are drawn by trade, and the whole committee waits for its approval."""
    choosing.draw(secretary, round, [(TRADES[0], 1), (TRADES[1], 1)], [EMPLOYER, LAST_YEAR])
    propose(secretary, "review.approve_committee", round_id=round.pk)
