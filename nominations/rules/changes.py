"""Who records what changed after the file was handed in, who reads its document, and what waits for the leading group."""

from wuhou_craftsmen.accounts.roles import PRIVATE_READERS, UNION_AND_LEADERS
from wuhou_craftsmen.accounts.rules import holds, is_union_staff
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from ..models import ChangeKind, Nomination

STATES_OPEN_TO_CHANGE = ("submitted", "returned", "endorsed", "qualified")
may_read_change_papers = holds(*UNION_AND_LEADERS, *PRIVATE_READERS)


def may_enter_change(user, nomination: Nomination, kind: str = "") -> Answer:
    """Union staff, of a file that was handed in; a death until the naming decision, the rest until the archive."""
    if not is_union_staff(user):
        return is_union_staff(user)
    if nomination.state == "draft":
        return no("草稿还没有报送，由填报单位直接修改，不用登记变更。")
    if nomination.state not in STATES_OPEN_TO_CHANGE:
        return no(f"申报现在是“{nomination.get_state_display()}”，不再登记变更。")
    if nomination.round.state in ("archived", "annulled"):
        return no(f"{nomination.round}现在是“{nomination.round.get_state_display()}”，不再登记变更。")
    if kind == ChangeKind.DEATH and nomination.round.state == "rewarding":
        return no("命名决定已经作出，称号不因去世变动；奖励的发放由区总工会与财务按规定办理。")
    return YES


def deaths_settled(*nominations: Nomination) -> Answer:
    """No file goes on while the leading group has not decided what becomes of it."""
    waiting = [str(nomination) for nomination in nominations if nomination.awaits_decision]
    if waiting:
        return no(
            f"{'、'.join(waiting)}的人选已去世，须先由领导小组决定继续评选（追授）或者终止，在申报页上登记决定文号。"
        )
    return YES
