"""Workbooks that leave the portal: a short one is made at once, one of more than AT_ONCE rows by a job with its bar.

What is asked for stands in the job's row (numbers of rows and words of a page, nothing personal), so that here too the queue
carries a number. The file is its owner's for a day and is then deleted; one that may be taken once, as soon as it is.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ..files import store
from ..kernel import audit, clock
from ..kernel.digests import digest
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import Job, PrivateFile
from ..workbooks.preview import XLSX
from . import jobs

AT_ONCE = 500  # rows
KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True)
class Book:
    """`make(owner, told, **asked)` gives the bytes and tells `told` how many rows are written; `once`: taken once."""

    make: Callable[..., bytes]
    once: bool


_BOOKS: dict[str, Book] = {}


def book(key: str, *, once: bool = False) -> Callable:
    """Register the decorated function as the maker of a kind of workbook, and as a kind of job."""

    def register(make: Callable[..., bytes]) -> Callable[..., bytes]:
        _BOOKS[key] = Book(make, once)
        jobs.register(key, items=_unmade, work=_work, unit="行", weight=lambda job, item: job.total)
        return make

    return register


def make(owner: User, key: str, /, **asked: Any) -> bytes:
    """A short one."""
    return _BOOKS[key].make(owner, None, **asked)


def order(owner: User, key: str, name: str, rows: int, /, **asked: Any) -> Job:
    """A long one: its job; the same asked for by the same person while it is being made is the same job."""
    same = digest([owner.pk, asked])[:40]
    return jobs.start(owner, key, name, same, total=max(rows, 1), asked=asked)


def _unmade(job: Job) -> list[int]:
    return [job.pk] if job.result_id is None else []


def _work(job: Job, item: int) -> None:
    content = _BOOKS[job.kind].make(job.owner, lambda rows: jobs.within(job, rows), **job.asked)
    with transaction.atomic():
        file = store.store(
            content,
            name=f"{job.label}.xlsx",
            content_type=XLSX,
            actor=job.owner,
            kept_until=clock.now() + KEPT_FOR,
        )
        if not Job.objects.filter(pk=job.pk, result=None).update(result=file, asked={}):
            transaction.set_rollback(True)


def marked(found: Iterable[Job]) -> list[Job]:
    """The jobs, each with `fresh` (its file may be taken), `once`, and `gone` (it was there and is not any more)."""
    found = list(found)
    today = clock.database_now() if any(job.result_id for job in found) else None
    for job in found:
        known = _BOOKS.get(job.kind)
        job.fresh = bool(job.result_id and today and today - job.created_at <= KEPT_FOR)
        job.once = bool(known and known.once)
        job.gone = job.state == "done" and not job.fresh and bool(job.result_id or known)
    return found


@transaction.atomic
def take(actor: User, job: Job) -> tuple[PrivateFile, bytes]:
    """The file of one's own job that is `fresh`, and its bytes; on record."""
    file = job.result
    if file is None:
        raise Refusal("文件已经下载过，或者已经过期，请重新导出。")
    content = store.read(file)
    if job.once:
        if not Job.objects.filter(pk=job.pk, result=file).update(result=None):
            raise Refusal("文件已经下载过，请重新导出。")
        PrivateFile.objects.filter(pk=file.pk).update(kept_until=clock.now())
    audit.record(actor, "下载导出的文件", job, name=file.name)
    return file, content
