"""The committee of a round: approved by two people, grants and recusals at opening."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound, Nomination, Route
from nominations.waiting import unsettled
from review import messages, rules
from review.models import Candidacy, Committee, CommitteeMember, SeatAsApproved
from review.queries_of_experts import seats
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_secretary_or_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.common.text.chinese import moment_text, read_moment_text
from wuhou_craftsmen.policy.domain import settings as register

from . import against, standing_aside

REMINDED_BEFORE = dt.timedelta(days=3)  # the experts, of the end of scoring


def size_problem(round: AnnualRound) -> str:
    """What is wrong with the number of members, in words, or nothing."""
    committee = Committee.objects.filter(round=round).first()
    size = committee.members.count() if committee else 0
    low, high = (register.value(round.settings, key) for key in ("committee_min", "committee_max"))
    if not low <= size <= high:
        return f"专家委员会应为 {low} 至 {high} 人，现有 {size} 人。"
    if register.value(round.settings, "committee_odd") and size % 2 == 0:
        return f"专家委员会人数应为单数，现有 {size} 人。"
    return ""


def _check_committee(round_id: int) -> None:
    if problem := size_problem(AnnualRound.objects.get(pk=round_id)):
        raise Refusal(problem)


def _roster_seen(round_id: int) -> list:
    """Who would be approved, seat by seat; locked, so that nobody changes the roster between look and approval."""
    Committee.objects.select_for_update().filter(round=round_id).first()
    members = seats(AnnualRound.objects.get(pk=round_id)).order_by("code")
    return [[m.code, m.expert_id, m.name, m.employer, m.told.qualification, m.group] for m in members]


def _committee_shown(round_id: int) -> list[tuple[str, str]]:
    """Who would sit, and what speaks against whom."""
    round = AnnualRound.objects.get(pk=round_id)
    found = list(seats(round).order_by("code"))
    told = against.against(against.year_of(round), [seat.expert.entry for seat in found])
    listed = ["　".join(filter(None, (s.code, s.name, s.employer, s.group, s.source))) for s in found]
    noted = [f"{s.name}：{reason.words}" for s in found for reason in told[s.expert.entry_id]]
    return [("专家", "\n".join(listed)), ("注意事项", "\n".join(noted) or "无")]


@two_person_act(
    "review.approve_committee",
    "审批专家委员会",
    may=is_secretary_or_staff,
    summary=lambda round_id: (
        f"{AnnualRound.objects.get(pk=round_id)}：专家 "
        f"{CommitteeMember.objects.filter(committee__round=round_id).count()} 人"
    ),
    check=_check_committee,
    seen=_roster_seen,
    shown=_committee_shown,
)
@transaction.atomic
def approve(*, actor: User, second: User, round_id: int) -> Committee:
    """Two people approve exactly the committee that was proposed. Idempotent."""
    committee = Committee.objects.select_for_update().get(round=round_id)
    _check_committee(round_id)
    if committee.approved_at is None:
        committee.approved_at, committee.approved_by, committee.confirmed_by = clock.now(), actor, second
        committee.save()
        SeatAsApproved.objects.bulk_create(
            SeatAsApproved(
                member=member,
                name=member.name,
                employer=member.employer[:300],
                qualification=member.told.qualification,
            )
            for member in seats(committee.round)
        )
        audit.record(second, "审批专家委员会", committee)
    return committee


def to_be_scored(round: AnnualRound) -> QuerySet[Nomination]:
    """The qualified files; 直接认定 goes past the experts (clause 七)."""
    return Nomination.objects.filter(round=round, state="qualified").exclude(route=Route.DIRECT)


def _check_opening(round_id: int, closes_at: str) -> tuple[AnnualRound, Committee]:
    round = AnnualRound.objects.get(pk=round_id)
    committee = Committee.objects.filter(round=round).first()
    if committee is None or committee.approved_at is None:
        raise Refusal("专家委员会尚未审批，不能开始评分。")
    if waiting := unsettled().filter(round=round).count():
        raise Refusal(f"还有 {waiting} 份申报未办结，不能开始评分。")
    if until := rounds.reopened_until(round):
        raise Refusal(f"还有单位可补报至 {moment_text(until)}，期满后才能开始评分。")
    if not to_be_scored(round).exists():
        raise Refusal("没有资格合格的申报。")
    if dt.datetime.fromisoformat(closes_at) <= clock.now():
        raise Refusal("评分截止时间须晚于现在。")
    return round, committee


@two_person_act(
    "review.open_scoring",
    "开始评分",
    may=rules.may_open_scoring,
    summary=lambda round_id, closes_at: (
        f"{AnnualRound.objects.get(pk=round_id)}：评分截止 {read_moment_text(closes_at)}"
    ),
    check=_check_opening,
)
@transaction.atomic
def open_scoring(*, actor: User, second: User, round_id: int, closes_at: str) -> Committee:
    """Every qualified file goes before the experts, without those who must stand aside."""
    AnnualRound.objects.select_for_update().get(pk=round_id)
    round, committee = _check_opening(round_id, closes_at)
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    rounds.advance(second, round, "start_review")
    committee.scoring_opened_at = clock.now()
    committee.scoring_closes_at = dt.datetime.fromisoformat(closes_at)
    if committee.scoring_closes_at - clock.now() <= REMINDED_BEFORE:
        committee.reminded_of = committee.scoring_closes_at  # being told of the opening is enough
    committee.save()
    Candidacy.objects.bulk_create(
        Candidacy(nomination=nomination, round=round) for nomination in to_be_scored(round)
    )
    recused = standing_aside.at_opening(round, committee)
    _assign(round, committee, recused)
    audit.record(second, "开始评分", committee, closes_at=closes_at, recusals=len(recused))
    messages.scoring_opened(committee)
    return committee


def _assign(round: AnnualRound, committee: Committee, recused: set[tuple[int, int]]) -> None:
    """The whole committee up to k experts a file, else k of them with the loads kept even."""
    members = list(committee.members.select_related("expert__user"))
    k = max(register.value(round.settings, key) for key in ("experts_per_file", "min_scores"))
    load: Counter = Counter()
    files: dict[int, list[int]] = {member.pk: [] for member in members}
    for candidacy_id in round.candidacies.filter(state="in_review").values_list("pk", flat=True):
        free = [member for member in members if (member.pk, candidacy_id) not in recused]
        for member in sorted(free, key=lambda member: (load[member.pk], member.code))[:k]:
            load[member.pk] += 1
            files[member.pk].append(candidacy_id)
    for member in members:
        grants.grant(member.expert.user, rules.SCORE, Candidacy.objects.filter(pk__in=files[member.pk]))
