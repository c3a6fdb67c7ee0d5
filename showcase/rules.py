"""Who keeps the roll of craftsmen."""

from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from .models import Profile
from .states import PROFILE

may_keep_profiles = is_union_staff


def may_draft(user, profile: Profile) -> Answer:
    """The union, until the person has approved; of a title that stands."""
    return _may("draft", user, profile)


def may_ask(user, profile: Profile) -> Answer:
    if not (answer := _may("ask", user, profile)):
        return answer
    return YES if profile.draft_deed else no("还没有写事迹，请先写好、保存，再征求本人意见。")


def may_withdraw(user, profile: Profile) -> Answer:
    """Upon the person's word; of a revoked title there is nothing left to take back."""
    return _may("withdraw", user, profile)


def _may(verb: str, user, profile: Profile) -> Answer:
    if not may_keep_profiles(user):
        return may_keep_profiles(user)
    if profile.title.revoked_on and verb != "withdraw":
        return no("称号已撤销，名录不再登载。")
    return PROFILE.may(verb, profile.state)
