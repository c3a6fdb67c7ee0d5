"""变更: a new name, a renamed firm, another firm, a death. The file stays as handed in; the record stands beside it.

One officer enters it with the scan of its document, a second confirms it. Then the ladder and the register follow,
and whatever higher rooms have registered here (an expert of the new firm stands aside).
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from wuhou_craftsmen.accounts.domain import firms
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock, two_person
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.ladder.domain import people

from .. import messages
from ..models import ChangeKind, FileChange, Nomination
from ..rules.changes import STATES_OPEN_TO_CHANGE, may_enter_change
from ..states import NOMINATION
from .checking import ranks

CONFIRM, SETTLE = "nominations.confirm_change", "nominations.settle_death"
_followers: list[Callable] = []


def follows_changes(follower: Callable) -> Callable:
    """Register `follower(actor, change)`: called in the transaction when a change or its outcome takes effect."""
    _followers.append(follower)
    return follower


def _locked(nomination_id: int) -> Nomination:
    found = Nomination.objects.select_for_update(of=("self",)).select_related("round", "firm", "person")
    return found.get(pk=nomination_id)


@transaction.atomic
def enter(
    actor: User,
    nomination: Nomination,
    *,
    kind: str,
    on: dt.date,
    document: str,
    reason: str,
    paper: tuple[str, bytes],
    new_name: str = "",
    firm: Organisation | None = None,
) -> FileChange:
    """Enter a change and ask for the second person; idempotent for the same content. `paper`: file name and content."""
    nomination = _locked(nomination.pk)
    if kind not in ChangeKind.values:
        raise Refusal("请选择变更事项。")
    require(may_enter_change(actor, nomination, kind))
    _check_entry(on, document, reason, new_name)
    old, new = _old_and_new(nomination, kind, new_name.strip(), firm, on)
    said = {"kind": kind, "on": on, "new_name": new, "firm": firm if kind == ChangeKind.FIRM else None}
    said |= {"document": document.strip(), "reason": reason.strip()}
    if (same := _waiting(nomination, kind)) is not None:
        if same.entered_by_id == actor.pk and all(getattr(same, key) == said[key] for key in said):
            return same
        raise Refusal(
            f"“{same.get_kind_display()}”已经登记，等待另一人复核；请在“待复核的事项”中复核或收回。"
        )
    name, content = paper
    change = FileChange.objects.create(
        nomination=nomination,
        old_name=old,
        scan=uploads.store_upload(content, name=name, actor=actor, rehearsal=nomination.round.rehearsal),
        entered_by=actor,
        entered_at=clock.now(),
        **said,
    )
    audit.record(actor, "登记变更", nomination, kind=change.get_kind_display(), document=change.document)
    two_person.propose(actor, CONFIRM, change_id=change.pk)
    return change


def _check_entry(on: dt.date, document: str, reason: str, new_name: str) -> None:
    """What every change needs, whatever it changes."""
    if on > clock.today():
        raise Refusal("变更日期不能晚于今天。")
    if not document.strip() or not reason.strip():
        raise Refusal("请写明依据的文件（名称、文号）和说明。")
    if any(private_numbers.in_words(words) for words in (document, reason, new_name)):
        raise Refusal("这里请不要写身份证号、手机号或银行账号。")


def _old_and_new(
    nomination: Nomination, kind: str, new_name: str, firm: Organisation | None, on: dt.date
) -> tuple[str, str]:
    """What it was and what it will be; a Refusal where nothing would change or something is missing."""
    if kind == ChangeKind.DEATH:
        if nomination.death is not None:
            raise Refusal(f"{nomination}的人选去世已经登记。")
        return "", ""
    if kind == ChangeKind.FIRM:
        return nomination.firm_now.name, _new_firm(nomination, firm, on)
    old = nomination.name_now if kind == ChangeKind.NAME else nomination.firm_now.name
    if not new_name:
        raise Refusal("请填写改为什么名称，照文件填写。")
    if match_key(new_name) == match_key(old):
        raise Refusal(f"现在已经是“{old}”，没有变更。")
    return old, new_name


def _new_firm(nomination: Nomination, firm: Organisation | None, on: dt.date) -> str:
    if firm is None:
        raise Refusal(
            "请填写调入单位的统一社会信用代码；单位须已在本区登记。调到区外的不在这里登记，由领导小组决定是否继续。"
        )
    if firm.struck_off_on:
        raise Refusal(f"“{firm}”已于{cn_date(firm.struck_off_on)}除名，请核对。")
    if firm == nomination.firm_now:
        raise Refusal(f"本人现在就登记在“{firm}”，没有变更。")
    work = nomination.person.employment
    if work and work.firm_id != firm.pk and on < work.since:
        raise Refusal(f"变更日期早于在“{work.firm}”的到岗日期（{cn_date(work.since)}），请核对。")
    return firm.name


def _waiting(nomination: Nomination, kind: str) -> FileChange | None:
    """A change of this kind that nobody has confirmed or turned down yet."""
    entered = nomination.changes.filter(kind=kind, confirmed_at=None)
    return next((change for change in entered if is_waiting(change)), None)


def is_waiting(change: FileChange) -> bool:
    return PendingAct.objects.filter(act=CONFIRM, state="pending", params={"change_id": change.pk}).exists()


def _words_of(change_id: int) -> str:
    change = FileChange.objects.select_related("nomination").get(pk=change_id)
    return f"{change.nomination} {change.words}，{cn_date(change.on)}，依据：{change.document}，说明：{change.reason}"


@two_person_act(CONFIRM, "登记变更", may=is_union_staff, summary=_words_of)
@transaction.atomic
def confirm(*, actor: User, second: User, change_id: int) -> FileChange:
    """In force from now on: record, ladder or register, followers, notice to the firm; the frozen file is untouched."""
    change = FileChange.objects.select_for_update(of=("self",)).select_related("firm").get(pk=change_id)
    if change.confirmed_at:
        return change
    nomination = _locked(change.nomination_id)
    require(may_enter_change(second, nomination, change.kind))
    if change.kind == ChangeKind.DEATH and nomination.death is not None:
        raise Refusal(f"{nomination}的人选去世已经登记。")
    others = []
    if change.kind == ChangeKind.NAME:
        people.rename(actor, nomination.person, name=change.new_name, basis=change.document)
    elif change.kind == ChangeKind.FIRM:
        _transfer(actor, nomination, change)
    elif change.kind == ChangeKind.FIRM_NAME:
        others = _rename_firm(actor, nomination, change)
    for one in [change, *others]:
        one.confirmed_by, one.confirmed_at = second, clock.now()
        one.save()
        _follow(second, one)
        audit.record(second, "复核变更", one.nomination, kind=one.get_kind_display(), document=one.document)
        messages.changed(one)
    return change


def _follow(actor: User, change: FileChange) -> None:
    for follower in _followers:
        follower(actor, change)


def _transfer(actor: User, nomination: Nomination, change: FileChange) -> None:
    """The ladder goes with the person; idempotent at the same firm."""
    person = nomination.person
    people.enrol(
        actor,
        needed(change.firm),
        name=person.name,
        id_number=person.id_number,
        sex=person.sex,
        trade=nomination.trade,
        since=change.on,
    )


def _rename_firm(actor: User, nomination: Nomination, change: FileChange) -> list[FileChange]:
    """The register has the new name, and the firm's other files of the round have the same record."""
    firm = nomination.firm_now
    firms.rename_firm(actor, firm, name=change.new_name, basis=change.document)
    same = {"kind": change.kind, "on": change.on, "old_name": change.old_name, "new_name": change.new_name}
    same |= {"document": change.document, "scan": change.scan, "reason": change.reason}
    same |= {"entered_by": change.entered_by, "entered_at": change.entered_at}
    sisters = Nomination.objects.filter(round=nomination.round, firm=firm, state__in=STATES_OPEN_TO_CHANGE)
    return [FileChange(nomination=sister, **same) for sister in sisters.exclude(pk=nomination.pk)]


