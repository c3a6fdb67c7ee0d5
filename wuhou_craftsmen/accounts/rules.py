"""Who may act in which role."""

from wuhou_craftsmen.common.answers import YES, Answer, no

from .models import Role


def holds(*roles: str):
    """A rule: the user has one of the roles."""
    names = "、".join(Role(role).label for role in roles)

    def rule(user) -> Answer:
        if user.is_authenticated and user.is_active and user.has_role(*roles):
            return YES
        return no(f"此项只由{names}办理，您的账号没有这一角色。")

    return rule


def signed_in(user) -> Answer:
    """A rule: anybody who signed in."""
    return YES if user.is_authenticated and user.is_active else no("请先登录。")


def serves(user, firm) -> bool:
    """HR of the firm, the clerk of its area, or the union."""
    return (
        user.organisation_as(Role.FIRM_HR) == firm
        or (firm.endorsing_unit_id and user.organisation_as(Role.ENDORSING_CLERK) == firm.endorsing_unit)
        or user.has_role(Role.UNION_STAFF)
    )


is_union_staff = holds(Role.UNION_STAFF)
is_union_or_leader = holds(Role.UNION_STAFF, Role.LEADER)
is_leader = holds(Role.LEADER)
is_secretary_or_staff = holds(Role.EXPERT_SECRETARY, Role.UNION_STAFF)
