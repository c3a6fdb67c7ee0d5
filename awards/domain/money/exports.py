"""花名册 and 台账 with whole ID numbers: asked for by one of finance, confirmed by another, made in the queue."""

from django.db import transaction

from awards import rules
from awards.documents import workbooks
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


def _check(round_id: int, which: str) -> None:
    if which not in BOOKS:
        raise Refusal("没有这种导出。")
    if AnnualRound.objects.get(pk=round_id).state not in ("rewarding", "archived"):
        raise Refusal("命名后才能导出。")


@two_person_act(
    "awards.export",
    "导出含完整身份证号的清单",
    may=rules.may_export_roster,
    summary=lambda round_id, which: f"{AnnualRound.objects.get(pk=round_id)}：{BOOKS[which][0]}",
    check=_check,
)
@transaction.atomic
def export(*, actor: User, second: User, round_id: int, which: str) -> Job:
    """The workbook becomes the result of a job that only the proposer may fetch, for a day."""
    _check(round_id, which)
    round = AnnualRound.objects.get(pk=round_id)
    audit.record(second, "导出清单", round, book=BOOKS[which][0])
    return jobs.start(actor, KIND, f"{round.year}年度{BOOKS[which][0]}", f"{round_id}:{which}", total=1)


def _make(job: Job, object_id: str) -> None:
    round_id, which = object_id.split(":")
    name, build = BOOKS[which]
    round = AnnualRound.objects.select_related("policy").get(pk=round_id)
    file = store.store(
        build(round),
        name=f"{round.year}年度{name}.xlsx",
        content_type=XLSX,
        actor=job.owner,
        rehearsal=round.rehearsal,
    )
    Job.objects.filter(pk=job.pk).update(result=file)


jobs.register(KIND, items=lambda job: [job.object_id] if job.result_id is None else [], work=_make, unit="份")