def _check_settling(change_id: int, outcome: str, document_no: str) -> FileChange:
    change = FileChange.objects.select_related("nomination").get(pk=change_id)
    if change.kind != ChangeKind.DEATH or not change.confirmed_at:
        raise Refusal("只有复核过的去世记录须由领导小组决定。")
    if outcome not in dict(FileChange.OUTCOMES):
        raise Refusal("请选择继续评选（追授）或者终止评选。")
    require_text(document_no, "请填写领导小组决定的文号（会议纪要编号）。")
    if change.outcome:
        raise Refusal(f"已经决定“{change.get_outcome_display()}”（{change.outcome_document}），不能再改。")
    return change


@two_person_act(
    SETTLE,
    "人选去世后是否继续评选",
    may=is_union_or_leader,
    summary=lambda change_id, outcome, document_no: (
        f"{FileChange.objects.select_related('nomination').get(pk=change_id).nomination}："
        f"{dict(FileChange.OUTCOMES)[outcome]}，决定文号：{document_no}"
    ),
    check=_check_settling,
)
@transaction.atomic
def settle(*, actor: User, second: User, change_id: int, outcome: str, document_no: str) -> FileChange:
    """The leading group's decision: the file goes on, or it ends and its place is not filled by this verb."""
    FileChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    change = _check_settling(change_id, outcome, document_no)
    nomination = _locked(change.nomination_id)
    change.outcome, change.outcome_document, change.outcome_at = outcome, document_no.strip(), clock.now()
    change.save()
    if outcome == "end":
        NOMINATION.move(nomination, "end")
        nomination.save()
        ranks.leave(second, nomination)
    _follow(second, change)  # before the record: see the order of locks in docs/architecture.md
    audit.record(
        second, "人选去世的决定", nomination, outcome=change.get_outcome_display(), document=document_no
    )
    messages.settled(change)
    return change
