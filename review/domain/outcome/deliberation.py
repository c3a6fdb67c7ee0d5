"""The leading group's meeting: quorum, minutes, ties decided, an exact and hashed list approved."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from django.db import transaction

from nominations.models import AnnualRound, Route
from nominations.rules.changes import deaths_settled
from review import rules
from review.models import Candidacy, Meeting
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import bodies
from wuhou_craftsmen.policy.domain import settings as register

from ..scoring import ranking as arithmetic
from ..scoring.closing import computed


def list_hash(candidacies: Iterable[Candidacy]) -> str:
    """SHA-256 over numbers, names and firms of the list as handed in, ordered by number: a later change of name or firm
    does not make it another list."""
    content = sorted(
        (c.nomination.no, c.nomination.name, c.nomination.firm_as_submitted) for c in candidacies
    )
    return digest(content)


def undecided(round: AnnualRound) -> list[Candidacy]:
    """Those tied across the quota line that still wait for the leading group."""
    return list(
        round.candidacies.filter(state="in_review", ranking_rows__undecided=True)
        .select_related("nomination__firm")
        .distinct()
    )


def proposed_list(round: AnnualRound, chosen: Sequence[str] = ()) -> list[Candidacy]:
    """The proposed, with the group's choice among the tied, and the direct recognitions, which take no place.

    A Refusal names the tied if nothing was chosen.
    """
    ranking = computed(round)
    try:
        proposal = arithmetic.propose(ranking, round.quota, chosen)
    except arithmetic.RankingError as error:
        raise Refusal(str(error)) from error
    if proposal.undecided:
        raise Refusal(
            f"名额线上有 {len(proposal.undecided)} 人并列，只有 {proposal.places} 个名额，须由领导小组议定："
            + "、".join(proposal.undecided)
        )
    wanted = set(proposal.proposed)
    staying = round.candidacies.exclude(state="withdrawn").select_related("nomination__firm")
    return [
        c
        for c in staying
        if c.nomination.no in wanted or (c.nomination.route == Route.DIRECT and c.state == "proposed")
    ]


def quorum_needed(round: AnnualRound, seats: int) -> int:
    return math.ceil(register.value(round.settings, "quorum") * seats)


@transaction.atomic
def record_meeting(
    actor: User,
    round: AnnualRound,
    *,
    held_on: dt.date,
    present: list[User],
    minutes: str,
    approved: list[Candidacy],
    chosen_tied: Sequence[str] = (),
) -> Meeting:
    """Enter the meeting; the approved go on, everybody else proposed or tied is not selected.

    Refused without minutes, below the quorum, for a list that is not of the proposed, or with a tie undecided.
    """
    require(rules.may_record_meetings(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    if round.state != "deliberating":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，不在领导小组审定阶段。")
    require_text(minutes, "没有会议纪要，不能审定。")
    if held_on > clock.today():
        raise Refusal("会议日期不能晚于今天。")
    seated = {seat.user_id for seat in bodies.members(bodies.NAMING)}
    strangers = [str(user) for user in present if user.pk not in seated]
    if strangers:
        raise Refusal(f"{'、'.join(strangers)}不是评选管理领导小组成员。")
    needed = quorum_needed(round, len(seated))
    if len({user.pk for user in present}) < needed or not seated:
        raise Refusal(f"到会 {len(present)} 人，应到 {len(seated)} 人，至少须有 {needed} 人到会。")
    allowed = proposed_list(round, chosen_tied)
    outside = {c.pk for c in approved} - {c.pk for c in allowed}
    if outside or not approved:
        raise Refusal("审定名单中有不是建议人选的人员，或名单为空，请核对。")
    require(deaths_settled(*(c.nomination for c in approved)))
    return _approve(actor, round, held_on, present, minutes, approved, len(seated))


def _approve(
    actor: User,
    round: AnnualRound,
    held_on: dt.date,
    present: list[User],
    minutes: str,
    approved: list[Candidacy],
    seats: int,
) -> Meeting:
    meeting = Meeting.objects.create(
        round=round,
        held_on=held_on,
        seats=seats,
        minutes=minutes.strip(),
        list_sha256=list_hash(approved),
        recorded_by=actor,
        at=clock.now(),
    )
    meeting.present.set(present)
    chosen = {candidacy.pk for candidacy in approved}
    waiting = {candidacy.pk for candidacy in undecided(round)}
    open_ones = round.candidacies.filter(state="proposed") | round.candidacies.filter(pk__in=waiting)
    for candidacy in open_ones.distinct():
        if candidacy.state == "in_review" and candidacy.pk in chosen:
            CANDIDACY.move(candidacy, "propose")
        CANDIDACY.move(candidacy, "approve" if candidacy.pk in chosen else "pass_over")
        if candidacy.state == "not_selected":
            candidacy.outcome_reason = "领导小组未审定"
        candidacy.save()
    audit.record(
        actor, "登记领导小组会议", meeting, present=len(present), seats=seats, list=meeting.list_sha256
    )
    return meeting
