"""Long work as job rows. The queue only carries a number; what is done stands in the rows.

A kind of job registers a function that lists its items and one that does a single item. Each item is claimed by
the row it writes, so a job that runs twice, or is killed half-way and found again, does nothing twice.
A worker holds its job by the heartbeat that it wrote last: once the row was given to another, it lets go.
An item must take well under JOB_STALE_SECONDS, or its worker counts as dead.
"""

import datetime as dt
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from celery import shared_task
from django.conf import settings
from django.db import OperationalError as DatabaseDown
from django.db import transaction
from django.db.models import F, Q
from kombu.exceptions import OperationalError as QueueDown

from ..kernel import clock
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import Job

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 3  # without a single item done in between
UNFINISHED = ("queued", "running")


@dataclass(frozen=True)
class Kind:
    """`items(job)` gives what is left to do; `work(job, item)` does one.

    Where all items need the same costly thing, `prepare(job, items)` makes it once and it is `work(job, item, prepared)`.
    `weight(job, item)`: how many units an item is; while it does a long one, the work tells by `within` how far it is.
    """

    items: Callable[[Job], Iterable]
    work: Callable
    prepare: Callable | None = None
    unit: str = "项"
    weight: Callable[[Job, Any], int] = lambda job, item: 1


_KINDS: dict[str, Kind] = {}


def register(
    name: str,
    *,
    items: Callable[[Job], Iterable],
    work: Callable,
    prepare: Callable | None = None,
    unit: str = Kind.unit,
    weight: Callable[[Job, Any], int] = Kind.weight,
) -> None:
    """Make a kind of job known to worker and command; `unit` is what its items are counted in."""
    _KINDS[name] = Kind(items, work, prepare, unit, weight)


def unit_of(job: Job) -> str:
    """份, or 项 where the kind says nothing or is not known any more."""
    return _KINDS[job.kind].unit if job.kind in _KINDS else Kind.unit


class TakenOver(Exception):
    """Somebody else has the job now; whatever this worker still holds is void."""


@transaction.atomic
def start(
    actor: User, kind: str, label: str, object_id: int | str, total: int = 0, asked: dict | None = None
) -> Job:
    """A row now, the queue after commit; the same work already waiting or running is the same job."""
    job, made = Job.objects.get_or_create(
        kind=kind,
        object_id=str(object_id),
        state__in=UNFINISHED,
        defaults={"label": label, "owner": actor, "total": total, "asked": asked or {}},
    )
    if made:
        transaction.on_commit(lambda: _enqueue(job.pk))
    return job


def _enqueue(job_id: int) -> None:
    """Hand the number to the queue; if the queue is down the row waits and is found again."""
    try:
        run.delay(job_id)
    except (OSError, QueueDown):
        log.warning("job %s waits: the queue does not answer", job_id)


@shared_task(name="common.run_job")
def run(job_id: int) -> None:
    """Do what is left of a job. A finished job, or one that another worker has in hand, is left alone."""
    now = clock.database_now()
    claimed = Job.objects.filter(pk=job_id, state="queued").update(
        state="running", heartbeat=now, attempts=F("attempts") + 1
    )
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    job.heartbeat = now  # if the row was taken over in between, the first note finds out
    try:
        _run_claimed(job)
    except TakenOver:
        log.warning("job %s went to another worker", job_id)


def _run_claimed(job: Job) -> None:
    try:
        _work_through(job, _KINDS[job.kind])
    except TakenOver:
        raise
    except Refusal as refusal:
        _note(job, state="failed", message=refusal.reason[:500])
    except DatabaseDown:
        # A locked or restarted database: the row stays as it is and is found again, at most MAX_ATTEMPTS times.
        log.warning("job %s waits: the database does not answer", job.pk)
    except Exception as error:  # noqa: BLE001
        # The error's own text may quote a person's data; its type and place are enough to find it.
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.error("job %s: %s in %s:%s", job.pk, type(error).__name__, place.filename, place.lineno)
        message = "生成时出现错误，请联系系统管理员；可重新发起，已完成的不会重复。"
        _note(job, state="failed", message=message)


def _work_through(job: Job, kind: Kind) -> None:
    items = list(kind.items(job))
    left = sum(kind.weight(job, item) for item in items)
    job.total = max(job.total, left)
    job.finished = job.total - left
    _note(job, total=job.total, finished=job.finished)
    prepared = [kind.prepare(job, items)] if kind.prepare and items else []
    for item in items:
        kind.work(job, item, *prepared)
        job.finished += kind.weight(job, item)
        _note(job, finished=job.finished, attempts=0)
    _note(job, state="done", message="")


def within(job: Job, units: int) -> None:
    """So many units of the item in hand are done: the bar moves and the worker keeps its job. Not in a transaction."""
    _note(job, finished=min(job.finished + units, job.total))


def _note(job: Job, **changes: Any) -> None:
    """Write to the row and sign with a new heartbeat; TakenOver if the last one is no longer this worker's."""
    now = clock.database_now()
    mine = Job.objects.filter(pk=job.pk, state="running", heartbeat=job.heartbeat)
    if not mine.update(heartbeat=now, **changes):
        raise TakenOver
    job.heartbeat = now


@shared_task(name="common.requeue_stuck_jobs")
def requeue_stuck() -> int:
    """Queue again what waits too long or whose worker is gone; what failed too often is closed with a reason."""
    now = clock.database_now()
    before = now - dt.timedelta(seconds=settings.JOB_STALE_SECONDS)
    stuck = Q(state__in=UNFINISHED, heartbeat__lt=before) | Q(
        state="queued", heartbeat=None, created_at__lt=before
    )
    Job.objects.filter(stuck, state="running", attempts__gte=MAX_ATTEMPTS).update(
        state="failed", message="多次未能完成，请联系系统管理员。"
    )
    found = 0
    for job_id in Job.objects.filter(stuck).order_by("pk").values_list("pk", flat=True):
        # The new heartbeat says when it was queued last, so a busy queue is not filled with the same number.
        if Job.objects.filter(stuck, pk=job_id).update(state="queued", heartbeat=now):
            _enqueue(job_id)
            found += 1
    return found


def follow(job: Job, out: TextIO = sys.stderr, seconds: float = 600) -> Job:
    """Wait for a job and draw its bar on a terminal; Refusal if it fails or nobody works on it."""
    until = time.monotonic() + seconds
    while True:
        job.refresh_from_db()
        filled = job.percent * 30 // 100
        out.write(f"\r{job.label} [{'#' * filled}{'.' * (30 - filled)}] {job.finished}/{job.total}")
        out.flush()
        if job.state in ("done", "failed"):
            out.write("\n")
            break
        if time.monotonic() > until:
            raise Refusal(f"“{job.label}”在 {seconds:.0f} 秒内没有完成，请检查后台进程是否在运行。")
        time.sleep(0.2)
    if job.state == "failed":
        raise Refusal(f"“{job.label}”未成功：{job.message}")
    return job
