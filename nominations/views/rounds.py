"""The year's round and the workbook import."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries, rules
from nominations.domain import imports, rounds
from nominations.forms import RoundForm, WorkbookForm
from nominations.models import AnnualRound
from nominations.workbooks import summary_template
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common import two_person
from wuhou_craftsmen.common.refusals import Refusal
from wuhou_craftsmen.common.views import allowed, attachment
from wuhou_craftsmen.common.workbook_reading import WorkbookFaults

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed(is_union_or_leader)
def round_list(request):
    """Rounds, the newest first, with the next step of each."""
    found = AnnualRound.objects.select_related("policy")
    context = {"rounds": found, "is_staff": bool(is_union_staff(request.user))}
    return render(request, "nominations/rounds.html", context)


@allowed(is_union_staff)
def round_new(request):
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.plan_round(request.user, **form.values())
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "批次已登记，开始申报须由两人办理。")
            return redirect("nominations:rounds")
    return render(request, "nominations/round_form.html", {"form": form})


@require_POST
@allowed(is_union_or_leader)
def round_open(request, pk):
    two_person.propose(
        request.user, "nominations.open_round", round_id=get_object_or_404(AnnualRound, pk=pk).pk
    )
    messages.success(request, "已提请开始申报，等待另一人复核。")
    return redirect("nominations:rounds")


@require_POST
@allowed(is_union_staff)
def round_close(request, pk):
    rounds.close_intake(request.user, get_object_or_404(AnnualRound, pk=pk))
    messages.success(request, "申报已截止，进入审核。")
    return redirect("nominations:rounds")


@allowed(rules.WRITES)
def import_workbook(request):
    """All firms for the union, the own firm for HR: every fault at once, or every row."""
    round = queries.current_round()
    if round is None:
        raise Refusal("还没有评选批次，请等待评选通知。")
    form, faults = WorkbookForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["workbook"]
        try:
            created = imports.import_workbook(request.user, round, upload, upload.name)
        except WorkbookFaults as found:
            faults = found.faults
        except Refusal as refusal:
            form.add_error("workbook", refusal.reason)
        else:
            messages.success(request, f"已导入 {len(created)} 份申报草稿。")
            return redirect("nominations:list")
    return render(request, "nominations/import.html", {"form": form, "faults": faults, "round": round})


@allowed(rules.WRITES)
def template(request):
    """The empty 申报汇总表 with its drop-downs."""
    return attachment(summary_template(), "申报汇总表.xlsx", XLSX)
