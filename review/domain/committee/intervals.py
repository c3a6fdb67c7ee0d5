"""Days of service and the years for which they count afterwards."""

import datetime as dt


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; for 29 February in a common year the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def served_within(since: dt.date | None, until: dt.date | None, day: dt.date, years: int) -> bool:
    """Whether somebody was there on `day` or in the `years` before it. No beginning: ever since; no end: still there.

    Who left exactly so many years before `day` was there within them, who left the day before was not.
    """
    begun = since is None or since <= day
    return begun and (until is None or until >= years_before(day, years))
