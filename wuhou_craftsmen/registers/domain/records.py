"""The verbs of a record: entered, verified or sent back, corrected, withdrawn, and the further steps of its register."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, calendar, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import settings

from .. import fields, messages, rules
from ..models import Record
from ..register import Act, Register, register_of, whole
from ..states import STATES
from . import refused

Paper = tuple[bytes, str]  # content and file name


@transaction.atomic
def enter(actor: User, register: Register, values: dict[str, Any], paper: Paper | None = None) -> Record:
    """A new record. A lead unit's own counts at once; another unit's or a firm's waits for the lead unit."""
    require(rules.may_report(actor, register))
    unit = needed(rules.unit_for(actor, register))
    counts = rules.leads(actor, register) and bool(paper or not register.proof)
    record = register.model(
        register=register.key, unit=unit, entered_by=actor, entered_at=clock.now(), state="reported"
    )
    _take(actor, register, record, values, paper, counts=counts)
    if counts:
        _count(record, actor)
    _save(record)
    audit.record(actor, "填报", record, register=register.key, values=_told(register, record, values))
    if counts and register.verified:
        register.verified(actor, record)
    return record


@transaction.atomic
def bring_about(actor: User, register: Register, unit: Organisation, values: dict[str, Any]) -> Any:
    """A record that a verb of another room brings about in the name of `unit`: that verb asked for the right. It counts at once."""
    record = register.model(
        register=register.key, unit=unit, entered_by=actor, entered_at=clock.now(), state="reported"
    )
    _take(actor, register, record, values, None, counts=True)
    _count(record, actor)
    _save(record)
    audit.record(actor, "填报", record, register=register.key, values=_told(register, record, values))
    return record


@transaction.atomic
def amend(actor: User, record: Record, values: dict[str, Any]) -> Any:
    """Other values of a counted record, by a verb of another room, which asked for the right; the same values change nothing."""
    record = _locked(record)
    register = register_of(record)
    before = _told(register, record, values)
    _take(actor, register, record, values, None, counts=record.state == "verified")
    if changed := _changed(before, _told(register, record, values)):
        _save(record)
        audit.record(actor, "更正", record, changed=changed)
    return record


@transaction.atomic
def verify(actor: User, record: Record, *, seen: str | None = None) -> Record:
    """The lead unit has seen the proof: from now on the record counts. `seen`: as in `correct`, of the page that it read."""
    record = _locked(record)
    if record.state == "verified":
        return record
    require(rules.may_verify(actor, record))
    _refuse_unseen(record, seen, "没有核实")
    register = register_of(record)
    if register.proof and record.paper_id is None:
        raise Refusal(f"还没有{register.proof}，不能核实；请退回填报单位，在“更正”里补传。")
    refused.if_hanging(register, record, counts=True)
    if register.check:
        register.check(record)
    _count(record, actor)
    _save(record)
    audit.record(actor, "核实", record)
    if register.verified:
        register.verified(actor, record)
    messages.decided(record)
    return record


@transaction.atomic
def send_back(actor: User, record: Record, reason: str) -> Record:
    """To be put right by who reported it."""
    record = _locked(record)
    require(rules.may_verify(actor, record))
    record.reason = require_text(reason, "请写明退回的原因。")
    days = settings.value(settings.current(), "correction_days")
    record.correct_by = calendar.limit_after(clock.today(), days)
    STATES.move(record, "send_back")
    record.decisions += 1
    _save(record)
    audit.record(actor, "退回", record, **_why(record))
    messages.decided(record)
    return record


@transaction.atomic
def correct(
    actor: User, record: Record, values: dict[str, Any], paper: Paper | None = None, *, seen: str
) -> Record:
    """Other values. What the lead unit corrects stays verified; what was sent back waits for it anew.

    `seen`: `seen_of` when the form was drawn; what somebody else changed since is not overwritten.
    """
    record = _locked(record)
    require(rules.may_correct(actor, record))
    refused.if_built_on(record)
    register = register_of(record)
    _refuse_unseen(record, seen, "没有保存")
    before = _told(register, record, values)
    counts = record.state == "verified"
    if counts and register.undone:
        register.undone(actor, record)
    _take(actor, register, record, values, paper, counts=counts)
    changed = _changed(before, _told(register, record, values))
    if not counts:
        STATES.move(record, "correct")
        record.reason, record.correct_by = "", None
    _save(record)
    audit.record(actor, "更正", record, changed=changed, paper=bool(paper))
    if counts and register.verified:
        register.verified(actor, record)
    messages.changed(actor, record, "更正")
    return record


