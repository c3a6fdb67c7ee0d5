"""花名册 and 台账 with whole ID numbers: asked for by one of finance, confirmed by another, made in the queue."""

from django.db import transaction

from awards import queries, rules
from awards.documents import workbooks
from awards.models import PaymentBatch
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs import exported
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.workbooks.writing import Told

KIND = "awards.export"
NAMES = {"roster": "奖励发放花名册", "matching": "配套奖励台账"}


def _check(round_id: int, which: str, batch_id: int | None = None) -> None:
    if which not in NAMES:
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
    of_batch = {"batch_id": batch_id} if batch_id else {}
    return exported.order(
        actor, KIND, name, _rows(round, which, batch_id), round_id=round_id, which=which, **of_batch
    )


def _rows(round: AnnualRound, which: str, batch_id: int | None) -> int:
    if which == "matching":
        return queries.claims(round).count()
    found = queries.roster(round)
    return (found.filter(lines__batch=batch_id) if batch_id else found).count()


def _name(round_id: int, which: str, batch_id: int | str | None) -> str:
    """2022年度奖励发放花名册（FF2022-01）"""
    batch = PaymentBatch.objects.filter(round=round_id, pk=batch_id).first() if batch_id else None
    of_batch = f"（{batch.no}）" if batch else ""
    return f"{AnnualRound.objects.get(pk=round_id).year}年度{NAMES[which]}{of_batch}"


@exported.exported(KIND)
def _make(owner: User, told: Told | None, round_id: int, which: str, batch_id: int | None = None) -> bytes:
    round = AnnualRound.objects.select_related("policy").get(pk=round_id)
    if which == "matching":
        return workbooks.matching_ledger(round, told)
    batch = PaymentBatch.objects.get(round=round, pk=batch_id) if batch_id else None
    return workbooks.payment_roster(round, batch, told)
