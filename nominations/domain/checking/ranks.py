"""推荐排序 of an endorsing unit: places 1, 2, 3 … without gaps; a file that leaves lets the others move up."""

from django.db import transaction
from django.db.models import F

from nominations.models import AnnualRound, EndorsedRank, Nomination
from nominations.rules.rounds.quotas import may_rank
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal

TEMPORARY_RANK_OFFSET = 20_000  # rows wait here while the others move: a place is never held by two


def lock(unit: Organisation) -> None:
    """One writer of a unit's places at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)


def ranked(round: AnnualRound, unit: Organisation) -> list[EndorsedRank]:
    """The unit's files in their order."""
    rows = EndorsedRank.objects.filter(round=round, unit=unit, left_at=None)
    return list(rows.select_related("nomination__firm").order_by("rank"))


def place(nomination: Nomination, unit: Organisation, rank: int | None) -> EndorsedRank:
    """A place for a file just endorsed; whoever stands there or behind moves down. Inside the endorsing transaction."""
    rows = ranked(nomination.round, unit)
    last = len(rows) + 1
    rank = last if rank is None else rank
    if not 1 <= rank <= last:
        raise Refusal(f"推荐排序应为 1 至 {last}：{unit}现有 {len(rows)} 份初审通过的申报。")
    row, _ = EndorsedRank.objects.update_or_create(
        nomination=nomination,
        defaults={"round": nomination.round, "unit": unit, "rank": last, "left_at": None},
    )
    rows.insert(rank - 1, row)
    _number(rows)
    return row


@transaction.atomic
def move(actor: User, nomination: Nomination, rank: int) -> None:
    """Give a file another place; the same place again changes nothing."""
    round = nomination.round
    require(may_rank(actor, round))
    row = EndorsedRank.objects.select_related("unit").filter(nomination=nomination, left_at=None).first()
    unit = actor.organisation_as("endorsing_clerk")
    if row is None or row.unit != unit:
        raise Refusal("这份申报不在本单位的推荐排序中。")
    lock(unit)
    rows = ranked(round, unit)
    if not 1 <= rank <= len(rows):
        raise Refusal(f"推荐排序应为 1 至 {len(rows)}。")
    was = next(place for place, found in enumerate(rows, 1) if found.pk == row.pk)
    if was == rank:
        return
    rows.insert(rank - 1, rows.pop(was - 1))
    _number(rows)
    audit.record(actor, "调整推荐排序", nomination, was=was, now=rank)


def leave(actor: User, nomination: Nomination) -> None:
    """The file was withdrawn or disqualified: its row stays as record, its place goes to the next."""
    row = EndorsedRank.objects.filter(nomination=nomination, left_at=None).select_related("unit").first()
    if row is None:
        return
    lock(row.unit)
    row.left_at = clock.now()
    row.save()
    _number(ranked(nomination.round, row.unit))
    audit.record(actor, "退出推荐排序", nomination, was=row.rank)


def _number(rows: list[EndorsedRank]) -> None:
    """1, 2, 3 … in this order."""
    wrong = [(place, row) for place, row in enumerate(rows, 1) if row.rank != place]
    EndorsedRank.objects.filter(pk__in=[row.pk for _, row in wrong]).update(
        rank=F("rank") + TEMPORARY_RANK_OFFSET
    )
    for place, row in wrong:
        row.rank = place
        row.save(update_fields=["rank"])
