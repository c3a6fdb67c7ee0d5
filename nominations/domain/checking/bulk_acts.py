"""The acts of a bulk batch as a table: for each its rule, its verb and its way back, all of the single act."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nominations.models import BulkAct, DepartmentOpinion, Endorsement, Nomination, QualificationCheck
from nominations.rules.checking.checks import (
    departments_agree,
    live_check,
    may_ask,
    may_check,
    may_confirm_check,
    may_endorse,
    unjudged,
)
from nominations.rules.rounds.quotas import places_left
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.rules import holds, is_union_staff
from wuhou_craftsmen.common.kernel.decisions import Answer, needed, no
from wuhou_craftsmen.common.kernel.refusals import Refusal

from . import consultation, endorsement, qualification


@dataclass(frozen=True)
class Act:
    """`may` is asked of each file for the preview and again when it is done; `seen` is what must not have changed
    between the two; `note`, under its heading, tells the preview's reader what he agrees to. `run` gives the rows that
    it made, `undo` takes one of them back by its key. `room`: how many files of a round may be done, None for any."""

    key: str
    who: Callable[..., Answer]
    may: Callable[..., Answer]
    seen: Callable[[Nomination], str]
    run: Callable[..., list]
    hint: str
    note_heading: str = ""
    note: Callable[[Nomination], str] = lambda nomination: ""
    undo: Callable | None = None
    room: Callable[..., int | None] | None = None

    @property
    def title(self) -> str:
        return dict(BulkAct.ACTS)[self.key]


# 初审通过


def _may_endorse(user: User, nomination: Nomination) -> Answer:
    return NOMINATION.may("endorse", nomination.state) and may_endorse(user, nomination)


def _endorse(actor: User, nomination: Nomination, *, opinion: str) -> list[Endorsement]:
    endorsement.endorse(actor, nomination, opinion=opinion, seen_sha256=nomination.frozen_sha256)
    return [nomination.endorsements.filter(decision="endorsed", dropped_at=None).latest("pk")]


def _take_back_endorsement(actor: User, pk: int) -> None:
    said = Endorsement.objects.select_related("nomination").get(pk=pk)
    if said.dropped_at:
        raise Refusal("初审结论已经另行撤回。")
    endorsement.take_back(actor, said.nomination)


# 征求部门意见


def _asked(nomination: Nomination) -> str:
    return "、".join(str(opinion.department) for opinion in nomination.opinions.all())


def _ask(
    actor: User, nomination: Nomination, *, departments: Iterable[Organisation], due_on: dt.date
) -> list[DepartmentOpinion]:
    """Only the questions that are new: an older one is not this batch's to take back."""
    known = set(nomination.opinions.values_list("department_id", flat=True))
    fresh = [department for department in departments if department.pk not in known]
    if not fresh:
        raise Refusal("所选部门都已征求过意见，没有重复征求。")
    return [consultation.ask(actor, nomination, department, due_on=due_on) for department in fresh]


def _take_back_question(actor: User, pk: int) -> None:
    opinion = DepartmentOpinion.objects.filter(pk=pk).first()
    if opinion is None:
        raise Refusal("征求意见已经另行撤回。")
    consultation.take_back(actor, opinion)


# 登记资格合格, 复核资格结论


def _may_check(user: User, nomination: Nomination) -> Answer:
    return may_check(user, nomination) and unjudged(nomination) and departments_agree(nomination)


def _answers(nomination: Nomination) -> str:
    opinions = nomination.opinions.all()
    return f"{len(opinions)} 个部门已回复" if opinions else "没有征求"


def _check(actor: User, nomination: Nomination) -> list[QualificationCheck]:
    return [qualification.check(actor, nomination, verdict="qualified")]


def _drop(actor: User, pk: int) -> None:
    found = QualificationCheck.objects.get(pk=pk)
    if found.dropped_at:
        raise Refusal("审查结论已经另行撤回。")
    qualification.drop(actor, found)


def _may_confirm(user: User, nomination: Nomination) -> Answer:
    found = live_check(nomination)
    if found is None:
        return no("还没有审查结论，没有可以复核的。")
    return may_confirm_check(user, found, nomination)


def _finding(nomination: Nomination) -> str:
    found = needed(live_check(nomination))
    reason = f"：{found.reason}" if found.reason else ""
    return f"{found.get_verdict_display()}{reason}（审查人 {found.checked_by}）"


def _confirm(actor: User, nomination: Nomination) -> list[QualificationCheck]:
    found = needed(live_check(nomination))
    qualification.confirm(actor, found)
    return [found]


def _content(nomination: Nomination) -> str:
    return nomination.frozen_sha256


ACTS = {
    act.key: act
    for act in (
        Act(
            "endorse",
            holds(Role.ENDORSING_CLERK),
            _may_endorse,
            seen=_content,
            run=_endorse,
            hint="推荐排序按申报编号依次排在最后，可再调整。区总工会开始审查之前可以撤销。",
            undo=_take_back_endorsement,
            room=lambda user, round: places_left(round, user.organisation_as(Role.ENDORSING_CLERK)),
        ),
        Act(
            "ask",
            is_union_staff,
            may_ask,
            seen=_content,
            note_heading="已征求的部门",
            note=_asked,
            run=_ask,
            hint="部门回复之前可以撤销。",
            undo=_take_back_question,
        ),
        Act(
            "check",
            is_union_staff,
            _may_check,
            seen=_content,
            note_heading="部门意见",
            note=_answers,
            run=_check,
            hint="由另一名工作人员复核后生效，复核之前可以撤销。",
            undo=_drop,
        ),
        Act(
            "confirm",
            is_union_staff,
            _may_confirm,
            seen=lambda nomination: str(needed(live_check(nomination)).pk),
            note_heading="审查结论",
            note=_finding,
            run=_confirm,
            hint="复核后立即生效，不能撤销。",
        ),
    )
}
