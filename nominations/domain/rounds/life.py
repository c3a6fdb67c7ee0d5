"""A round suspended, resumed, archived or annulled as a whole: by two people, each with reason and document."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from nominations import messages
from nominations.models import AnnualRound, RoundEvent
from nominations.states import ROUND
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_leader, is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text

Listener = Callable[[User, AnnualRound, RoundEvent], object]
Check = Callable[[AnnualRound], list[str]]
_when_annulled: list[Listener] = []
_when_resumed: list[Callable[[AnnualRound, dt.datetime], object]] = []
_before_archiving: list[Check] = []
_before_annulling: list[Check] = []


def when_annulled(listener: Listener) -> Listener:
    """Register `listener(actor, round, event)`: what a higher room does when the whole batch is void, in the same transaction."""
    _when_annulled.append(listener)
    return listener


def when_resumed(listener: Callable[[AnnualRound, dt.datetime], object]) -> Callable:
    """Register `listener(round, until)`: a deadline of a higher room that the suspension ate up."""
    _when_resumed.append(listener)
    return listener


def before_archiving(check: Check) -> Check:
    """Register `check(round)`: words for each thing that is not finished."""
    _before_archiving.append(check)
    return check


def before_annulling(check: Check) -> Check:
    """Register `check(round)`: words for each thing that stands in the way."""
    _before_annulling.append(check)
    return check


def unfinished(round: AnnualRound) -> list[str]:
    """What has to be done before the round is archived, for the page."""
    return [words for check in _before_archiving for words in check(round)]


def _checked(verb: str, round_id: int, reason: str, document: str) -> AnnualRound:
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    require(ROUND.may(verb, round.state))
    require_text(reason, "请写明理由。")
    require_text(document, "请写明依据的文件名称和文号。")
    return round


def _words(round_id: int, reason: str, document: str) -> str:
    return f"{AnnualRound.objects.get(pk=round_id)}，理由：{reason}，依据：{document}"


def _note(kind: str, actor: User, second: User, round: AnnualRound, reason: str, document: str) -> RoundEvent:
    round.save()
    event = RoundEvent.objects.create(
        round=round, kind=kind, reason=reason.strip(), document=document.strip(), proposed_by=actor,
        confirmed_by=second, at=clock.now(),
    )  # fmt: skip
    audit.record(second, ROUND.transitions[kind].label, round, reason=event.reason, document=event.document)
    messages.round_changed(event)
    return event


@transaction.atomic
def _check_suspension(round_id: int, reason: str, document: str) -> AnnualRound:
    return _checked("suspend", round_id, reason, document)


@two_person_act(
    "nominations.suspend_round", "中止批次", may=is_leader, summary=_words, check=_check_suspension
)
@transaction.atomic
def suspend(*, actor: User, second: User, round_id: int, reason: str, document: str) -> RoundEvent:
    """Nothing of the round goes on until it is resumed; what was written stays."""
    round = _check_suspension(round_id, reason, document)
    before = round.state
    ROUND.move(round, "suspend")
    round.suspended_from = before
    return _note("suspend", actor, second, round, reason, document)


@transaction.atomic
def _check_resumption(round_id: int, until: str, reason: str, document: str) -> AnnualRound:
    round = _checked("resume", round_id, reason, document)
    if round.suspended_from in ("open", "reviewing"):
        if not until:
            raise Refusal("请填写恢复后的截止日期：申报（评分）时间因中止耽误，须重新确定。")
        if dt.datetime.fromisoformat(until) <= clock.now():
            raise Refusal("恢复后的截止时间已经过去，请核对。")
    return round


@two_person_act(
    "nominations.resume_round",
    "恢复批次",
    may=is_leader,
    summary=lambda round_id, until, reason, document: (
        _words(round_id, reason, document) + (f"，截止时间改为 {read_moment_text(until)}" if until else "")
    ),
    check=_check_resumption,
)
@transaction.atomic
def resume(*, actor: User, second: User, round_id: int, until: str, reason: str, document: str) -> RoundEvent:
    """On from where it stood; the deadline that ran meanwhile is set anew."""
    round = _check_resumption(round_id, until, reason, document)
    back = round.suspended_from
    ROUND.move(round, "resume")
    round.state, round.suspended_from = back, ""
    if until and back == "open":
        round.intake_closes_at = dt.datetime.fromisoformat(until)
    event = _note("resume", actor, second, round, reason, document)
    if back == "reviewing":
        for listener in _when_resumed:
            listener(round, dt.datetime.fromisoformat(until))
    return event


@transaction.atomic
def _check_archiving(round_id: int, reason: str, document: str) -> AnnualRound:
    round = _checked("archive", round_id, reason, document)
    if left := unfinished(round):
        raise Refusal(f"还有未办结的事项，不能归档：{'；'.join(left)}。")
    return round


@two_person_act(
    "nominations.archive_round", "批次归档", may=is_union_staff, summary=_words, check=_check_archiving
)
@transaction.atomic
def archive(*, actor: User, second: User, round_id: int, reason: str, document: str) -> RoundEvent:
    """The year is closed: its files, marks, names and money are read, and changed no more."""
    round = _check_archiving(round_id, reason, document)
    ROUND.move(round, "archive")
    return _note("archive", actor, second, round, reason, document)


@transaction.atomic
def _check_annulment(round_id: int, reason: str, document: str) -> AnnualRound:
    round = _checked("annul", round_id, reason, document)
    if left := [words for check in _before_annulling for words in check(round)]:
        raise Refusal(f"不能整批作废：{'；'.join(left)}。")
    return round


@two_person_act("nominations.annul_round", "整批作废", may=is_leader, summary=_words, check=_check_annulment)
@transaction.atomic
def annul(*, actor: User, second: User, round_id: int, reason: str, document: str) -> RoundEvent:
    """The whole batch is void, also after the naming: titles end, unpaid rewards are reversed. Another round of the year may
    then be planned."""
    round = _check_annulment(round_id, reason, document)
    ROUND.move(round, "annul")
    round.suspended_from = ""
    event = _note("annul", actor, second, round, reason, document)
    for listener in _when_annulled:
        listener(second, round, event)
    return event
