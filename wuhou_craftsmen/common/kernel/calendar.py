"""Working days by the holidays table; the arithmetic itself is in workdays.py."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ..models import Holiday
from . import audit, workdays
from .people import User
from .refusals import Refusal
from .request_cache import once_a_page

HOLIDAYS_UNKNOWN = "holidays_unknown"  # code of the refusal


def known_years() -> list[int]:
    """The years whose statutory days are entered."""
    return sorted({day.year for day in exceptions()})


@once_a_page
def exceptions() -> dict[dt.date, bool]:
    """Day -> working or not, for the days that are not as their weekday says."""
    return dict(Holiday.objects.values_list("day", "working"))


def _require_years(table: dict[dt.date, bool], *days: dt.date) -> None:
    """A year that nobody entered is never counted as if it had no holidays."""
    missing = {day.year for day in days} - {day.year for day in table}
    if missing:
        raise Refusal(
            f"{min(missing)}年的放假安排还没有登记，不能计算工作日。请区总工会在“设置—放假安排”登记后再办。",
            HOLIDAYS_UNKNOWN,
        )


def notice_end(start: dt.date, days: int) -> dt.date:
    """Last day of a notice of `days` working days; the first day counts if it is one. Refusal where a year is not entered."""
    table = exceptions()
    end = workdays.nth_working_day(start, days, table)
    _require_years(table, start, end)
    return end


def limit_after(since: dt.datetime | dt.date, days: int) -> dt.date | None:
    """The last of the working days after `since`; none where the year's statutory days are not entered."""
    since = timezone.localdate(since) if isinstance(since, dt.datetime) else since
    try:
        return notice_end(since + dt.timedelta(days=1), days)
    except Refusal:
        return None


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Working days from `first` to `last`, both counted. Refusal where a year is not entered."""
    table = exceptions()
    _require_years(table, first, last)
    return workdays.working_days_between(first, last, table)


def working_days_back(day: dt.date, days: int) -> dt.date:
    """The working day that lies `days` working days before `day`. Refusal where a year is not entered."""
    table = exceptions()
    found = workdays.working_days_back(day, days, table)
    _require_years(table, found, day)
    return found


def is_working_day(day: dt.date) -> bool:
    table = exceptions()
    _require_years(table, day)
    return workdays.is_working_day(day, table)


@transaction.atomic
def load_published(years: Iterable[int]) -> int:
    """Fill the table from the published yearly notices; years not published yet are left to be entered by hand."""
    known = set(Holiday.objects.values_list("day", flat=True))
    rows = []
    for year in years:
        try:
            published = workdays.published_exceptions(year)
        except workdays.NotPublished:
            continue
        rows += [
            Holiday(day=day, working=working, source="国务院办公厅放假安排")
            for day, working in published.items()
            if day not in known
        ]
    Holiday.objects.bulk_create(rows)
    return len(rows)


def enter_year(actor: User, year: int, days: dict[dt.date, bool], source: str) -> None:
    """The statutory days of a year as the yearly notice says, in the place of what was entered before."""
    Holiday.objects.filter(day__year=year).delete()
    rows = [Holiday(day=day, working=works, source=source.strip()) for day, works in sorted(days.items())]
    Holiday.objects.bulk_create(rows)
    audit.record(actor, "登记放假安排", rows[0], year=year, source=source)
