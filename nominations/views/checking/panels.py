"""The panels of a file's page for those who check it: what each shows and what this user may do there, or why not."""

from dataclasses import dataclass

from nominations.domain.rounds import quotas
from nominations.forms.checking.checks import (
    AskForm,
    FindingForm,
    OpinionForm,
    ReplyForm,
    VerdictForm,
    WaiveForm,
)
from nominations.forms.checking.conflicts import ConflictForm
from nominations.forms.file.nomination import ReasonForm
from nominations.models import (
    Conflict,
    DepartmentOpinion,
    EndorsedRank,
    Endorsement,
    Nomination,
    QualificationCheck,
    UnitQuota,
)
from nominations.rules.checking import checks as rules
from nominations.rules.checking.conflicts import (
    may_declare_conflict,
    may_declare_conflicts,
    may_lift_conflicts,
)
from nominations.rules.rounds.quotas import places_used
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.roles import OFFICES
from wuhou_craftsmen.common.kernel.decisions import Answer


@dataclass(frozen=True)
class EndorsingPanel:
    """初审: every decision of the unit, `returned` the one that waits for its correction; `may_endorse` while it can be."""

    decisions: list[Endorsement]
    returned: Endorsement | None
    may_endorse: Answer | None
    may_take_back: Answer
    form: OpinionForm


def endorsing_panel(nomination: Nomination, user) -> EndorsingPanel:
    decisions = list(nomination.endorsements.all())
    live = [one for one in decisions if one.dropped_at is None]
    return EndorsingPanel(
        decisions=decisions,
        returned=next((one for one in live if one.decision == "returned"), None),
        may_endorse=rules.may_endorse(user, nomination) if nomination.state == "submitted" else None,
        may_take_back=rules.may_take_back(user, nomination, live[-1] if live else None),
        form=OpinionForm(initial={"seen_sha256": nomination.frozen_sha256} | _next_rank(nomination, user)),
    )


def _endorses(nomination: Nomination, user) -> bool:
    """Whether the form of the 初审 is drawn, with its places."""
    return nomination.state == "submitted" and bool(rules.may_endorse(user, nomination))


def _next_rank(nomination: Nomination, user) -> dict:
    """The next free place, offered to the clerk."""
    if not _endorses(nomination, user):
        return {}
    ranked = EndorsedRank.objects.filter(
        round=nomination.round, unit=nomination.firm.endorsing_unit, left_at=None
    )
    return {"rank": ranked.count() + 1}


@dataclass(frozen=True)
class DepartmentsPanel:
    """部门意见: who was asked and what came back, as far as this user reads it; `own` is the user's department."""

    opinions: list[DepartmentOpinion]
    may_read: Answer
    own: Organisation | None
    reply_form: ReplyForm
    may_ask: Answer
    ask_form: AskForm
    may_waive: Answer
    waive_form: WaiveForm


def departments_panel(nomination: Nomination, user) -> DepartmentsPanel:
    return DepartmentsPanel(
        opinions=list(nomination.opinions.all()),
        may_read=rules.may_read_answers(user, nomination),
        own=user.organisation_as(Role.DEPARTMENT_OFFICER),
        reply_form=ReplyForm(),
        may_ask=rules.may_ask(user, nomination),
        ask_form=AskForm(),
        may_waive=rules.may_waive(user, nomination),
        waive_form=WaiveForm(),
    )


@dataclass(frozen=True)
class QualificationPanel:
    """资格审查: the finding in force, and what may be done: found, confirmed, opened again, ended for fraud."""

    check: QualificationCheck | None
    may_check: Answer | None
    may_confirm: Answer | None
    verdict_form: VerdictForm
    may_check_again: Answer
    again_form: ReasonForm
    may_disqualify: Answer
    finding_form: FindingForm


def qualification_panel(nomination: Nomination, user) -> QualificationPanel:
    check = rules.live_check(nomination)
    waiting = check and not check.confirmed_by_id
    return QualificationPanel(
        check=check,
        may_check=rules.may_check(user, nomination) if check is None else None,
        may_confirm=rules.may_confirm_check(user, check, nomination) if waiting else None,
        verdict_form=VerdictForm(),
        may_check_again=rules.may_check_again(user, nomination),
        again_form=ReasonForm(auto_id="again_%s"),
        may_disqualify=rules.may_disqualify(user, nomination),
        finding_form=FindingForm(),
    )


@dataclass(frozen=True)
class PlacesPanel:
    """The unit's places for whoever endorses now, and the file's own place among them for those who check files."""

    quota: UnitQuota | None
    used: int
    rank: EndorsedRank | None


def places_panel(nomination: Nomination, user) -> PlacesPanel | None:
    if not user.has_role(*OFFICES):
        return None
    unit = nomination.firm.endorsing_unit
    quota = quotas.quota_of(nomination.round, unit) if _endorses(nomination, user) else None
    rank = getattr(nomination, "endorsed_rank", None)
    return PlacesPanel(
        quota=quota,
        used=places_used(nomination.round, unit).get(unit.pk, 0) if quota else 0,
        rank=rank if rank and rank.left_at is None else None,
    )


@dataclass(frozen=True)
class ConflictPanel:
    """Who stands aside is told to whoever checks; the form to whoever may still say so."""

    conflicts: list[Conflict]
    may_declare: Answer
    form: ConflictForm
    may_lift: Answer


def conflict_panel(nomination: Nomination, user) -> ConflictPanel | None:
    if not (may_declare_conflicts(user) or may_lift_conflicts(user)):
        return None
    return ConflictPanel(
        conflicts=list(nomination.conflicts.all()),
        may_declare=may_declare_conflict(user, nomination),
        form=ConflictForm(auto_id="conflict_%s"),
        may_lift=may_lift_conflicts(user),
    )
