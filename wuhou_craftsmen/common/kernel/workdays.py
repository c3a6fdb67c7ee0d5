"""Working days, pure: a day is as its weekday says unless the table of exceptions says otherwise."""

import datetime as dt
from collections.abc import Mapping

import chinese_calendar

Exceptions = Mapping[dt.date, bool]
_DAY = dt.timedelta(days=1)


class NotPublished(Exception):
    """The yearly notice of holidays is not known for this year."""


def is_working_day(day: dt.date, exceptions: Exceptions) -> bool:
    """Monday to Friday but for holidays; a make-up weekend day counts."""
    return exceptions.get(day, day.weekday() < 5)


def nth_working_day(start: dt.date, n: int, exceptions: Exceptions) -> dt.date:
    """The n-th working day from `start` on; the first day counts if it is one. ValueError if n < 1."""
    if n < 1:
        raise ValueError("工作日数至少为 1")
    day = start
    while True:
        n -= is_working_day(day, exceptions)
        if n == 0:
            return day
        day += _DAY


def working_days_between(first: dt.date, last: dt.date, exceptions: Exceptions) -> int:
    """Working days from `first` to `last`, both counted; 0 if last is before first."""
    return sum(is_working_day(first + _DAY * i, exceptions) for i in range((last - first).days + 1))


def working_days_back(day: dt.date, n: int, exceptions: Exceptions) -> dt.date:
    """The working day that lies n working days before `day` (n = 0: `day` itself)."""
    while n > 0:
        day -= _DAY
        n -= is_working_day(day, exceptions)
    return day


def published_exceptions(year: int) -> dict[dt.date, bool]:
    """Holidays on weekdays (False) and make-up weekend days (True) of a published year; else NotPublished."""
    found = {}
    day = dt.date(year, 1, 1)
    while day.year == year:
        try:
            working = chinese_calendar.is_workday(day)
        except NotImplementedError as unknown:
            raise NotPublished(str(year)) from unknown
        if working != (day.weekday() < 5):
            found[day] = working
        day += _DAY
    return found
