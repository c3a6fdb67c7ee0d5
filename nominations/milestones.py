"""The first stretch of a file's journey: written, handed in, endorsed, qualified."""

from wuhou_craftsmen.common.text.chinese import moment_text
from wuhou_craftsmen.common.web.milestones import Milestone, tell

from .models import Nomination, Route


@tell
def milestones(nomination: Nomination, user) -> list[Milestone]:
    """What happened to the file in this room, then what lies ahead of it here."""
    if nomination.route == Route.DIRECT:
        told = _recognised(nomination)
    else:
        told = [Milestone("填报", "done", nomination.created_at)]
        told += _handed_in(nomination)
        told += _checked(nomination)
    told = _with_changes(told, nomination)
    if nomination.state == "withdrawn":
        told.append(_left(nomination))
    if nomination.state == "disqualified":
        told.append(Milestone("取消资格", "stop"))
    return told


def _with_changes(told: list[Milestone], nomination: Nomination) -> list[Milestone]:
    """改名、单位变更、去世 and what was decided of it, among what is done."""
    known = []
    for change in nomination.changes.all():
        if change.confirmed_at:
            note = "待领导小组决定是否继续评选" if change is nomination.death and not change.outcome else ""
            note = note or change.new_name
            known.append(Milestone(change.get_kind_display(), "done", change.confirmed_at, note))
        if change.outcome == "continue":
            known.append(Milestone("继续评选（追授）", "done", change.outcome_at, change.outcome_document))
    ahead = next((place for place, m in enumerate(told) if m.state != "done"), len(told))
    return [*told[:ahead], *known, *told[ahead:]]


def _left(nomination: Nomination) -> Milestone:
    death = nomination.death
    if death and death.outcome == "end":
        return Milestone("终止评选", "stop", death.outcome_at, death.outcome_document)
    return Milestone("撤回", "stop")


def _recognised(nomination: Nomination) -> list[Milestone]:
    """直接认定: claimed, checked with the issuing body, confirmed by a second officer."""
    claim = nomination.direct
    return [
        Milestone("提出直接认定", "done", claim.claimed_at, f"受理编号 {nomination.receipt_no}"),
        Milestone("向授予机关核实", "done", claim.checked_at, claim.reply_no),
        Milestone("复核", "done", claim.confirmed_at),
    ]


def _handed_in(nomination: Nomination) -> list[Milestone]:
    """报送 and 初审: a file that was returned is handed in a second time."""
    told = []
    if nomination.receipt_no:
        note = f"回执编号 {nomination.receipt_no}" + (
            "，补正后再次报送" if nomination.submissions > 1 else ""
        )
        told.append(Milestone("报送", "done", nomination.received_at, note))
    elif nomination.state == "draft":
        told.append(Milestone("报送", note=f"截止 {moment_text(nomination.round.intake_closes_at)}"))
    standing = [said for said in nomination.endorsements.all() if not said.dropped_at]
    for said in standing:
        if said.decision == "returned":
            until = f"补正期限 {moment_text(said.correct_by)}" if said.correct_by else ""
            told.append(Milestone("退回补正", "done", said.at, until))
        else:
            told.append(Milestone("初审通过", "done", said.at, str(said.unit)))
    if nomination.state == "returned":
        late = bool(standing) and standing[-1].overdue
        told.append(Milestone("逾期没有补正", "stop") if late else Milestone("补正后再次报送"))
    if nomination.state in ("draft", "submitted", "returned"):
        told.append(Milestone("初审", note=str(nomination.firm.endorsing_unit or "")))
    return told


def _checked(nomination: Nomination) -> list[Milestone]:
    """资格审查, by two people."""
    live = [check for check in nomination.checks.all() if check.dropped_at is None]
    if live and live[0].confirmed_by_id:
        state = "done" if live[0].verdict == "qualified" else "stop"
        return [Milestone(live[0].get_verdict_display(), state, live[0].confirmed_at)]
    return [Milestone("资格审查", note="两人办理，待另一人复核" if live else "")]
