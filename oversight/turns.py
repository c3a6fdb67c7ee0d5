"""Whose turn it is with tasks, findings, campaigns and the craftsmen after their naming (rows of `common/web/turns.py`)."""

from django.db.models import QuerySet
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.turns import Turn
from wuhou_craftsmen.registers import queries as registers
from wuhou_craftsmen.registers import rules
from wuhou_craftsmen.registers.register import REGISTERS
from wuhou_craftsmen.registers.turns import LEADING

from . import queries
from .models import DutyTask, Finding
from .models.owed import OWING


def _page(pk: int) -> str:
    return reverse("registers:any", args=[pk])


def _own(key: str):
    """Those about a unit for which the user acts."""
    return lambda things, user: registers.concerning(things, user, REGISTERS[key])


def _led(key: str):
    """Those of a register that the user's unit leads, but for its own."""

    def mine(things: QuerySet, user: User) -> QuerySet:
        if not rules.leads(user, REGISTERS[key]):
            return things.none()
        own = (
            registers.concerning(things, user, REGISTERS[key]).order_by().values("pk")
            if REGISTERS[key].concerns
            else []
        )
        return things.exclude(pk__in=own)

    return mine


UNITS, UNION, HR = rules.OFFICERS, (Role.UNION_STAFF,), (Role.FIRM_HR,)

TURNS = [
    Turn("单位任务", OWING, UNITS, "待上报的单位任务", lambda: queries.owed(DutyTask, *OWING), _page, _own("tasks"), at="pk", due="due_on", round=""),
    Turn("单位任务", ("answered",), LEADING, "待核实办结的单位任务", lambda: queries.owed(DutyTask, "answered"), _page, _led("tasks"), at="pk",
         since="answered_on", round=""),
    Turn("督查问题", OWING, UNITS, "待整改的督查问题", lambda: queries.owed(Finding, *OWING), _page, _own("findings"), at="pk", due="due_on",
         round=""),
    Turn("督查问题", ("answered",), LEADING, "待核实办结的督查问题", lambda: queries.owed(Finding, "answered"), _page, _led("findings"), at="pk",
         since="answered_on", round=""),
    Turn("考核指标", ("待上报",), LEADING, "待上报完成值的考核指标", queries.figures_missing, lambda: reverse("registers:enter", args=["indicator-figures"]),
         _own("indicators"), round=""),
    Turn("集中宣传", ("待登记",), UNION, "本年度集中宣传的日程待登记", lambda: queries.without_calendar(clock.today().year),
         lambda: reverse("registers:enter", args=["campaigns"]), round=""),
    Turn("集中宣传", ("已安排",), UNION, "临近的集中宣传，请准备并登记开展情况", queries.campaigns_near, _page, at="pk", due="starts_on", round=""),
    Turn("命名后确认", ("待确认",), HR, "本年度待确认情况的工匠", lambda: queries.to_confirm(clock.today().year),
         lambda: reverse("oversight:confirming"), queries.of_firm_of, due="year_ends", round=""),
    Turn("荣誉证书", ("遗失或损坏",), UNION, "报告遗失或损坏的证书，待作废、重新制发", queries.lost_certificates,
         lambda pk: reverse("awards:void_certificate", args=[pk]), at="pk", round=""),
]  # fmt: skip
