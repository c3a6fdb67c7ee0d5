"""What a change beside the file means for the review: experts of the new firm stand aside, a file that ended leaves."""

from nominations.domain.changes import follows_changes
from nominations.models import ChangeKind, FileChange
from review.models import Candidacy, Committee
from review.queries_of_experts import seats
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.policy.domain import settings as register

from ..committee import recusal
from ..committee.against import job_at


@follows_changes
def follow(actor: User, change: FileChange) -> None:
    """Called in the transaction of the change; a file that is not before the experts yet has nothing to follow."""
    Committee.objects.select_for_update().filter(round=change.nomination.round_id).first()
    candidacy = Candidacy.objects.select_for_update().filter(nomination=change.nomination_id).first()
    if candidacy is None:
        return
    if change.outcome == "end":
        _end(actor, candidacy, change)
    elif change.kind in (ChangeKind.FIRM, ChangeKind.FIRM_NAME):
        _stand_aside(actor, candidacy, change)


def _end(actor: User, candidacy: Candidacy, change: FileChange) -> None:
    if not CANDIDACY.allows("end", candidacy.state):
        return
    candidacy.mark_leaving()
    CANDIDACY.move(candidacy, "end")
    candidacy.outcome_reason = f"人选去世，领导小组决定终止（{change.outcome_document}）"[:200]
    candidacy.save()
    audit.record(actor, "终止评选", candidacy, document=change.outcome_document)


def _stand_aside(actor: User, candidacy: Candidacy, change: FileChange) -> None:
    """While experts score; after closing nothing changes by itself (the leading group may order a recount)."""
    committee = Committee.objects.filter(round=candidacy.round_id, scoring_closed_at=None).first()
    if committee is None:
        return
    firm, years = {match_key(change.new_name)}, register.value(committee.round.settings, "recusal_years")
    for member in seats(committee.round):
        kind, words = job_at(member.expert.entry, firm, clock.today(), years)
        if kind:
            recusal.declare(
                actor, candidacy, member, kind, note=f"{change.get_kind_display()}：{words}"[:200]
            )
