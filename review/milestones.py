"""The middle of a file's journey: scored, decided, shown to the public. Nothing is told before it is public."""

from nominations.models import Nomination, Route
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.chinese import cn_date, moment_text
from wuhou_craftsmen.common.web.milestones import Milestone, tell

from .models import Candidacy
from .queries import candidacy_of, outcome_is_public
from .rules import may_oversee_review


@tell
def milestones(nomination: Nomination, user) -> list[Milestone]:
    """Firms and clerks learn an outcome with the public (permissions row 33); places and scores are never told here."""
    found = candidacy_of(nomination)
    if found is None or (found.round.state == "reviewing" and found.state == "in_review"):
        scored = Milestone("专家评审") if found is None else _scored(found)
        return [scored, Milestone("领导小组审定"), Milestone("公示")]
    entries = found.notice_entries.select_related("notice")
    if not may_oversee_review(user):
        entries = entries.filter(notice__starts_on__lte=clock.today())
    shown = entries.last()
    knows = bool(may_oversee_review(user)) or shown is not None or outcome_is_public(found.round)
    told = [] if nomination.route == Route.DIRECT else [_scored(found)]
    if knows and found.state == "not_selected":
        return [*told, Milestone("未入选", "stop")]
    if found.state == "withdrawn":
        return [*told, Milestone("撤回", "stop")]
    told.append(_decided(found, knows, shown))
    told.append(_shown(found, shown))
    if knows and found.state == "disqualified":
        told.append(Milestone("取消资格", "stop"))
    return told


def _scored(found: Candidacy) -> Milestone:
    committee = found.round.committee
    if committee.scoring_closed_at:
        return Milestone("专家评审", "done", committee.scoring_closed_at)
    return Milestone("专家评审", note=f"评分截止 {moment_text(committee.scoring_closes_at)}")


def _decided(found: Candidacy, knows: bool, shown) -> Milestone:
    if shown is not None or (knows and found.state == "approved"):
        meeting = found.round.meetings.last()
        return Milestone("领导小组审定", "done", meeting.held_on if meeting else None)
    return Milestone("领导小组审定")


def _shown(found: Candidacy, shown) -> Milestone:
    if shown is None:
        return Milestone("公示")
    notice = shown.notice
    days = f"{cn_date(notice.starts_on)}至{cn_date(notice.ends_on)}"
    ended = notice.ended_at is not None and found.state not in ("on_notice", "held")
    return Milestone("公示", "done" if ended else "next", note=days)
