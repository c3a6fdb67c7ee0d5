"""What happens by the clock: each room says what it does when a time is up; the beat asks, and a rehearsal that moves its date."""

import logging
from collections.abc import Callable

from celery import shared_task

log = logging.getLogger(__name__)
Step = Callable[[], object]
_steps: list[Step] = []


def by_the_clock(step: Step) -> Step:
    """Register `step()`: idempotent, it looks itself for what is due, and locks what it changes."""
    _steps.append(step)
    return step


@shared_task(name="common.do_what_is_due")
def run() -> None:
    """Each step on its own: one that fails is told in the log and tried again, the others go on."""
    for step in _steps:
        try:
            step()
        except Exception:
            log.exception("%s failed, and is tried again", step.__name__)