@transaction.atomic
def withdraw(actor: User, record: Record, reason: str) -> Record:
    """It counts no longer; the row stays, with the reason."""
    record = _locked(record)
    if record.state == "withdrawn":
        return record
    require(rules.may_withdraw(actor, record))
    register = register_of(record)
    if register.check_withdrawal:
        register.check_withdrawal(record)
    refused.if_built_on(record)
    refused.if_it_has_children(record)
    if record.state == "verified" and register.undone:
        register.undone(actor, record)
    record.reason = require_text(reason, "请写明撤下的原因。")
    STATES.move(record, "withdraw")
    record.once = record.verified_by = record.verified_at = record.correct_by = None
    _save(record)
    audit.record(actor, "撤下", record, **_why(record))
    messages.changed(actor, record, "撤下")
    return record


@transaction.atomic
def step(
    actor: User,
    record: Record,
    act: Act,
    values: dict[str, Any],
    paper: Paper | None = None,
    *,
    seen: str | None = None,
) -> Record:
    """A further step of a verified record, as its register names it. `seen`: as in `verify`."""
    record = _locked(record)
    require(rules.may_act(actor, record, act))
    _refuse_unseen(record, seen, "没有办理")
    register = register_of(record)
    for name, value in values.items():
        setattr(record, name, value)
    for name, value in act.sets.items():
        setattr(record, name, value)
    if act.check:
        act.check(record)
    if paper and act.proof:
        record.paper = uploads.store_upload(paper[0], name=paper[1], actor=actor)
    record.once = _once(register, record)
    _save(record)
    audit.record(actor, act.label, record, values=_told(register, record, values))
    if act.after:
        act.after(actor, record)
    return record


def seen_of(record: Record) -> str:
    """What stands for the record as a page showed it."""
    last = audit.last_of(whole(record))
    return str(last.seq) if last else ""


def _refuse_unseen(record: Record, seen: str | None, told: str) -> None:
    if seen is not None and seen != seen_of(record):
        raise Refusal(f"这条记录刚才有人改动过，{told}。请重新打开页面，看过现在的内容后再办。")


def _locked(record: Record) -> Any:
    Record.objects.select_for_update().get(pk=record.pk)
    model = register_of(record).model
    return model.objects.select_related("unit", "firm", "person").get(pk=record.pk)


def _take(
    actor: User,
    register: Register,
    record: Record,
    values: dict[str, Any],
    paper: Paper | None,
    *,
    counts: bool,
) -> None:
    """Set the values and all that follows from them; refused where the register says so."""
    for name, value in values.items():
        setattr(record, name, value)
    if (firm := actor.organisation_as(Role.FIRM_HR)) and record.unit_id == firm.pk:
        _keep_to(firm, register, record)
    if register.dated:
        record.year = getattr(record, register.dated).year
    record.title = register.called(record)[:150]
    record.once = _once(register, record)
    if record.once and Record.objects.filter(once=record.once).exclude(pk=record.pk).exists():
        raise Refusal(f"“{record.title}”已经填报，不能重复；有变化的请更正原来的记录。")
    refused.if_private(register, record)
    refused.if_hanging(register, record, counts=counts)
    if register.check:
        register.check(record)
    if paper:
        record.paper = uploads.store_upload(paper[0], name=paper[1], actor=actor)


def _keep_to(firm: Organisation, register: Register, record: Record) -> None:
    """A firm reports of itself alone."""
    if "firm" not in register.fields:
        record.firm = firm
    elif record.firm_id != firm.pk:
        raise Refusal(f"您只能填报本单位（{firm}）的内容。")


def _save(record: Record) -> None:
    """What the database would refuse is told in words."""
    try:
        record.validate_constraints()
    except ValidationError as found:
        raise Refusal("填写的内容前后不一致（日期的先后，或者人数的多少），请核对后再保存。") from found
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as same:  # somebody else was faster by a moment
        raise Refusal(f"“{record.title}”刚才已经有人填报，请核对。") from same


def _count(record: Record, actor: User) -> None:
    STATES.move(record, "verify")
    record.decisions += 1
    record.verified_by, record.verified_at, record.reason = actor, clock.now(), ""


def _once(register: Register, record: Record) -> str | None:
    """The key of what may be there once, None where it may be there often."""
    if register.once is None or record.state == "withdrawn":
        return None
    key = register.once(record)
    return ":".join([register.key, *map(str, key)])[:200] if key else None


def _changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def _why(record: Record) -> dict[str, str]:
    """The reason, for the audit log; of a register of names it stands on the record's page alone."""
    return {} if register_of(record).seen_by else {"reason": record.reason}


def _told(register: Register, record: Record, names: Any) -> dict[str, str]:
    """label -> words, for the audit log; nothing of a register of names, as the log has more readers than that has."""
    if register.seen_by:
        return {}
    return {
        register.label(name): fields.shown(register.column(name), getattr(record, name)) for name in names
    }
