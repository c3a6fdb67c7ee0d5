"""The money's way: budget, accounts, batches made, approved and paid by three different people."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from awards import messages, queries, rules
from awards.models import BankAccount, BudgetLine, LedgerEntry, PaymentBatch, PaymentLine, Title
from awards.states import BATCH
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_leader, is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import in_capitals, money_text
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.policy.domain.citing import clause_words

MAX_LINES_SHOWN = 60  # to the second person, with the sums of all


@transaction.atomic
def set_budget(actor: User, *, year: int, amount_fen: int, document: str) -> BudgetLine:
    """The approved amount of a year (clause 十); a new row, the last one counts."""
    require(is_union_staff(actor))
    if amount_fen < 0 or not document.strip():
        raise Refusal("请填写预算金额和批准文件。")
    line = BudgetLine.objects.create(
        year=year, amount_fen=amount_fen, document=document.strip(), set_by=actor, at=clock.now()
    )
    audit.record(actor, "登记预算", line, amount_fen=amount_fen)
    return line


@transaction.atomic
def register_account(
    actor: User, person: Craftsman, *, bank: str, number: str, holder: str, rehearsal: bool = False
) -> BankAccount:
    """A person's own account: the holder's name must be the person's."""
    require(is_union_staff(actor))
    if match_key(holder) != match_key(person.name):
        raise Refusal(f"户名须与本人姓名“{person.name}”一致。")
    try:
        number = parsers.read_account(number)
    except parsers.Unreadable as unreadable:
        raise Refusal(f"银行账号应为{unreadable.wanted}。") from unreadable
    account = BankAccount.objects.create(
        person=person, holder=person.name, bank=bank.strip(), number=number, registered_by=actor, at=clock.now(),
        rehearsal=rehearsal,
    )  # fmt: skip
    audit.record(actor, "登记账号", person)
    return account


def payable(round: AnnualRound, kind: str | None = None) -> QuerySet[LedgerEntry]:
    """Entries that stand and are in no batch, or came back from the bank."""
    entries = queries.owed().filter(round=round).select_related("person", "title")
    return entries.filter(kind=kind) if kind else entries


def spent(year: int) -> int:
    """Gross of every line of the year that is paid or on its way."""
    lines = PaymentLine.objects.filter(batch__round__year=year).exclude(outcome="failed")
    return sum(lines.values_list("entry__gross_fen", flat=True))


