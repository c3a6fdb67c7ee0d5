"""The one clock: the database's time, or in a rehearsal and in the demo the business date kept in its own database."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from ..models import BusinessClock
from .refusals import Refusal
from .request_cache import once_a_page, once_a_request


def database_now() -> dt.datetime:
    """The database server's time, aware."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
            return dt.datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=dt.UTC)
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@once_a_request
def now() -> dt.datetime:
    """Aware; deadlines, notices, validity and ages read this alone."""
    moved = _moved()
    return moved.moment + (moved.real - moved.set_at) if moved else database_now()


@once_a_page
def _moved() -> Any:
    """The rehearsal's clock with the time that it was `real`ly asked at; production refuses to start with one, so it
    need not look.
    """
    return None if settings.PRODUCTION else BusinessClock.objects.annotate(real=Now()).first()


def today() -> dt.date:
    return timezone.localtime(now()).date()


def business_date() -> dt.date | None:
    """The rehearsal's date if one is set, for the labelled bar on every page."""
    return today() if _moved() else None


def set_business_date(day: dt.date, hour: int = 9) -> None:
    """Move the rehearsal's clock; refused in production."""
    if settings.PRODUCTION:
        raise Refusal("正式环境不能设置演练日期。")
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    BusinessClock.objects.update_or_create(pk=1, defaults={"moment": moment, "set_at": database_now()})


def last_day(until: dt.datetime | dt.date | None) -> dt.date | None:
    """The last day on which one may still act: midnight ends the day before."""
    if not isinstance(until, dt.datetime):
        return until
    local = timezone.localtime(until)
    return local.date() - dt.timedelta(days=1) if local.time() == dt.time() else local.date()


def is_over(until: dt.datetime | dt.date | None) -> bool:
    """Whether a limit has passed."""
    if isinstance(until, dt.datetime):
        return until <= now()
    return until is not None and until < today()
