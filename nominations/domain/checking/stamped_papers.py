"""The stamped scans of an endorsing unit's papers come back, each bound to what was printed."""

from django.db import transaction

from nominations.documents import contents
from nominations.models import AnnualRound, ReportKind, UnitReport
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.rules import is_clerk
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require
from wuhou_craftsmen.common.kernel.refusals import Refusal

from . import ranks


def _unit(actor: User, round: AnnualRound, kind: str) -> Organisation:
    require(is_clerk(actor))
    if kind not in ReportKind.values:
        raise Refusal("没有这种初审材料。")
    if round.state not in ("open", "checking"):
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，初审材料不能再更换。")
    unit = needed(actor.organisation_as(Role.ENDORSING_CLERK))
    ranks.lock(unit)
    return unit


@transaction.atomic
def upload(actor: User, round: AnnualRound, kind: str, content: bytes, name: str, *, code: str) -> UnitReport:
    """`code`: the eight digits printed on the stamped sheet. What changed since it was printed is refused."""
    round = AnnualRound.objects.get(pk=round.pk)
    unit = _unit(actor, round, kind)
    sha256 = contents.sha256_of(contents.content_of(round, unit, kind))
    if "".join(code.split()) != contents.code_of(sha256):
        raise Refusal(
            "校验码与现在的内容不一致：名单已有变动，或校验码抄错。请核对纸面底部的校验码；有变动的，请重新打印盖章。"
        )
    scan = uploads.store_upload(content, name=name, actor=actor, rehearsal=round.rehearsal)
    live = UnitReport.objects.filter(round=round, unit=unit, kind=kind, replaced_at=None)
    live.update(replaced_at=clock.now())
    report = UnitReport.objects.create(
        round=round,
        unit=unit,
        kind=kind,
        content_sha256=sha256,
        scan=scan,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    audit.record(actor, "上传盖章扫描件", report, sha256=scan.sha256)
    return report


@transaction.atomic
def take_back(actor: User, round: AnnualRound, kind: str) -> None:
    """The scan in force is put aside, so that the order may be changed and the paper printed again."""
    round = AnnualRound.objects.get(pk=round.pk)
    unit = _unit(actor, round, kind)
    report = UnitReport.objects.filter(round=round, unit=unit, kind=kind, replaced_at=None).first()
    if report is None:
        return
    report.replaced_at = clock.now()
    report.save()
    audit.record(actor, "撤回盖章扫描件", report)
