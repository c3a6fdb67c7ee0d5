"""The panels of a file's page: one dataclass each, what it shows and what this user may do there, or why not."""

from dataclasses import dataclass

from nominations import queries
from nominations.domain import changes as change_verbs
from nominations.forms.changes import OutcomeForm
from nominations.forms.file.nomination import ReasonForm, RenewForm
from nominations.forms.file.notice_objections import NoticeObjectionForm
from nominations.models import (
    Evidence,
    EvidenceKind,
    FileChange,
    Nomination,
    NomineeRemark,
    NoticeObjection,
    Route,
    UnionConfirmation,
)
from nominations.models.achievements import cells_of, rows_of, tables_of
from nominations.models.application import FIELDS, REQUIREMENTS, in_words
from nominations.rules.changes import STATES_OPEN_TO_CHANGE, may_enter_change, may_read_change_papers
from nominations.rules.file.evidence import NOT_FOR_EXPERTS, may_change_evidence, may_read_id_card
from nominations.rules.file.nomination import may_delete, may_edit, may_read_private, may_submit, may_withdraw
from nominations.rules.file.nominee import may_answer, may_invite
from nominations.rules.file.renewal import may_renew
from nominations.rules.file.union_confirmation import may_confirm_union, union_confirms
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.files import pages
from wuhou_craftsmen.common.kernel.decisions import Answer
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.text.resident_id import birth_date_of

from ..checking.panels import (
    conflict_panel,
    departments_panel,
    endorsing_panel,
    places_panel,
    qualification_panel,
)
from .steps import Way, way


def panels_of(nomination: Nomination, user) -> dict:
    """Name in the templates -> panel."""
    return {
        "application": application_panel(nomination),
        "writing": writing_panel(nomination, user),
        "union": union_panel(nomination, user),
        "evidence": evidence_panel(nomination, user),
        "endorsing": endorsing_panel(nomination, user),
        "departments": departments_panel(nomination, user),
        "qualification": qualification_panel(nomination, user),
        "nominee": nominee_panel(nomination, user),
        "places": places_panel(nomination, user),
        "changes": changes_panel(nomination, user),
        "conflict": conflict_panel(nomination, user),
        "objections": objections_panel(nomination),
    }


@dataclass(frozen=True)
class ApplicationPanel:
    """申报表 in words: (label, value) pairs, and the tables of achievements."""

    fields: list[tuple[str, str]]
    requirements: list[tuple]
    achievements: list


def application_panel(nomination: Nomination) -> ApplicationPanel:
    return ApplicationPanel(
        fields=[(label, shown(nomination, key)) for key, label in FIELDS.items()],
        requirements=[(label, getattr(nomination, key)) for key, label in REQUIREMENTS.items()],
        achievements=tables_of(nomination),
    )


def shown(nomination: Nomination, key: str) -> str:
    """A field of the 申报表 in words."""
    if key in ACHIEVEMENTS:
        return "；".join(
            "，".join(words for _, words in cells_of(key, row) if words) for row in rows_of(nomination, key)
        )
    return in_words(key, getattr(nomination, key))


@dataclass(frozen=True)
class WritingPanel:
    """What the firm does with the file. `way`: its steps, and what is missing before it may be handed in."""

    way: Way | None
    may_edit: Answer
    may_submit: Answer
    may_withdraw: Answer
    may_delete: Answer
    may_renew: Answer
    renew_form: RenewForm
    withdraw_form: ReasonForm
    may_read_private: Answer
    own_firm: bool
    masked_id: str
    sees_ladder: bool


def writing_panel(nomination: Nomination, user) -> WritingPanel:
    submits = may_submit(user, nomination)
    return WritingPanel(
        way=way(nomination) if submits else None,
        may_edit=may_edit(user, nomination),
        may_submit=submits,
        may_withdraw=may_withdraw(user, nomination),
        may_delete=may_delete(user, nomination),
        may_renew=may_renew(user, nomination, queries.current_round()),
        renew_form=RenewForm(file=nomination),
        withdraw_form=ReasonForm(auto_id="withdraw_%s"),
        may_read_private=may_read_private(user, nomination),
        own_firm=user.organisation_as(Role.FIRM_HR) == nomination.firm,
        masked_id=mask_id(nomination.person.id_number),
        sees_ladder=nomination.sees_ladder,  # of `queries.whole`
    )


