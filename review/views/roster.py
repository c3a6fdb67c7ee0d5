"""The roster of experts: uploaded, looked at, confirmed."""

from pathlib import Path

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.models import AnnualRound
from review import rules
from review.forms.committee import RosterForm
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, attachment, done
from wuhou_craftsmen.common.workbooks import kinds, preview
from wuhou_craftsmen.common.workbooks.marking import marked
from wuhou_craftsmen.common.workbooks.preview import XLSX

from ..domain.committee import roster


@require_POST
@allowed(rules.is_secretary_or_staff)
def upload(request, pk):
    """The workbook is kept for its preview; nothing is written yet."""
    round = get_object_or_404(AnnualRound, pk=pk)
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("请选择专家名册。")
    book = form.cleaned_data["workbook"]
    if book.size > store.LIMIT:
        raise Refusal("工作簿超过 10 兆字节，请删去多余的内容再导入。")
    content = book.read()
    if wanted := kinds.what_is_wanted(content, book.name):
        raise Refusal(f"应为{wanted}。")
    kept = preview.keep(request.user, content, Path(book.name).name)
    return redirect("review:roster_preview", round.pk, kept.pk)


@allowed(rules.is_secretary_or_staff)
def look(request, pk, file_pk):
    """Who would join, leave and change, or what must be put right first."""
    file, round = preview.kept(request.user, file_pk), get_object_or_404(AnnualRound, pk=pk)
    return _preview(request, round, file, roster.plan(request.user, round, file))


def _preview(request, round, file, plan, status: int = 200):
    context = {"round": round, "file": file, "plan": plan}
    return render(request, "review/roster.html", context, status=status)


@require_POST
@allowed(rules.is_secretary_or_staff)
def confirm(request, pk, file_pk):
    """Exactly what was looked at; where the committee is another by now, the preview as it is now."""
    file, round = preview.kept(request.user, file_pk), get_object_or_404(AnnualRound, pk=pk)
    try:
        panel = roster.carry_out(request.user, round, file, seen=request.POST.get("seen", ""))
    except roster.PlanChanged as other:
        messages.error(request, other.reason)
        return _preview(request, round, file, other.plan, status=409)
    done(request, f"已导入专家 {panel.members.count()} 人，请提请审批。")
    return redirect("review:round", pk)


@allowed(rules.is_secretary_or_staff)
def marked_copy(request, pk, file_pk):
    """The uploader's own workbook with the faulty cells coloured and commented."""
    file, round = preview.kept(request.user, file_pk), get_object_or_404(AnnualRound, pk=pk)
    plan = roster.plan(request.user, round, file)
    if not plan.faults:
        raise Refusal("这份工作簿没有须更正之处。")
    content = marked(store.read(file), plan.table, plan.faults)
    return attachment(content, "专家名册（须更正）.xlsx", XLSX)
