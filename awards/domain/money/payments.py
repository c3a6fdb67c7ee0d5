"""The money's way: budget, accounts, batches made, approved and paid by three different people."""

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from awards import rules
from awards.models import BankAccount, BudgetLine, LedgerEntry, PaymentBatch, PaymentLine, Title
from awards.states import BATCH
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import money_text
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.ladder.models import Craftsman


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
    entries = LedgerEntry.objects.filter(round=round, reversed_by=None).exclude(kind="reversal")
    entries = entries.exclude(lines__outcome__in=["", "paid"]).select_related("person", "title")
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
        raise Refusal(f"{year}年还没有登记预算，不能发放（第十条）。")
    if already_fen + batch_fen > line.amount_fen:
        raise Refusal(
            f"超出{year}年预算：预算 {money_text(line.amount_fen)} 元，已用 {money_text(already_fen)} 元，"
            f"本批 {money_text(batch_fen)} 元。"
        )


def _locked(batch: PaymentBatch) -> PaymentBatch:
    return PaymentBatch.objects.select_for_update().get(pk=batch.pk)


@transaction.atomic
def approve_batch(actor: User, batch: PaymentBatch) -> PaymentBatch:
    """By a member of the leading group who did not make it. Idempotent."""
    batch = _locked(batch)
    if batch.approver_id == actor.pk and batch.state != "drafted":
        return batch
    require(rules.may_approve(actor, batch))
    BATCH.move(batch, "approve")
    batch.approver, batch.approved_at = actor, clock.now()
    batch.save()
    audit.record(actor, "审批发放批次", batch)
    return batch


@transaction.atomic
def send_batch(actor: User, batch: PaymentBatch) -> PaymentBatch:
    """Finance sends the list to the bank; titles are locked and read again, the budget may have been cut since."""
    batch = _locked(batch)
    if batch.payer_id == actor.pk and batch.state != "approved":
        return batch
    require(rules.may_send(actor, batch))
    # A revocation under way at this moment waits here or is seen below.
    titles = Title.objects.select_for_update(of=("self",)).filter(entries__lines__batch=batch).order_by("pk")
    revoked = sorted({str(title) for title in titles if title.revoked_on})
    if revoked:
        raise Refusal(f"{'、'.join(revoked)}已撤销称号，不能发放；请将批次作废后重新编制。")
    lines = list(batch.lines.select_related("entry", "account"))
    batch_fen = sum(line.entry.gross_fen for line in lines)
    _within_budget(batch.round.year, spent(batch.round.year) - batch_fen, batch_fen)
    batch.file_sha256 = lines_hash(lines)
    BATCH.move(batch, "send")
    batch.payer, batch.sent_at = actor, clock.now()
    batch.save()
    audit.record(actor, "送银行", batch, sha256=batch.file_sha256)
    return batch


def lines_hash(lines: Iterable[PaymentLine]) -> str:
    """SHA-256 over entry, net amount and account of each line: the list that the bank gets."""
    content = "\n".join(f"{line.entry_id} {line.entry.net_fen} {line.account.number}" for line in lines)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def settle_batch(
    actor: User, batch: PaymentBatch, *, bank_reference: str, failures: dict[int, str] | None = None
) -> PaymentBatch:
    """The bank's answer: paid, but for the failed lines (line id -> reason), which may go into a new batch."""
    batch = _locked(batch)
    if batch.state in ("paid", "failed"):
        return batch
    require(rules.may_settle(actor, batch))
    require_text(bank_reference, "请填写银行回单号。")
    failures = failures or {}
    lines = list(batch.lines.all())
    unknown = set(failures) - {line.pk for line in lines}
    if unknown:
        raise Refusal("退回的行不在这一批次中。")
    for line in lines:
        line.outcome = "failed" if line.pk in failures else "paid"
        line.failure = failures.get(line.pk, "")
    PaymentLine.objects.bulk_update(lines, ["outcome", "failure"])
    BATCH.move(batch, "fail" if len(failures) == len(lines) else "settle")
    batch.bank_reference, batch.paid_at = bank_reference.strip(), clock.now()
    batch.save()
    audit.record(actor, "登记银行结果", batch, failed=len(failures), paid=len(lines) - len(failures))
    return batch


@transaction.atomic
def cancel_batch(actor: User, batch: PaymentBatch, *, reason: str) -> PaymentBatch:
    """A batch not yet sent is given up by the union; its entries may go into a new one."""
    batch = _locked(batch)
    require(rules.may_cancel(actor, batch))
    require_text(reason, "请写明作废原因。")
    batch.lines.update(outcome="failed", failure=reason.strip())
    BATCH.move(batch, "cancel")
    batch.save()
    audit.record(actor, "作废发放批次", batch, reason=reason.strip())
    return batch
