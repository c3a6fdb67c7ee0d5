"""Working days by the holidays table; the arithmetic itself is in workdays.py."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from ..models import Holiday
from . import audit, workdays
from .decisions import require_text
from .people import User


def exceptions() -> dict[dt.date, bool]:
    """Day -> working or not, for the days that are not as their weekday says."""
    return dict(Holiday.objects.values_list("day", "working"))


def notice_end(start: dt.date, days: int) -> dt.date:
    """Last day of a notice of `days` working days; the first day counts if it is one."""
    return workdays.nth_working_day(start, days, exceptions())


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Working days from `first` to `last`, both counted."""
    return workdays.working_days_between(first, last, exceptions())


def working_days_back(day: dt.date, days: int) -> dt.date:
    """The working day that lies `days` working days before `day`."""
    return workdays.working_days_back(day, days, exceptions())


def is_working_day(day: dt.date) -> bool:
    return workdays.is_working_day(day, exceptions())


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


@transaction.atomic
def set_day(actor: User | None, day: dt.date, working: bool, source: str) -> Holiday:
    """Enter or correct one day, with the document that says so."""
    require_text(source, "请写明放假安排的依据文件。")
    holiday, _ = Holiday.objects.update_or_create(
        day=day, defaults={"working": working, "source": source.strip()}
    )
    audit.record(actor, "登记放假安排", holiday, day=day.isoformat(), working=working)
    return holiday
