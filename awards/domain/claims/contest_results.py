"""A verified contest result with a prize offers a claim of the matching reward to whom holds the title (clause 九)."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from awards.models import MatchingClaim, Title
from cultivation.models import ContestResult
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.workbooks.tables import Row, Table
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import builds_on_records

from . import claims

LEVELS = ("国家级", "省级", "市级")  # 市级以上


def offered() -> QuerySet:
    """Prizes in money of the city's level or above, of people who hold the title, that nobody has claimed yet."""
    holds = Title.objects.filter(person=OuterRef("person"), revoked_on=None)
    claimed = MatchingClaim.objects.filter(result=OuterRef("pk"))
    rows = ContestResult.objects.filter(state="verified", cash_fen__gt=0, event__contest__level__in=LEVELS)
    return (
        rows.filter(Exists(holds), ~Exists(claimed))
        .select_related("person", "event__contest")
        .order_by("awarded_on", "pk")
    )


def to_claim() -> QuerySet:
    """The same, while a year's rewards are being entered."""
    return offered().filter(Exists(AnnualRound.objects.filter(state="rewarding")))


@builds_on_records
def claimed(record: Record) -> str:
    """A result that money was asked for stays as it is."""
    made = MatchingClaim.objects.filter(result=record.pk).first()
    return f"已据此登记配套奖励申报 {made.no}" if made else ""


@transaction.atomic
def claim(actor: User, round: AnnualRound, result_id: int) -> MatchingClaim:
    """The claim as the result tells it; judged later in its order like all others."""
    result = offered().select_for_update(of=("self", "record_ptr")).filter(pk=result_id).first()
    if result is None:
        raise Refusal("这项竞赛成绩已经登记，或者不能申请配套奖励。")
    values = {
        "no": f"JS{round.year}-{result.pk}",
        "name": result.person.name,
        "id_number": result.person.id_number,
        "award": f"{result.event}{result.prize}"[:200],
        "kind": "技能竞赛",
        "level": result.event.contest.level,
        "award_date": result.awarded_on,
        "cash_fen": result.cash_fen,
        "share_fen": result.cash_fen,
        "achievement": str(result.event)[:200],
        "document_no": result.document_no,
        "result": result,
    }
    [made] = claims.create_from_table(actor, round, Table([Row(1, values)]), "竞赛成绩")
    return made
