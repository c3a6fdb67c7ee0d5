"""Claims, ledger, accounts, batches, exports."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from awards import queries, rules
from awards.forms.claims import ClaimFilterForm, WorkbookForm
from awards.forms.money import AccountForm, BudgetForm, EntryFilterForm, ExportForm, SettleForm
from awards.models import BankAccount, BudgetLine, LedgerEntry, MatchingClaim, PaymentBatch
from awards.states import BATCH_ACTS
from nominations.models import AnnualRound
from nominations.queries import current_round
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.jobs import exported
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.text.chinese import money_text
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on, whole_number
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults
from wuhou_craftsmen.ladder.models import Craftsman

from ..domain.claims import claims, contest_results
from ..domain.money import payments, rewards

OFFERS_SHOWN = 20


def _round(pk) -> AnnualRound:
    return get_object_or_404(AnnualRound.objects.select_related("policy"), pk=pk)


@allowed(rules.may_see_ledger)
def claim_list(request, pk):
    """Every claim with its verdict in words; the union imports and judges."""
    round, faults, read = _round(pk), [], ""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        book = form.cleaned_data["workbook"]
        table = claims.read_claims(book, book.name)
        try:
            entered = claims.create_from_table(request.user, round, table, book.name)
        except WorkbookFaults as found:
            faults, read = found.faults, table.told
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            done(request, f"{table.told}，已登记 {len(entered)} 份申报，请审核。")
            return redirect("awards:claims", pk)
    narrowing = ClaimFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(queries.claims(round)))
    for claim in page:
        claim.reason = queries.reason_of(claim)
    context = {
        "round": round,
        "page": page,
        "filter": narrowing,
        "total": queries.claims(round).count(),
        "sums": queries.totals(round).matching,
        "form": form,
        "faults": faults,
        "read": read,
        "is_staff": is_union_staff(request.user),
        "offers": contest_results.offered()[:OFFERS_SHOWN] if is_union_staff(request.user) else [],
    }
    return render(request, "awards/claims.html", context)


@require_POST
@allowed(rules.may_create_entries)
def judge(request, pk):
    judged = claims.judge_claims(request.user, _round(pk))
    done(request, f"已审核 {len(judged)} 份。")
    return redirect("awards:claims", pk)


@require_POST
@allowed(is_union_staff)
def claim_result(request, pk):
    """A contest result of the register becomes a claim."""
    made = contest_results.claim(request.user, _round(pk), whole_number(request.POST.get("result")) or 0)
    done(request, f"已登记 {made.name}的配套奖励申报 {made.no}，请审核。")
    return redirect("awards:claims", pk)


@require_POST
@allowed(is_union_staff)
def flag(request, pk):
    claim = get_object_or_404(MatchingClaim, pk=pk)
    claims.set_flag(request.user, claim, request.POST.get("reason", ""))
    done(request, "已更新待裁定标记。")
    return redirect("awards:claims", claim.round_id)


@allowed(rules.may_see_ledger)
def ledger(request, pk):
    """Entries in the order of writing, with sums; nothing here can be changed, only reversed."""
    round = _round(pk)
    form = BudgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        payments.set_budget(request.user, year=round.year, **form.cleaned_data)
        done(request, "预算已登记。")
        return redirect("awards:ledger", pk)
    narrowing = EntryFilterForm(request.GET)
    context = {
        "round": round,
        "page": page_of(request, narrowing.narrowed(queries.entries(round)), 100),
        "filter": narrowing,
        "totals": queries.totals(round),
        "budget": BudgetLine.objects.filter(year=round.year).first(),
        "spent": payments.spent(round.year),
        "form": form,
        "is_staff": is_union_staff(request.user),
        "may_reverse": rules.may_reverse(request.user),
    }
    return render(request, "awards/ledger.html", context)


@require_POST
@allowed(rules.may_create_entries)
def create_entries(request, pk):
    made = rewards.create_naming_entries(request.user, _round(pk))
    done(request, f"已登记一次性奖励 {len(made)} 笔。")
    return redirect("awards:ledger", pk)


@require_POST
@allowed(rules.may_reverse)
def reverse(request, pk):
    entry = get_object_or_404(LedgerEntry, pk=pk)
    two_person.propose(
        request.user, "awards.reverse_entry", entry_id=entry.pk, reason=request.POST.get("reason", "")
    )
    done(request, "已提请冲销，等待另一人复核。")
    return redirect("awards:ledger", entry.round_id)


@allowed(rules.may_see_ledger)
def roster(request, pk):
    """花名册 on screen: the same lines and sums as the workbook, IDs and accounts masked."""
    round = _round(pk)
    narrowing = EntryFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(queries.roster(round)), 100)
    queries.with_accounts(page)
    owed = payments.payable(round).values("person")
    without = Craftsman.objects.filter(pk__in=owed).exclude(pk__in=BankAccount.objects.values("person"))
    people = Craftsman.objects.filter(titles__decision__round=round).distinct()
    form = AccountForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            payments.register_account(request.user, **form.cleaned_data)
            done(request, "账号已登记。")
            return redirect("awards:roster", pk)
    context = {
        "round": round,
        "page": page,
        "filter": narrowing,
        "sums": queries.roster_sums(round),
        "form": form,
        "without": without,
        "batches": queries.batches(round),
        "payable": payments.payable(round).count(),
        "is_staff": is_union_staff(request.user),
        "sees_payees": rules.may_see_all_payees(request.user),
        "may_export": rules.may_export_roster(request.user),
        "lists_named": round == current_round(),
        "exports": exported.marked(Job.objects.filter(owner=request.user, kind="awards.export")[:5]),
    }
    return render(request, "awards/roster.html", context)


@require_POST
@allowed(rules.may_export_roster)
def export(request, pk):
    round = _round(pk)
    form = ExportForm(request.POST, round=round)
    if not form.is_valid():
        raise Refusal("没有这种导出。")
    batch = form.cleaned_data["batch"]
    of_batch = {"batch_id": batch.pk} if batch else {}
    which = form.cleaned_data["which"]
    two_person.propose(request.user, "awards.export", round_id=round.pk, which=which, **of_batch)
    done(request, "已提请导出，等待另一名财务人员复核；复核后在“发放花名册”页下载。")
    return redirect("awards:roster", pk)


@require_POST
@allowed(rules.may_create_entries)
def batch_new(request, pk):
    batch = payments.make_batch(request.user, _round(pk))
    done(request, f"已编制批次 {batch.no}，等待审批。")
    return redirect("awards:batch", batch.pk)


@allowed(rules.may_see_ledger)
def batch(request, pk):
    """One batch: its lines, its three people, and the next step of whoever may take it."""
    found = get_object_or_404(
        PaymentBatch.objects.select_related(
            "round", "maker", "approver", "approved_with", "payer", "sent_with"
        ),
        pk=pk,
    )
    return _batch_page(request, found)


def _batch_page(request, found: PaymentBatch, settle_form: SettleForm | None = None):
    lines = found.lines.select_related("entry__person", "entry__title", "account")
    context = {
        "batch": found,
        "page": page_of(request, lines, 100),
        "sums": queries.batch_sums(found),
        "may_approve": rules.may_approve(request.user, found),
        "may_send": rules.may_send(request.user, found),
        "may_settle": rules.may_settle(request.user, found),
        "may_cancel": rules.may_cancel(request.user, found),
        "cancel_word": "作废批次" if is_union_staff(request.user) else "退回重新编制",
        "may_export": rules.may_export_roster(request.user) and found.state != "failed",
        "settle_form": settle_form or SettleForm(lines=lines),
        "asked": two_person.proposed(BATCH_ACTS.get(found.state, ""), batch_id=found.pk),
    }
    return render(request, "awards/batch.html", context)


@require_POST
@allowed(rules.may_see_ledger)
def batch_approve(request, pk):
    return _asked(request, pk, "awards.approve_batch", rules.may_approve, "审批，等待领导小组另一名成员")


@require_POST
@allowed(rules.may_see_ledger)
def batch_send(request, pk):
    return _asked(request, pk, "awards.send_batch", rules.may_send, "送银行，等待另一名财务人员")


@require_POST
@allowed(rules.may_see_ledger)
def batch_settle(request, pk):
    """The bank's answer, line by line."""
    found = get_object_or_404(PaymentBatch, pk=pk)
    require(rules.may_settle(request.user, found))
    form = SettleForm(request.POST, lines=found.lines.select_related("entry__person"))
    if not form.is_valid():
        return _batch_page(request, found, form)
    said = {
        "bank_reference": form.cleaned_data["bank_reference"],
        "failures": {str(pk): words for pk, words in form.failures().items()},
    }
    return _asked(
        request, pk, "awards.settle_batch", rules.may_settle, "登记银行结果，等待另一名财务人员", **said
    )


def _asked(request, pk: int, act: str, may, what: str, **said):
    """The first of two takes a step with the batch."""
    found = get_object_or_404(PaymentBatch, pk=pk)
    require(may(request.user, found))
    two_person.propose(request.user, act, batch_id=found.pk, **said)
    sums = queries.batch_sums(found)
    told = f"批次 {found.no}，共 {sums.count} 笔，应发 {money_text(sums.gross_fen)} 元：已提请{what}复核。"
    done(request, told)
    return redirect("awards:batch", found.pk)


@require_POST
@allowed(rules.may_see_ledger)
def batch_cancel(request, pk):
    found = get_object_or_404(PaymentBatch, pk=pk)
    return _told(
        request, payments.cancel_batch(request.user, found, reason=request.POST.get("reason", "")), "作废"
    )


def _told(request, batch: PaymentBatch, what: str):
    """Say what was done with which batch, how many payments and how much, and show it."""
    sums = queries.batch_sums(batch)
    done(request, f"批次 {batch.no} 已{what}，共 {sums.count} 笔，应发 {money_text(sums.gross_fen)} 元。")
    return redirect("awards:batch", batch.pk)
