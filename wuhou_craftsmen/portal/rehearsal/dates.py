"""The days of a rehearsed year, counted back from the naming date in working days."""

import datetime as dt
from dataclasses import dataclass

from wuhou_craftsmen.common.kernel import calendar
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import settings

# working days before the naming: generous first, then as tight as the rules allow
STEPS = [
    {"open": 40, "submit": 30, "endorse": 27, "qualify": 24, "score": 20, "close": 11, "meet": 8},
    {"open": 14, "submit": 13, "endorse": 12, "qualify": 11, "score": 10, "close": 9, "meet": 8},
]


@dataclass(frozen=True)
class Days:
    """When each step of the year is played."""

    staff_meeting: dt.date
    unit_notice_from: dt.date
    unit_notice_to: dt.date
    open: dt.date
    submit: dt.date
    endorse: dt.date
    qualify: dt.date
    score: dt.date
    close: dt.date
    meet: dt.date
    notice: dt.date
    name: dt.date


def days_of(naming_on: dt.date, in_force_from: dt.date) -> Days:
    """The year's days; a Refusal if the policy has not been in force for long enough before the naming."""
    now = settings.current()
    notice_days, unit_notice_days = (settings.value(now, key) for key in ("notice_days", "unit_notice_days"))
    notice = calendar.working_days_back(naming_on, notice_days)
    for steps in STEPS:
        planned = {
            name: calendar.working_days_back(naming_on, back + notice_days - 5)
            for name, back in steps.items()
        }
        if planned["open"] >= in_force_from:
            unit_to = calendar.working_days_back(planned["submit"], 1)
            unit_from = calendar.working_days_back(unit_to, unit_notice_days - 1)
            return Days(
                staff_meeting=calendar.working_days_back(unit_from, 1),
                unit_notice_from=unit_from,
                unit_notice_to=unit_to,
                notice=notice,
                name=naming_on,
                **planned,
            )
    raise Refusal(
        f"拟命名日期 {naming_on:%Y-%m-%d} 离施行日期 {in_force_from:%Y-%m-%d} 太近，"
        f"至少须留 {STEPS[-1]['open'] + notice_days - 5} 个工作日。"
    )
