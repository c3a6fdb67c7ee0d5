"""Wrong passwords from one network address, whatever the names: each few more have to wait longer, up to a quarter hour.

Beside it the pair of name and address is locked (AXES_LOCKOUT_PARAMETERS). Neither keeps out an owner elsewhere.
"""

import datetime as dt

from axes.models import AccessAttempt
from django.db.models import Max, Sum

from wuhou_craftsmen.common.kernel import clock

FREE_FAILURES = 30  # from one address: an office behind one network mistypes, too
FAILURES_A_STEP = 5  # then so many each double the delay
FIRST_DELAY = 30  # seconds
LONGEST_DELAY = 900  # seconds, as long as failures are remembered


def delay_after(failures: int) -> int:
    """Seconds from the last failure until the address may try again."""
    if failures < FREE_FAILURES:
        return 0
    steps = min((failures - FREE_FAILURES) // FAILURES_A_STEP, 10)
    return min(FIRST_DELAY * 2**steps, LONGEST_DELAY)


def seconds_to_wait(address: str) -> int:
    """How long this address still waits; 0 where it may try. A try meanwhile is no failure and prolongs nothing."""
    now = clock.database_now()
    since = now - dt.timedelta(seconds=LONGEST_DELAY)
    found = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since).aggregate(
        failures=Sum("failures_since_start"), last=Max("attempt_time")
    )
    if not found["failures"]:
        return 0
    passed = int((now - found["last"]).total_seconds())
    return max(0, delay_after(found["failures"]) - passed)
