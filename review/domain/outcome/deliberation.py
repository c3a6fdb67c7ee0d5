"""The leading group's meeting: quorum, minutes, ties decided, an exact and hashed list approved."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nominations.models import AnnualRound, Conflict, Route
from nominations.rules.changes import deaths_settled
from review import rules
from review.models import Candidacy, Meeting, RankingRun
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require, require_text
from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text
from wuhou_craftsmen.common.text.stroke_order import by_strokes
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
        round.candidacies.filter(
            state="in_review", ranking_rows__undecided=True, ranking_rows__run=round.rankings.last()
        )
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


@dataclass(frozen=True)
class _Said:
    """What a proposal tells of a meeting, read."""

    round: AnnualRound
    present: list[User]
    approved: list[Candidacy]
    seats: int


def _read(
    round_id: int, held_on: str, present: list[int], minutes: str, approved: list[int], chosen_tied: list[str]
) -> _Said:
    """Refused without minutes, below the quorum, for a list that is not of the proposed, or with a tie undecided."""
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    if round.state != "deliberating":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，不在领导小组审定阶段。")
    require_text(minutes, "没有会议纪要，不能审定。")
    if dt.date.fromisoformat(held_on) > clock.today():
        raise Refusal("会议日期不能晚于今天。")
    seated = {seat.user_id for seat in bodies.members(bodies.NAMING) if seat.user_id}
    came = list(User.objects.filter(pk__in=present))
    strangers = [str(user) for user in came if user.pk not in seated]
    if strangers:
        raise Refusal(f"{'、'.join(strangers)}不是评选管理领导小组成员。")
    needed = quorum_needed(round, len(seated))
    if len(came) < needed or not seated:
        raise Refusal(f"到会 {len(came)} 人，应到 {len(seated)} 人，至少须有 {needed} 人到会。")
    allowed = {c.pk: c for c in proposed_list(round, chosen_tied)}
    if not approved or set(approved) - set(allowed):
        raise Refusal("审定名单中有不是建议人选的人员，或名单为空，请核对。")
    chosen = [allowed[pk] for pk in approved]
    require(deaths_settled(*(c.nomination for c in chosen)))
    _require_free_votes(round, chosen, seated, {user.pk for user in came})
    return _Said(round, came, chosen, len(seated))


def _require_free_votes(
    round: AnnualRound, chosen: list[Candidacy], seated: set[int], present: set[int]
) -> None:
    """Who stands aside from somebody does not vote on him: of those who may, the quorum has to be there."""
    aside = _standing_aside(chosen, seated)
    for candidacy in chosen:
        free = seated - aside.get(candidacy.nomination_id, set())
        needed = max(1, quorum_needed(round, len(free)))
        if len(free & present) < needed:
            raise Refusal(
                f"{candidacy.nomination}：不须回避的成员到会 {len(free & present)} 人，至少须有 {needed} 人，不能审定。"
            )


def _standing_aside(candidacies: Iterable[Candidacy], users: Iterable[int]) -> dict[int, set[int]]:
    """File -> those of the users who declared an interest in it."""
    found: dict[int, set[int]] = {}
    files = [candidacy.nomination_id for candidacy in candidacies]
    for conflict in Conflict.objects.filter(nomination__in=files, user__in=users):
        found.setdefault(conflict.nomination_id, set()).add(conflict.user_id)
    return found


def free_of_cases(user: User, candidacies: Iterable[Candidacy]) -> Answer:
    """Who stands aside from a case neither proposes nor decides a list that holds it."""
    cases = list(candidacies)
    for file in _standing_aside(cases, user.own_accounts):
        case = next(c.nomination.no for c in cases if c.nomination_id == file)
        return no(f"{user}已登记回避 {case}，名单中有这一人选，须由其他人办理。")
    return YES


def refuse_own_cases(candidacies: Iterable[Candidacy], *people: User) -> None:
    """Asked once more in the transaction that decides: a conflict may have been declared meanwhile."""
    cases = list(candidacies)
    for person in people:
        require(free_of_cases(person, cases))


def _free_of_the_list(user: User, *, approved: list[int], **_: Any) -> Answer:
    return free_of_cases(user, Candidacy.objects.filter(pk__in=approved).select_related("nomination"))


@transaction.atomic
def _check_meeting(**said: Any) -> _Said:
    return _read(**said)


def _meeting_in_words(
    round_id: int, held_on: str, present: list[int], approved: list[int], **said: Any
) -> str:
    round = AnnualRound.objects.get(pk=round_id)
    return f"{round}：{read_moment_text(held_on)}会议，到会 {len(present)} 人，审定人选 {len(approved)} 人"


@transaction.atomic
def _meeting_shown(**said: Any) -> list[tuple[str, str]]:
    read = _read(**said)
    listed = by_strokes(read.approved, key=lambda c: c.nomination.name_now)
    return [
        ("到会", "、".join(map(str, read.present))),
        ("应到", f"{read.seats} 人"),
        (
            "审定人选",
            "\n".join(f"{c.nomination.no}　{c.nomination.name_now}　{c.nomination.firm_now}" for c in listed),
        ),
        ("会议纪要", said["minutes"]),
    ]


def _list_seen(**said: Any) -> list:
    """The list, and the ranking from which it was made."""
    found = Candidacy.objects.filter(pk__in=said["approved"]).select_related("nomination__firm")
    ranking_run = RankingRun.objects.filter(round=said["round_id"]).last()
    return [list_hash(found), ranking_run and ranking_run.sha256, ranking_run and ranking_run.pk]


@two_person_act(
    "review.record_meeting",
    "领导小组会议和审定名单",
    may=rules.may_record_meetings,
    may_confirm=rules.is_chair,
    summary=_meeting_in_words,
    check=_check_meeting,
    seen=_list_seen,
    shown=_meeting_shown,
    about=_free_of_the_list,
)
@transaction.atomic
def record_meeting(*, actor: User, second: User, **said: Any) -> Meeting:
    """Entered by one, confirmed by the chair; the approved go on, everybody else proposed or tied is not selected."""
    read = _read(**said)
    refuse_own_cases(read.approved, actor, second)
    held_on = dt.date.fromisoformat(said["held_on"])
    return _approve(actor, second, read, held_on, said["minutes"])


def _approve(actor: User, chair: User, read: _Said, held_on: dt.date, minutes: str) -> Meeting:
    round, approved = read.round, read.approved
    meeting = Meeting.objects.create(
        round=round,
        held_on=held_on,
        seats=read.seats,
        minutes=minutes.strip(),
        list_sha256=list_hash(approved),
        recorded_by=actor,
        confirmed_by=chair,
        at=clock.now(),
    )
    meeting.present.set(read.present)
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
        chair,
        "登记领导小组会议",
        meeting,
        present=len(read.present),
        seats=read.seats,
        list=meeting.list_sha256,
    )
    return meeting
