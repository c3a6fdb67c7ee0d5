"""What the nominee may say, and who answers."""

from nominations.models import Nomination, NomineeRemark
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OFFICES
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from ..checking.checks import live_check

ENDED_STATES = ("withdrawn", "disqualified")
WRITTEN = ("draft", "returned")  # while the firm writes, consent and pledge go into the file itself


def may_invite(user, nomination: Nomination) -> Answer:
    """The firm's HR, or the clerk or officer who made the file, sends the nominee a link."""
    own = user.organisation_as(Role.FIRM_HR) == nomination.firm
    made = nomination.created_by_id == user.pk and user.has_role(*OFFICES)
    if not (own or made):
        return no("本人链接由填报单位发出。")
    if nomination.state in ENDED_STATES:
        return no(f"申报现在是“{nomination.get_state_display()}”，不再发出本人链接。")
    return YES


def may_remark(nomination: Nomination, kind: str) -> Answer:
    """Consent and pledge while the file is written; a correction until it is qualified; 复核 of a refusal before the review."""
    said = nomination.remarks.filter(kind=kind)
    if kind in ("consent", "pledge"):
        if said.exists():
            return no("您已经确认过。")
        return YES if nomination.state in WRITTEN else no("申报已经报送，不再需要确认。")
    if said.filter(answered_at=None).exists():
        return no("您提出的请求正在办理，答复后可以再提。")
    if kind == "correction":
        open_to_it = nomination.state in (*WRITTEN, "submitted")
        return YES if open_to_it else no("初审已经结束，内容不再更正；确有错误的，请与推荐单位联系。")
    if nomination.state != "unqualified":
        return no("只有认定为资格不合格的，可以申请复核。")
    return YES if nomination.round.state in ("open", "checking") else no("评审已经开始，不再受理复核申请。")


def may_answer(user, remark: NomineeRemark) -> Answer:
    """A correction: whoever may write the file. A 复核: an officer who had no part in the verdict."""
    if remark.kind == "correction":
        return may_invite(user, remark.nomination)
    if not user.has_role(Role.UNION_STAFF):
        return no("复核申请由区总工会工作人员答复。")
    check = live_check(remark.nomination)
    if check and user.own_accounts & {check.checked_by_id, check.confirmed_by_id}:
        return no("资格结论由您审查或复核，复核申请须由其他工作人员答复。")
    return YES
