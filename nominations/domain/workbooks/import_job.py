"""A large 申报汇总表, written by a job: row by row, each row whole and once.

Not one transaction as for a small table: the log of acts has one writer at a time, so two thousand rows in one
transaction would hold up everybody else's submission for half a minute, and a worker killed at the last row would have
done nothing. Instead the plan that was confirmed is kept as rows (`ImportRow`), and each of them is written together
with its firm, person, log and its own mark in a transaction of its own. A killed job goes on at the first row without
a mark. Where a row is refused on the way (somebody took the person, or the intake closed) the job stops and names it:
the rows before it are whole drafts, and the same workbook uploaded again tells them as unchanged and goes on.
"""

from django.db import transaction
from django.db.models import QuerySet

from nominations.models import AnnualRound, ImportRow
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import needed
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.models import Job, PrivateFile
from wuhou_craftsmen.common.workbooks.tables import Row

from . import import_plan, imports

KIND = "nominations.import"
MAX_ROWS_AT_ONCE = 200  # rows that are written while the person waits; about two seconds
EARLIER_ROWS_KEPT = "之前的行已经写入；改好后重新上传这份表，已写入的不会重复。"


@transaction.atomic
def confirm(
    actor: User, round: AnnualRound, file: PrivateFile, *, seen: str, names_checked: bool = False
) -> Job | tuple[int, int]:
    """Do what was looked at: a small table now, as (created, changed); a large one by the job that is returned.

    PlanChanged, NamesNotChecked and WorkbookFaults as in `import_plan.carry_out`. Confirmed twice it is the same job.
    """
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    if job := running(round, file):
        return job
    with at_one_moment():
        found = import_plan.agreed(actor, round, file, seen, names_checked)
        if len(found.new) + len(found.changed) <= MAX_ROWS_AT_ONCE:
            return import_plan.write(actor, round, found)
    return _start(actor, round, file, found)


def running(round: AnnualRound, file: PrivateFile) -> Job | None:
    """The job that writes this workbook now."""
    return Job.objects.filter(kind=KIND, object_id=_key(round, file), state__in=jobs.UNFINISHED).first()


def _key(round: AnnualRound, file: PrivateFile) -> str:
    return f"{round.pk}:{file.pk}"


def _start(actor: User, round: AnnualRound, file: PrivateFile, found: import_plan.Plan) -> Job:
    total = len(found.new) + len(found.changed)
    job = jobs.start(actor, KIND, f"{round.year}年度申报汇总表导入", _key(round, file), total=total)
    new = [ImportRow(job=job, number=row.number) for row in found.new]
    changed = [
        ImportRow(job=job, number=c.row.number, nomination=c.nomination, version=c.nomination.version)
        for c in found.changed
    ]
    ImportRow.objects.bulk_create(new + changed, batch_size=500)
    return job


def written(job: Job) -> tuple[int, int]:
    """(created, changed) so far."""
    done = job.import_rows.exclude(done_at=None)
    return done.filter(version=None).count(), done.exclude(version=None).count()


def _left(job: Job) -> QuerySet[ImportRow]:
    return job.import_rows.filter(done_at=None)


class _Book:
    """The workbook of the job at hand, read once for all its rows."""

    def __init__(self, job: Job) -> None:
        round_id, file_id = job.object_id.split(":")
        self.round = AnnualRound.objects.get(pk=round_id)
        file = PrivateFile.objects.filter(pk=file_id).first()
        if file is None:
            raise Refusal("这份工作簿已过保存期限（24 小时），请重新上传。")
        self.rows: dict[int, Row] = {row.number: row for row in import_plan.read(file).rows}
        self.streets = {unit.name: unit for unit in Organisation.objects.endorsing()}


def _write(job: Job, item: ImportRow, book: _Book) -> None:
    with transaction.atomic(), at_one_moment():
        item = ImportRow.objects.select_for_update().get(pk=item.pk)
        if item.done_at:
            return
        row = book.rows[item.number]
        try:
            if item.version is None:
                firm = imports.firm_of(job.owner, row.values, book.streets)
                imports.create_row(job.owner, book.round, firm, row)
            else:
                _edit(job.owner, row, item)
        except Refusal as refusal:
            raise Refusal(f"{refusal.reason.rstrip('。')}。{EARLIER_ROWS_KEPT}") from refusal
        item.done_at = clock.now()
        item.save(update_fields=["done_at"])


def _edit(actor: User, row: Row, item: ImportRow) -> None:
    if item.nomination is None:
        raise Refusal(f"第 {row.number} 行：要更改的草稿已经删除")
    import_plan.edit_row(actor, row, item.nomination, seen_version=needed(item.version))


jobs.register(KIND, items=_left, work=_write, prepare=lambda job, items: _Book(job))
