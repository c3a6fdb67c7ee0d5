"""The list of files leaves the portal masked: what the reader may see, on record, with a reason where it is not their own."""

from django.db import transaction
from django.db.models import QuerySet

from nominations import queries
from nominations.documents.intake_content import summary_for
from nominations.documents.workbooks import list_workbook, summary_workbook
from nominations.models import AnnualRound, Nomination
from nominations.rules.workbooks.exports import may_export_list, says_why
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.workbooks.writing import Told
from wuhou_craftsmen.ladder.models import Tier


def exportable(user: User, round: AnnualRound) -> QuerySet[Nomination]:
    """What stands in the list; finance, who sees no list, gets those who were given the title that year."""
    files = queries.visible_to(user).filter(round=round)
    if user.has_role(Role.FINANCE):
        titled = {"tier": Tier.ZHUGE, "revoked_on": None, "reached_on__gte": round.opens_on}
        later = [one.opens_on for one in queries.begun() if one.year > round.year]
        if later:  # a title of a later year is none of this one
            titled["reached_on__lt"] = min(later)
        named = Nomination.objects.filter(
            round=round,
            state="qualified",
            **{f"person__rungs__{key}": value for key, value in titled.items()},
        )
        files = queries.visible_to(user).filter(round=round) | named.select_related(
            "round", "firm__endorsing_unit"
        )
    return files.select_related("person", "endorsed_rank").distinct().order_by(ByNumber("no"))


@transaction.atomic
def export(actor: User, round: AnnualRound, files: QuerySet[Nomination], reason: str) -> list[int]:
    """Write down who takes what; the numbers of the files for the workbook."""
    require(may_export_list(actor))
    if says_why(actor) and not reason.strip():
        raise Refusal("请写明导出的用途，用途将记入操作记录。")
    numbers = list(files.values_list("pk", flat=True))
    audit.record(actor, "导出申报名单", round, files=len(numbers), reason=reason.strip() or "本单位办理")
    return numbers


def _files(numbers: list[int]) -> QuerySet[Nomination]:
    files = Nomination.objects.filter(pk__in=numbers).order_by(ByNumber("no"))
    return files.select_related("firm__endorsing_unit", "person", "endorsed_rank")


@exported("nominations.list")
def list_of(owner: User, told: Told | None, round_id: int, files: list[int]) -> bytes:
    """申报名单, numbers masked."""
    return list_workbook(AnnualRound.objects.get(pk=round_id), _files(files), told=told)


@exported("nominations.full_list", once=True)
def full_list_of(owner: User, told: Told | None, round_id: int, files: list[int]) -> bytes:
    """申报名单 with whole numbers, by permit."""
    found = _files(files).prefetch_related("achievements")
    return list_workbook(AnnualRound.objects.get(pk=round_id), found, whole=True, told=told)


@exported("nominations.summary")
def summary_of(owner: User, told: Told | None, round_id: int) -> bytes:
    """推荐汇总表 of the own firm or unit."""
    return summary_workbook(summary_for(owner, AnnualRound.objects.get(pk=round_id)), told)
