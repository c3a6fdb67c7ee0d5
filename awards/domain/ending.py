"""What the end of a round means for titles and money: nothing left open before it is archived; all of it void when it is annulled."""

from awards.models import LedgerEntry, PaymentBatch, Title
from awards.turns import before_archiving
from nominations.domain.rounds import life
from nominations.models import AnnualRound, RoundEvent
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.web.turns import counted
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman, Tier

from .money import payments, rewards

OPEN_BATCHES = ("drafted", "approved", "sent")


@life.before_archiving
def unfinished(round: AnnualRound) -> list[str]:
    """What is still somebody's turn, with how many: the table of turns is the rule."""
    rows = [(turn, turn.things().filter(**{turn.round: round.pk})) for turn in before_archiving()]
    return [f"{waiting.turn.label} {waiting.count} 项" for waiting in counted(rows)]


@life.before_annulling
def in_the_way(round: AnnualRound) -> list[str]:
    """A batch on its way is given up, or settled, first."""
    count = PaymentBatch.objects.filter(round=round, state__in=OPEN_BATCHES).count()
    return [f"还有 {count} 个发放批次没有办结，请先作废或者登记银行结果"] if count else []


@life.when_annulled
def recall(actor: User, round: AnnualRound, event: RoundEvent) -> None:
    """Every title of the round ends today, what was not paid is reversed; what was paid is a matter of recovery."""
    reason = f"整批作废：{event.reason}（{event.document}）"[:300]
    titles = Title.objects.select_for_update(of=("self",)).filter(decision__round=round, revoked_on=None)
    ended = list(titles.select_related("person").order_by("pk"))
    list(Craftsman.objects.select_for_update().filter(pk__in=[t.person_id for t in ended]).order_by("pk"))
    for title in ended:
        title.revoked_on, title.revoked_reason = clock.today(), reason
        title.save()
        people.revoke_rung(actor, title.person, Tier.ZHUGE, clock.today())
        audit.record(actor, "撤销称号", title, on=clock.today().isoformat(), reason=reason)
    for entry in LedgerEntry.objects.filter(pk__in=[entry.pk for entry in payments.payable(round)]):
        rewards.write_reversal(event.proposed_by, event.confirmed_by, entry, reason)
