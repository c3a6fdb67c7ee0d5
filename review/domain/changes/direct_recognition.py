"""直接认定 (clause 七) goes before the leading group beside the ranking: no scores, no place of the quota."""

from nominations.domain.ways_in.direct_recognition import when_proposed
from nominations.models import AnnualRound, Nomination
from review.models import Candidacy
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel.refusals import Refusal


@when_proposed
def put_forward(actor: User, nomination: Nomination) -> None:
    """A candidate of the list that the leading group will decide on; refused once the group has met."""
    round = AnnualRound.objects.select_for_update(of=("self",)).get(pk=nomination.round_id)
    if round.meetings.exists():
        raise Refusal(f"{round}的领导小组会议已经召开，直接认定请在下一年度办理。")
    candidacy = Candidacy(nomination=nomination, round=round)
    CANDIDACY.move(candidacy, "put_forward")
    candidacy.save()
