"""Who may see and do what in the review, each answer with its reason."""

from nominations.models import Conflict
from nominations.rules.checking.conflicts import may_lift_conflicts, stands_aside
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OVERSIGHT, READ_ONLY, REVIEW_OVERSIGHT, UNION_AND_LEADERS
from wuhou_craftsmen.accounts.rules import holds, is_leader, is_secretary_or_staff, is_union_staff
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.policy.domain import bodies

from .models import Candidacy, Committee, Objection, PublicNotice

is_expert = holds(Role.EXPERT)
is_secretary = holds(Role.EXPERT_SECRETARY)
may_impose_recusal = is_secretary_or_staff
may_lift_recusal = may_lift_conflicts
may_oversee_review = holds(*REVIEW_OVERSIGHT)
may_see_objections = holds(*OVERSIGHT)
may_open_scoring = is_secretary_or_staff
may_close_scoring = holds(Role.EXPERT_SECRETARY, Role.LEADER)
may_reopen_scoring = holds(Role.LEADER, *READ_ONLY)
may_assign = is_secretary
may_see_assignments = holds(Role.EXPERT_SECRETARY, *READ_ONLY)
may_form_committee = is_secretary_or_staff
may_see_draws = holds(Role.EXPERT_SECRETARY, Role.UNION_STAFF, *READ_ONLY)
may_open_names = holds(*READ_ONLY)
may_close_when_due = holds(Role.EXPERT_SECRETARY, *UNION_AND_LEADERS)
may_publish = holds(*UNION_AND_LEADERS)
may_record_meetings = is_union_staff
SCORE = "review.score_candidacy"
ON_SHOW = ("on_notice", "held", "cleared")  # the states of a candidacy that the public notice shows


def is_chair(user) -> Answer:
    """组长 of the group that names."""
    if bodies.members(bodies.NAMING).filter(user=user, chair=True).exists():
        return YES
    return no("会议纪要和审定名单由评选管理领导小组组长确认；还没有登记组长的，请在“设置—领导机构”登记。")


may_read_objector = holds(Role.UNION_STAFF, *READ_ONLY)


def may_read_notice(user, notice: PublicNotice) -> Answer:
    """Everybody from its first day on; before that only who oversees the review (permissions row 43)."""
    if notice.starts_on <= clock.today() or (user.is_authenticated and may_oversee_review(user)):
        return YES
    return no("公示还没有开始。")


def may_object(user, notice: PublicNotice) -> Answer:
    """Whoever signed in, in the days of the notice, under the own name; not who oversees or keeps the accounts (row 44)."""
    if not (user.is_authenticated and user.current_memberships):
        return no("网上提出异议须先登录；没有账号的，请按公示写明的方式来访、来信、来电反映。")
    if user.has_role(*READ_ONLY, Role.SYSTEM_ADMIN):
        return no("纪检监督员、系统管理员不提出异议；发现问题的，按各自职责办理。")
    if notice.ended_at or not notice.starts_on <= clock.today() <= notice.ends_on:
        return no("不在公示期内，不能网上提出异议。")
    return YES


def may_score(user, candidacy: Candidacy) -> Answer:
    """Granted, not recused, and scoring is open by the one clock."""
    if not is_expert(user):
        return is_expert(user)
    if candidacy.recusals.filter(member__expert__user=user).exists():
        return no("您应当回避这位候选人，不能查看或评分。")
    if not grants.holds(user, SCORE, candidacy):
        return no("这位候选人没有分配给您评分。")
    if candidacy.state == "withdrawn":
        return no("这位候选人已经撤回，不再评分。")
    return scoring_open(candidacy.round.committee)


def scoring_open(committee: Committee) -> Answer:
    if committee.round.state == "suspended":
        return no("批次已中止，恢复以后才能评分。")
    if committee.scoring_opened_at is None:
        return no("评分尚未开始。")
    if committee.scoring_closed_at is not None or clock.now() >= committee.scoring_closes_at:
        return no("评分已经截止，不能再评分或修改。")
    return YES


def may_still_be_rescored(round) -> Answer:
    """From the opening of the scoring until the leading group has met."""
    committee = Committee.objects.filter(round=round).first()
    if committee is None or committee.scoring_opened_at is None:
        return no("评分尚未开始。")
    if round.state not in ("reviewing", "deliberating") or round.meetings.exists():
        return no("领导小组已经审定或批次不在评审、审定阶段，评分不能再变动。")
    return YES


def may_see_ranking(user, round) -> Answer:
    """Nobody sees a score, a mean or a place before closing."""
    if not may_oversee_review(user):
        return may_oversee_review(user)
    committee = Committee.objects.filter(round=round).first()
    if committee is None or committee.scoring_closed_at is None:
        return no("评分截止之前，任何人都不能查看分数和名次。")
    aside = Conflict.objects.filter(user__in=user.own_accounts, nomination__candidacy__round=round)
    if user.has_role(Role.LEADER) and (found := aside.select_related("nomination").first()):
        return no(f"您已登记回避 {found.nomination.no}，排名和评分中有这一人选，由领导小组其他成员查看。")
    return YES


def may_see_scores(user, candidacy: Candidacy) -> Answer:
    """The sheets of one file by code, after closing; an expert has only his own."""
    if not may_oversee_review(user):
        return may_oversee_review(user)
    if candidacy.round.rankings.last() is None or candidacy.round.state == "reviewing":
        return no("评分截止之前，任何人都不能查看分数和名次。")
    if user.has_role(Role.LEADER) and stands_aside(user, candidacy.nomination):
        return no("您已登记回避这一人选，评分由领导小组其他成员查看。")
    return YES


def may_decide_objection(user, objection: Objection) -> Answer:
    if not is_leader(user):
        return is_leader(user)
    if (
        objection.candidacy.recusals.filter(member__expert__user=user).exists()
        or objection.received_by_id in user.own_accounts
        or stands_aside(user, objection.candidacy.nomination)
    ):
        return no("您是这一异议的登记人或利害关系人，应由领导小组其他成员决定。")
    return YES