def identity_of(nomination: Nomination) -> list[tuple[str, str]]:
    """What the ID number says, for whoever writes the file: (heading, words)."""
    number = nomination.person.id_number
    return [
        ("身份证号", mask_id(number)),
        ("性别", nomination.sex),
        ("出生日期", cn_date(birth_date_of(number))),
    ]


@dataclass(frozen=True)
class UnionPanel:
    """Of a self-nomination: what the firm's union said, and whether this user may say it."""

    confirmation: UnionConfirmation | None
    stands: bool
    may_confirm: Answer


def union_panel(nomination: Nomination, user) -> UnionPanel | None:
    if nomination.route != Route.SELF:
        return None
    return UnionPanel(
        confirmation=getattr(nomination, "union_confirmation", None),
        stands=bool(union_confirms(nomination)) or nomination.state not in ("draft", "returned"),
        may_confirm=may_confirm_union(user, nomination),
    )


@dataclass(frozen=True)
class EvidencePanel:
    """What proves the file; the ID card only for whom it is meant."""

    photo: Evidence | None
    papers: list[Evidence]
    id_cards: list[Evidence]
    may_change: Answer


def evidence_panel(nomination: Nomination, user) -> EvidencePanel:
    live = [e for e in nomination.evidence.all() if e.removed_at is None]
    reads_id_cards = may_read_id_card(user, nomination)
    papers = [e for e in live if e.kind not in NOT_FOR_EXPERTS]
    pages.want(e.file for e in live if e.kind != EvidenceKind.ID_CARD)
    return EvidencePanel(
        photo=next((e for e in live if e.kind == EvidenceKind.PHOTO), None),
        papers=papers,
        id_cards=[e for e in live if e.kind == EvidenceKind.ID_CARD and reads_id_cards],
        may_change=may_change_evidence(user, nomination),
    )


@dataclass(frozen=True)
class NomineePanel:
    """本人意见: what the nominee said of the file; `open`: what waits for an answer, and whether this user gives it."""

    remarks: list[NomineeRemark]
    open: list[tuple[NomineeRemark, Answer]]
    may_invite: Answer


def nominee_panel(nomination: Nomination, user) -> NomineePanel:
    remarks = list(nomination.remarks.all())
    return NomineePanel(
        remarks=remarks,
        open=[(one, may_answer(user, one)) for one in remarks if one.text and not one.answered_at],
        may_invite=may_invite(user, nomination),
    )


@dataclass(frozen=True)
class ChangesPanel:
    """The changes in force for whoever sees the file; what still waits for whoever may confirm it."""

    known: list[FileChange]
    may_enter: Answer
    enters: bool
    reads_papers: bool
    deciding: FileChange | None
    may_settle: Answer
    outcome_form: OutcomeForm


def changes_panel(nomination: Nomination, user) -> ChangesPanel:
    staff = bool(is_union_staff(user))
    known = [
        change
        for change in nomination.changes.all()
        if change.confirmed_at or (staff and change_verbs.is_waiting(change))
    ]
    undecided = nomination.awaits_decision and nomination.state in STATES_OPEN_TO_CHANGE
    return ChangesPanel(
        known=known,
        may_enter=may_enter_change(user, nomination),
        enters=staff,
        reads_papers=bool(may_read_change_papers(user)),
        deciding=nomination.death if undecided else None,
        may_settle=is_union_or_leader(user),
        outcome_form=OutcomeForm(auto_id="outcome_%s"),
    )


@dataclass(frozen=True)
class ObjectionsPanel:
    """单位公示异议: for whoever may write the file, and afterwards for whoever reads it."""

    known: list[NoticeObjection]
    form: NoticeObjectionForm


def objections_panel(nomination: Nomination) -> ObjectionsPanel:
    return ObjectionsPanel(
        list(nomination.notice_objections.all()), NoticeObjectionForm(auto_id="objection_%s")
    )
