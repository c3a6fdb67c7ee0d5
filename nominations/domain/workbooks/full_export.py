"""The list with whole ID numbers and phones: asked for by one of union and auditors, agreed by one of the other."""

import datetime as dt

from django.db import transaction

from nominations.models import AnnualRound, FullExport, Nomination
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.roles import FULL_EXPORTERS
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

EXPORT_VALID_FOR = dt.timedelta(days=1)
may_export_in_full = holds(*FULL_EXPORTERS)


def _check(round_id: int, reason: str) -> None:
    require_text(reason, "请写明导出的用途，用途将记入操作记录。")


@two_person_act(
    "nominations.full_export",
    "导出含完整个人信息的申报名单",
    may=may_export_in_full,
    summary=lambda round_id, reason: (
        f"{AnnualRound.objects.get(pk=round_id)}全部已报送申报的身份证号、联系电话。用途：{reason}。"
        "须由区总工会工作人员和纪检监督员各一人办理。"
    ),
    check=_check,
)
@transaction.atomic
def permit(*, actor: User, second: User, round_id: int, reason: str) -> FullExport:
    """The proposer may fetch the list once, within a day. The union and the auditors watch each other."""
    _check(round_id, reason)
    both = [person.has_role(role) for person, role in zip((actor, second), FULL_EXPORTERS, strict=True)]
    swapped = [person.has_role(role) for person, role in zip((second, actor), FULL_EXPORTERS, strict=True)]
    if not (all(both) or all(swapped)):
        raise Refusal("导出完整个人信息，须由区总工会工作人员和纪检监督员各一人办理。")
    round = AnnualRound.objects.get(pk=round_id)
    now = clock.now()
    found = FullExport.objects.create(
        round=round, reason=reason.strip(), proposed_by=actor, confirmed_by=second, at=now,
        expires_at=now + EXPORT_VALID_FOR,
    )  # fmt: skip
    audit.record(second, "准许导出完整个人信息", round, reason=found.reason)
    return found


@transaction.atomic
def take(actor: User, found: FullExport) -> list[int]:
    """The numbers of the files for the workbook, once; the permit is used up by it."""
    taken = FullExport.objects.filter(
        pk=found.pk, proposed_by=actor, taken_at=None, expires_at__gt=clock.now()
    ).update(taken_at=clock.now())
    if not taken:
        raise Refusal("这份名单已经下载过，或者已经过期。需要时请重新提请导出。")
    files = Nomination.objects.filter(round=found.round, receipt_no__isnull=False)
    numbers = list(files.values_list("pk", flat=True))
    audit.record(actor, "下载完整个人信息清单", found.round, files=len(numbers), reason=found.reason)
    return numbers
