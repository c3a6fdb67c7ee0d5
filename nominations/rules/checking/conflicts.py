"""Who may say that they have an interest in a file, and what they then leave to others."""

from nominations.models import Nomination
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import READ_ONLY
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

may_declare_conflicts = holds(
    Role.EXPERT,
    Role.EXPERT_SECRETARY,
    Role.UNION_STAFF,
    Role.LEADER,
    Role.ENDORSING_CLERK,
    Role.DEPARTMENT_OFFICER,
)

may_lift_conflicts = holds(Role.EXPERT_SECRETARY, Role.UNION_STAFF, *READ_ONLY)


def stands_aside(user, nomination: Nomination) -> bool:
    return any(conflict.user_id in user.own_accounts for conflict in nomination.conflicts.all())


def may_declare_conflict(user, nomination: Nomination) -> Answer:
    """Of a file that was handed in: nobody checks a draft yet."""
    if not may_declare_conflicts(user):
        return may_declare_conflicts(user)
    if not nomination.receipt_no:
        return no("申报还没有报送，不需要登记回避。")
    return no("您已登记回避。") if stands_aside(user, nomination) else YES


def free_of_conflict(user, nomination: Nomination) -> Answer:
    return no("您已登记回避，这份申报由其他人办理。") if stands_aside(user, nomination) else YES
