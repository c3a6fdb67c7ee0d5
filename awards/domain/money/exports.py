"""花名册 and 台账 with whole ID numbers: asked for by one of finance, confirmed by another, made in the queue."""

from django.db import transaction

from awards import rules
from awards.documents import workbooks
from awards.models import PaymentBatch
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.workbooks.preview import XLSX

KIND = "awards.export"
BOOKS = {
    "roster": ("奖励发放花名册", workbooks.payment_roster),
    "matching": ("配套奖励台账", workbooks.matching_ledger),
}


def _check(round_id: int, which: str, batch_id: int | None = None) -> None:
    if which not in BOOKS:
        raise Refusal("没有这种导出。")
    if batch_id and (
        which != "roster" or not PaymentBatch.objects.filter(round=round_id, pk=batch_id).exists()
    ):
        raise Refusal("只能按本年度的批次导出花名册。")
    if AnnualRound.objects.get(pk=round_id).state not in ("rewarding", "archived"):
        raise Refusal("命名后才能导出。")


@two_person_act(
    "awards.export",
    "导出含完整身份证号的清单",
    may=rules.may_export_roster,
    summary=lambda round_id, which, batch_id=None: _name(round_id, which, batch_id),
    check=_check,
)
@transaction.atomic
def export(*, actor: User, second: User, round_id: int, which: str, batch_id: int | None = None) -> Job:
    """The workbook, of the year or of one batch, becomes the result of a job that only the proposer may fetch, for a day."""
    _check(round_id, which, batch_id)
    round, name = AnnualRound.objects.get(pk=round_id), _name(round_id, which, batch_id)
    audit.record(second, "导出清单", round, book=name)
    return jobs.start(actor, KIND, name, f"{round_id}:{which}:{batch_id or ''}", total=1)


def _name(round_id: int, which: str, batch_id: int | str | None) -> str:
    """2022年度奖励发放花名册（FF2022-01）"""
    batch = PaymentBatch.objects.filter(round=round_id, pk=batch_id).first() if batch_id else None
    of_batch = f"（{batch.no}）" if batch else ""
    return f"{AnnualRound.objects.get(pk=round_id).year}年度{BOOKS[which][0]}{of_batch}"


def _make(job: Job, object_id: str) -> None:
    number, which, batch_id = (*object_id.split(":"), "")[:3]
    round_id = int(number)
    round = AnnualRound.objects.select_related("policy").get(pk=round_id)
    batch = PaymentBatch.objects.filter(round=round, pk=batch_id).first() if batch_id else None
    file = store.store(
        workbooks.payment_roster(round, batch) if batch else BOOKS[which][1](round),
        name=f"{_name(round_id, which, batch_id)}.xlsx",
        content_type=XLSX,
        actor=job.owner,
        rehearsal=round.rehearsal,
    )
    Job.objects.filter(pk=job.pk).update(result=file)


jobs.register(KIND, items=lambda job: [job.object_id] if job.result_id is None else [], work=_make, unit="份")
