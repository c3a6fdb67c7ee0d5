"""Long work as job rows. The queue only carries a number; what is done stands in the rows.

A kind of job registers a function that lists its items and one that does a single item. Each item is claimed by
the row it writes, so a job that runs twice, or is killed half-way and found again, does nothing twice.
"""

import datetime as dt
import logging
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from . import clock
from .models import Job
from .refusals import Refusal

log = logging.getLogger(__name__)
STALE = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Kind:
    """`items(job)` gives what is left to do; `work(job, item)` does one; `prepare(job, items)` runs once before."""

    items: Callable[[Job], Iterable]
    work: Callable
    prepare: Callable | None = None


_KINDS: dict[str, Kind] = {}


def register(name: str, *, items, work, prepare=None) -> None:
    """Make a kind of job known to worker and command."""
    _KINDS[name] = Kind(items, work, prepare)


@transaction.atomic
def start(actor, kind: str, label: str, object_id, total: int = 0) -> Job:
    """A row now, the queue after commit; the same work already waiting or running is the same job."""
    running = Job.objects.filter(kind=kind, object_id=str(object_id), state__in=["queued", "running"]).first()
    if running:
        return running
    job = Job.objects.create(kind=kind, label=label, object_id=str(object_id), owner=actor, total=total)
    transaction.on_commit(lambda: _enqueue(job.pk))
    return job


def _enqueue(job_id: int) -> None:
    """Hand the number to the queue; if the queue is down the row waits and is found again."""
    from .tasks import run_job

    try:
        run_job.delay(job_id)
    except OSError:
        log.warning("job %s waits: the queue does not answer", job_id)


def run(job_id: int) -> None:
    """Do what is left of a job. A finished job, or one that another worker has in hand, is left alone."""
    now = clock.database_now()
    claimed = Job.objects.filter(
        Q(state="queued") | Q(state="running", heartbeat__lt=now - STALE),
        pk=job_id,
        attempts__lt=MOST_ATTEMPTS,
    ).update(state="running", heartbeat=now)
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    Job.objects.filter(pk=job_id).update(attempts=job.attempts + 1)
    kind = _KINDS[job.kind]
    try:
        _work_through(job, kind)
    except Refusal as refusal:
        _finish(job, "failed", refusal.reason)
    except Exception:
        log.exception("job %s failed", job_id)
        _finish(job, "failed", "生成时出现错误，请联系系统管理员；可重新发起，已完成的不会重复。")


def _work_through(job: Job, kind: Kind) -> None:
    items = list(kind.items(job))
    job.total = max(job.total, job.finished + len(items))
    Job.objects.filter(pk=job.pk).update(total=job.total)
    if kind.prepare and items:
        kind.prepare(job, items)
    for item in items:
        kind.work(job, item)
        job.finished += 1
        Job.objects.filter(pk=job.pk).update(finished=job.finished, heartbeat=clock.database_now())
    _finish(job, "done", "")


def _finish(job: Job, state: str, message: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, message=message[:500], heartbeat=clock.database_now())


def requeue_stuck() -> int:
    """Queue again what waits too long or whose worker is gone; what failed too often is closed with a reason."""
    before = clock.database_now() - STALE
    stuck = Job.objects.filter(
        Q(state="running", heartbeat__lt=before) | Q(state="queued", created_at__lt=before)
    )
    found = 0
    for job in stuck:
        if job.attempts >= MOST_ATTEMPTS:
            _finish(job, "failed", "多次未能完成，请联系系统管理员。")
        else:
            _enqueue(job.pk)
            found += 1
    return found


def follow(job: Job, out=sys.stderr, seconds: float = 600) -> Job:
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
