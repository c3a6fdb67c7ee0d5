"""Whether the union of the firm has confirmed a self-nomination, and who may say so for it."""

from nominations.models import Nomination, Route
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from .nomination import window_open

may_register_letters = holds(Role.ENDORSING_CLERK)


def union_confirms(nomination: Nomination) -> bool:
    """A confirmation stands for the file as it is."""
    found = getattr(nomination, "union_confirmation", None)
    return found is not None and found.version == nomination.version


def may_confirm_union(user, nomination: Nomination) -> Answer:
    """A second person of the firm, never one who filled the file or changed a word of it."""
    if user.organisation_as(Role.FIRM_HR) != nomination.firm:
        return no("个人自荐由本单位工会确认；没有第二个账号的，请把工会盖章公函交推荐单位登记。")
    if nomination.created_by_id in user.own_accounts or audit.has_done(user, "修改申报", nomination):
        return no("这份自荐由您填报或修改过，须由本单位另一人代表工会确认，或由推荐单位登记工会盖章公函。")
    return is_confirmable(nomination)


def may_register_letter(user, nomination: Nomination) -> Answer:
    """The clerk of the firm's area, to whom the sealed letter was shown."""
    unit = user.organisation_as(Role.ENDORSING_CLERK)
    if unit is None:
        return no(f"工会盖章公函由{endorsing_units_text()}的经办人登记。")
    if nomination.firm.endorsing_unit_id != unit.pk:
        return no(f"“{nomination.firm}”不属于{unit}办理的范围。")
    return is_confirmable(nomination)


def is_confirmable(nomination: Nomination) -> Answer:
    if nomination.route != Route.SELF:
        return no("只有个人自荐的申报需要本单位工会确认。")
    if nomination.state not in ("draft", "returned"):
        return no(f"申报现在是“{nomination.get_state_display()}”，不需要再确认。")
    return window_open(nomination.round, nomination.firm) if nomination.state == "draft" else YES