@transaction.atomic
def make_batch(actor: User, round: AnnualRound, kind: str | None = None) -> PaymentBatch:
    """Everything payable of a kind; refused without accounts, for a revoked title, or beyond the budget."""
    require(rules.may_create_entries(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    entries = list(payable(round, kind).select_for_update(of=("self",)))
    if not entries:
        raise Refusal("没有待发放的奖励。")
    revoked = [str(entry.person) for entry in entries if entry.title.revoked_on]
    if revoked:
        raise Refusal(f"{'、'.join(revoked)}的称号已撤销，请先冲销其未发放的奖励。")
    accounts = {a.person_id: a for a in BankAccount.objects.filter(person__in=[e.person_id for e in entries])}
    missing = sorted({str(entry.person) for entry in entries if entry.person_id not in accounts})
    if missing:
        raise Refusal(f"{'、'.join(missing)}还没有登记银行账号。")
    _within_budget(round.year, spent(round.year), sum(entry.gross_fen for entry in entries))
    batch = PaymentBatch.objects.create(
        round=round, no=f"FF{round.year}-{PaymentBatch.objects.filter(round=round).count() + 1:02d}", maker=actor,
        made_at=clock.now(),
    )  # fmt: skip
    PaymentLine.objects.bulk_create(
        PaymentLine(batch=batch, entry=entry, account=accounts[entry.person_id]) for entry in entries
    )
    audit.record(actor, "编制发放批次", batch, lines=len(entries))
    return batch


def _within_budget(year: int, already_fen: int, batch_fen: int) -> None:
    line = BudgetLine.objects.filter(year=year).first()
    if line is None:
        raise Refusal(f"{year}年还没有登记预算，不能发放（{clause_words(None, 10)}）。")
    if already_fen + batch_fen > line.amount_fen:
        raise Refusal(
            f"超出{year}年预算：预算 {money_text(line.amount_fen)} 元，已用 {money_text(already_fen)} 元，"
            f"本批 {money_text(batch_fen)} 元。"
        )


def _locked(batch_id: int) -> PaymentBatch:
    return PaymentBatch.objects.select_for_update().get(pk=batch_id)


def _words(batch_id: int, **said: Any) -> str:
    batch = PaymentBatch.objects.get(pk=batch_id)
    sums = queries.batch_sums(batch)
    told = f"批次 {batch.no}：{sums.count} 笔，应发 {money_text(sums.gross_fen)} 元，实发 {money_text(sums.net_fen)} 元"
    if "bank_reference" in said:
        told += f"，银行回单 {said['bank_reference']}，退回 {len(said['failures'])} 笔"
    return told


def _lines_of(batch: PaymentBatch) -> list[PaymentLine]:
    return list(batch.lines.select_related("entry__person", "account"))


def _seen(batch_id: int, **_: Any) -> str:
    return lines_hash(_lines_of(PaymentBatch.objects.get(pk=batch_id)))


def _shown(batch_id: int, **said: Any) -> list[tuple[str, str]]:
    """Who gets what, the sums, and what the bank sent back."""
    batch = PaymentBatch.objects.select_related("maker", "approver").get(pk=batch_id)
    lines, sums = _lines_of(batch), queries.batch_sums(batch)
    told = [
        f"{line.entry.person}　{line.entry.get_kind_display()}　应发 {money_text(line.entry.gross_fen)}　"
        f"实发 {money_text(line.entry.net_fen)}" for line in lines[:MAX_LINES_SHOWN]
    ]  # fmt: skip
    more = [f"……共 {len(lines)} 笔"] if len(lines) > MAX_LINES_SHOWN else []
    failed = [line for line in lines if str(line.pk) in said.get("failures", {})]
    rows = [
        ("编制", str(batch.maker)),
        ("明细（元）", "\n".join(told + more)),
        (
            "合计",
            f"应发 {money_text(sums.gross_fen)}，代扣税 {money_text(sums.tax_fen)}，实发 {money_text(sums.net_fen)}",
        ),
        ("应发大写", in_capitals(sums.gross_fen)),
    ]
    if "failures" in said:
        rows.append(
            (
                "银行退回",
                "\n".join(f"{line.entry.person}：{said['failures'][str(line.pk)]}" for line in failed)
                or "无",
            )
        )
    return rows


def _batch_in(state: str, batch_id: int) -> PaymentBatch:
    batch = PaymentBatch.objects.select_related("round").get(pk=batch_id)
    require(BATCH.may(state, batch.state))
    return batch


@two_person_act(
    "awards.approve_batch",
    "审批发放批次",
    may=is_leader,
    summary=_words,
    check=lambda batch_id: _batch_in("approve", batch_id),
    seen=_seen,
    shown=_shown,
)
@transaction.atomic
def approve_batch(*, actor: User, second: User, batch_id: int) -> PaymentBatch:
    """By two members of the leading group, neither of whom made it."""
    batch = _locked(batch_id)
    for person in (actor, second):
        require(rules.may_approve(person, batch))
    BATCH.move(batch, "approve")
    batch.approver, batch.approved_with, batch.approved_at = actor, second, clock.now()
    batch.save()
    audit.record(second, "审批发放批次", batch, proposed_by=str(actor))
    return batch


def _check_sending(batch_id: int) -> PaymentBatch:
    """Titles are read again, the budget may have been cut since."""
    batch = _batch_in("send", batch_id)
    titles = Title.objects.filter(entries__lines__batch=batch).order_by("pk")
    revoked = sorted({str(title) for title in titles if title.revoked_on})
    if revoked:
        raise Refusal(f"{'、'.join(revoked)}已撤销称号，不能发放；请将批次作废后重新编制。")
    batch_fen = sum(line.entry.gross_fen for line in batch.lines.select_related("entry"))
    _within_budget(batch.round.year, spent(batch.round.year) - batch_fen, batch_fen)
    return batch


@two_person_act(
    "awards.send_batch",
    "批次送银行",
    may=rules.is_finance,
    summary=_words,
    check=_check_sending,
    seen=_seen,
    shown=_shown,
)
@transaction.atomic
def send_batch(*, actor: User, second: User, batch_id: int) -> PaymentBatch:
    """Two of finance send the list to the bank; the titles are locked and read again."""
    batch = _locked(batch_id)
    for person in (actor, second):
        require(rules.may_send(person, batch))
    # A revocation under way at this moment waits here or is seen below.
    list(Title.objects.select_for_update(of=("self",)).filter(entries__lines__batch=batch).order_by("pk"))
    _check_sending(batch_id)
    batch.file_sha256 = lines_hash(_lines_of(batch))
    BATCH.move(batch, "send")
    batch.payer, batch.sent_with, batch.sent_at = actor, second, clock.now()
    batch.save()
    audit.record(second, "送银行", batch, sha256=batch.file_sha256, proposed_by=str(actor))
    messages.payment_sent(batch)
    return batch


def lines_hash(lines: Iterable[PaymentLine]) -> str:
    """SHA-256 over entry, net amount and account of each line: the list that the bank gets."""
    content = "\n".join(f"{line.entry_id} {line.entry.net_fen} {line.account.number}" for line in lines)
    return hashlib.sha256(content.encode()).hexdigest()


def _check_settling(batch_id: int, bank_reference: str, failures: dict[str, str]) -> PaymentBatch:
    batch = _batch_in("settle", batch_id)
    require_text(bank_reference, "请填写银行回单号。")
    known = {str(pk) for pk in batch.lines.values_list("pk", flat=True)}
    if set(failures) - known:
        raise Refusal("退回的行不在这一批次中。")
    return batch


@two_person_act(
    "awards.settle_batch",
    "登记银行结果",
    may=rules.is_finance,
    summary=_words,
    check=_check_settling,
    seen=_seen,
    shown=_shown,
)
@transaction.atomic
def settle_batch(
    *, actor: User, second: User, batch_id: int, bank_reference: str, failures: dict[str, str]
) -> PaymentBatch:
    """The bank's answer by two of finance: paid, but for the failed lines (line id -> reason), which may go into a new batch."""
    batch = _locked(batch_id)
    for person in (actor, second):
        require(rules.may_settle(person, batch))
    _check_settling(batch_id, bank_reference, failures)
    lines = list(batch.lines.select_related("entry__person"))
    for line in lines:
        line.failure = failures.get(str(line.pk), "")
        line.outcome = "failed" if str(line.pk) in failures else "paid"
    PaymentLine.objects.bulk_update(lines, ["outcome", "failure"])
    BATCH.move(batch, "fail" if len(failures) == len(lines) else "settle")
    batch.bank_reference, batch.paid_at = bank_reference.strip(), clock.now()
    batch.settled_by, batch.settled_with = actor, second
    batch.save()
    audit.record(second, "登记银行结果", batch, failed=len(failures), paid=len(lines) - len(failures))
    if failures:
        messages.payment_returned(batch, [line for line in lines if line.outcome == "failed"])
    return batch


@transaction.atomic
def cancel_batch(actor: User, batch: PaymentBatch, *, reason: str) -> PaymentBatch:
    """A batch not yet sent is given up by the union, or turned back by the leading group; its entries may go into a new one."""
    batch = _locked(batch.pk)
    require(rules.may_cancel(actor, batch))
    require_text(reason, "请写明作废原因。")
    batch.lines.update(outcome="failed", failure=reason.strip())
    BATCH.move(batch, "cancel")
    batch.save()
    audit.record(actor, "作废发放批次", batch, reason=reason.strip())
    if actor.pk != batch.maker_id:
        messages.batch_turned_back(batch, actor, reason.strip())
    return batch
