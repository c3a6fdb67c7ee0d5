"""Who may do what at a ceremony, each answer with its reason."""

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OVERSIGHT, UNION_AND_LEADERS
from wuhou_craftsmen.accounts.rules import holds, is_hr, is_union_staff
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require

from . import queries
from .models import Attendee
from .states import CEREMONY

may_see = holds(*OVERSIGHT)
may_run = is_union_staff
may_take_papers = holds(*UNION_AND_LEADERS)
may_see_own = is_hr
may_open_person = holds(Role.FIRM_HR, *OVERSIGHT)
may_act_for_person = holds(Role.FIRM_HR, Role.UNION_STAFF)


def is_own(user, attendee: Attendee) -> bool:
    """HR of the firm of the file as it is now."""
    return attendee.title is not None and queries.firm_of(attendee) == user.organisation_as(Role.FIRM_HR)


def may_act_for(user, attendee: Attendee) -> Answer:
    """The union, and HR for the own people."""
    if may_run(user) or is_own(user, attendee):
        return YES
    return no("到会情况由本人所在单位的人力资源专员或者区总工会办理。")


def may_look_at(user, attendee: Attendee) -> Answer:
    """Whoever sees the ceremony, and HR the own people."""
    if may_see(user) or is_own(user, attendee):
        return YES
    return no("只能查看本单位的人。")


def may_reply(user, attendee: Attendee) -> Answer:
    """While the notice stands and the title does."""
    if not (answer := may_act_for(user, attendee)):
        return answer
    if attendee.revoked:
        return no(REVOKED)
    if attendee.arrived_at:
        return no("已经签到，不能再改到会情况。")
    return CEREMONY.may("reply", attendee.ceremony.state)


def may_check_in(attendee: Attendee, reason: str) -> Answer:
    """On the day itself, or with a reason; nobody whose title was revoked."""
    if attendee.revoked:
        return no(REVOKED)
    if attendee.arrived_at:
        return no(f"{attendee.name}已经签到（{attendee.came}），不用再签。")
    if not CEREMONY.allows("check_in", attendee.ceremony.state):
        return CEREMONY.may("check_in", attendee.ceremony.state)
    if queries.day_of(attendee.ceremony) != clock.today() and not reason.strip():
        return no("今天不是大会当天，要签到的请写明原因。")
    return YES


REVOKED = "称号已经撤销，不再参加命名大会，也不发证书。"


def require_run(user) -> None:
    """For pages that some only look at."""
    require(may_run(user))
