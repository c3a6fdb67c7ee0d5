"""Who may act in which role."""

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS, FILE_WRITERS, OFFICES, UNION_AND_LEADERS
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

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
is_union_or_leader = holds(*UNION_AND_LEADERS)
is_leader = holds(Role.LEADER)
is_secretary_or_staff = holds(Role.EXPERT_SECRETARY, Role.UNION_STAFF)

may_see_firms = holds(*OFFICES)
is_hr = holds(Role.FIRM_HR)
is_clerk = holds(Role.ENDORSING_CLERK)
may_manage_links = holds(*FILE_WRITERS, Role.SYSTEM_ADMIN)


def belongs_to(user, firm) -> bool:
    """HR of this very firm."""
    return any(m.role == Role.FIRM_HR and m.organisation_id == firm.pk for m in user.current_memberships)


def owns(user, firm) -> bool:
    """单位管理员 of this very firm."""
    return any(
        m.owner and m.role == Role.FIRM_HR and m.organisation_id == firm.pk for m in user.current_memberships
    )


def may_look_after(user, firm) -> Answer:
    """The clerk of the firm's area or the union, but never who is HR of that same firm."""
    if not may_see_firms(user):
        return may_see_firms(user)
    if belongs_to(user, firm):
        return no("您是该单位的人员，应当回避。")
    area = user.organisation_as(Role.ENDORSING_CLERK)
    if user.has_role(Role.UNION_STAFF) or (area and area.pk == firm.endorsing_unit_id):
        return YES
    return no(f"“{firm}”不属于您办理的范围。")


def may_decide_registration(user, registration) -> Answer:
    """The clerk of the endorsing unit that the firm chose, or the union; never HR of that same firm."""
    if not may_see_firms(user):
        return may_see_firms(user)
    if any(m.organisation.credit_code == registration.credit_code for m in user.current_memberships):
        return no("您是该单位的人员，应当回避。")
    area = user.organisation_as(Role.ENDORSING_CLERK)
    if user.has_role(Role.UNION_STAFF) or (area and area.pk == registration.endorsing_unit_id):
        return YES
    return no(f"“{registration.name}”不属于您办理的范围。")


def may_manage_members(user, firm) -> Answer:
    """The firm's 单位管理员; with a reason the clerk of its area and the union (permissions row 62)."""
    if owns(user, firm):
        return YES
    if belongs_to(user, firm):
        return no("只有本单位的单位管理员可以增减人员；没有单位管理员的，请与所在街道联系。")
    return may_look_after(user, firm)


def opens_alone(other) -> bool:
    """Whether one officer gives `other` the link: HR of firms. Whoever checks, scores or decides gets link and code by two."""
    return all(m.role == Role.FIRM_HR for m in other.current_memberships)


def may_invite(user, other, agreed=()) -> Answer:
    """Who may issue `other` a link to set a password: one officer for HR of a firm, two for all others.

    `agreed`: the ids of users for whom a second person has agreed to a link of this user (queries.agreed_links).
    """
    if other.pk in user.own_accounts:
        return no("不能为本人发链接，请由另一人办理；本人修改密码在右上角姓名菜单里。")
    if not other.is_active or not other.current_memberships:
        return no("这个账号已停用或者没有角色，不能发链接。")
    if opens_alone(other) and all(
        may_manage_members(user, m.organisation) for m in other.current_memberships
    ):
        return YES
    if not user.has_role(*ACCOUNT_KEEPERS):
        return no("只有单位管理员、所在街道和区总工会可以发设置密码的链接。")
    if opens_alone(other) or other.pk in agreed:
        return YES
    return no("这个账号不是企业账号，发链接须另一人复核，请先提请；开通时由提请开通的人发。")
