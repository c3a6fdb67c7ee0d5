"""More time to nominate: for everybody before the intake is closed, or for one firm after it. Two people, told to all."""

import datetime as dt

from django.db import transaction

from nominations import messages
from nominations.models import AnnualRound, DeadlineChange
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import moment_text, read_moment_text


def _read(round_id: int, until: str, reason: str) -> tuple[AnnualRound, dt.datetime]:
    """The locked round and the new moment; refused without a reason, or after the planned naming."""
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    moment = dt.datetime.fromisoformat(until)
    require_text(reason, "请写明延长的原因，原因将向社会公告。")
    if moment <= clock.now():
        raise Refusal("新的截止时间已经过去，请核对。")
    if moment.date() > round.naming_on:
        raise Refusal("新的截止时间晚于拟命名日期，请核对。")
    return round, moment


@transaction.atomic
def _check_all(round_id: int, until: str, reason: str) -> tuple[AnnualRound, dt.datetime]:
    round, moment = _read(round_id, until, reason)
    if round.state != "open":
        raise Refusal(
            f"{round}现在是“{round.get_state_display()}”，不能整体延长；确有需要的，可为个别单位开放补报。"
        )
    if moment <= round.intake_closes_at:
        raise Refusal(
            f"新的截止时间须晚于原来的 {moment_text(round.intake_closes_at)}；申报时间只能延长，不能缩短。"
        )
    return round, moment


@transaction.atomic
def _check_firm(round_id: int, firm_id: int, until: str, reason: str) -> tuple[AnnualRound, dt.datetime]:
    round, moment = _read(round_id, until, reason)
    if round.state not in ("open", "checking"):
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，评审开始后不能再补报。")
    if clock.now() < round.intake_closes_at:
        raise Refusal(f"申报尚未截止（{moment_text(round.intake_closes_at)}），无须开放补报。")
    if Organisation.objects.get(pk=firm_id).struck_off_on:
        raise Refusal("这家单位已经除名，不能补报。")
    return round, moment


@two_person_act(
    "nominations.extend_intake",
    "延长申报时间",
    may=is_union_or_leader,
    summary=lambda round_id, until, reason: (
        f"{AnnualRound.objects.get(pk=round_id)}：申报截止延长至 {read_moment_text(until)}，原因：{reason}"
    ),
    check=_check_all,
)
@transaction.atomic
def extend_intake(*, actor: User, second: User, round_id: int, until: str, reason: str) -> DeadlineChange:
    """Everybody has until then; the old deadline stays on record and the change is told on the public page."""
    round, moment = _check_all(round_id, until, reason)
    change = _note(actor, second, round, None, moment, reason)
    round.intake_closes_at = moment
    round.save()
    return change


@two_person_act(
    "nominations.reopen_for_firm",
    "为个别单位开放补报",
    may=is_union_or_leader,
    summary=lambda round_id, firm_id, until, reason: (
        f"{AnnualRound.objects.get(pk=round_id)}：{Organisation.objects.get(pk=firm_id)}"
        f"可补报至 {read_moment_text(until)}，原因：{reason}"
    ),
    check=_check_firm,
)
@transaction.atomic
def reopen_for_firm(
    *, actor: User, second: User, round_id: int, firm_id: int, until: str, reason: str
) -> DeadlineChange:
    """One firm may still write and submit until then; told on the public page like any change."""
    round, moment = _check_firm(round_id, firm_id, until, reason)
    return _note(actor, second, round, Organisation.objects.get(pk=firm_id), moment, reason)


def _note(
    actor: User, second: User, round: AnnualRound, firm: Organisation | None, until: dt.datetime, reason: str
) -> DeadlineChange:
    change = DeadlineChange.objects.create(
        round=round,
        firm=firm,
        was=round.intake_closes_at,
        until=until,
        reason=reason.strip(),
        proposed_by=actor,
        confirmed_by=second,
        at=clock.now(),
    )
    audit.record(second, "延长申报时间", round, firm=str(firm or "全部单位"), until=moment_text(until))
    messages.deadline_moved(change)
    return change
