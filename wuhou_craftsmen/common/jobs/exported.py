"""Files that leave the portal: a short one is made at once, a longer one by a job with its bar.

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

AT_ONCE = 500  # rows of a workbook
KEPT_FOR = dt.timedelta(days=1)
CONTENT_TYPES = {"xlsx": XLSX, "pdf": "application/pdf"}


@dataclass(frozen=True)
class Exported:
    """`make(owner, told, **asked)` gives the bytes and tells `told` how many units are written; `once`: taken once.

    `at_once`: of so many units it is made while one waits, AT_ONCE where it says nothing.
    """

    make: Callable[..., bytes]
    once: bool
    suffix: str
    unit: str
    at_once: int | None

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.suffix]

    def waits(self, size: int) -> bool:
        """Whether so much is made by a job."""
        return size > (AT_ONCE if self.at_once is None else self.at_once)


_FILES: dict[str, Exported] = {}


def exported(
    key: str, *, once: bool = False, suffix: str = "xlsx", unit: str = "行", at_once: int | None = None
) -> Callable:
    """Register the decorated function as the maker of a kind of file, and as a kind of job."""

    def register(make: Callable[..., bytes]) -> Callable[..., bytes]:
        _FILES[key] = Exported(make, once, suffix, unit, at_once)
        jobs.register(key, items=_unmade, work=_work, unit=unit, weight=lambda job, item: job.total)
        return make

    return register


def kind_of(key: str) -> Exported:
    return _FILES[key]


def make(owner: User, key: str, /, **asked: Any) -> bytes:
    """A short one."""
    return _FILES[key].make(owner, None, **asked)


def order(owner: User, key: str, name: str, size: int, /, **asked: Any) -> Job:
    """A long one: its job; the same asked for by the same person while it is being made is the same job."""
    same = digest([owner.pk, asked])[:40]
    return jobs.start(owner, key, name, same, total=max(size, 1), asked=asked)


def _unmade(job: Job) -> list[int]:
    return [job.pk] if job.result_id is None else []


def _work(job: Job, item: int) -> None:
    kind = _FILES[job.kind]
    content = kind.make(job.owner, lambda units: jobs.within(job, units), **job.asked)
    with transaction.atomic():
        file = store.store(
            content,
            name=f"{job.label}.{kind.suffix}",
            content_type=kind.content_type,
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
        known = _FILES.get(job.kind)
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
