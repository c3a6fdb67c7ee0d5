"""The list as a workbook: masked at once, whole by two people and once."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.workbooks import exports, full_export
from nominations.forms.file.nomination import FileFilterForm
from nominations.forms.rounds.quotas import ExportForm
from nominations.models import FullExport
from nominations.rules.workbooks.exports import may_export_list, says_why
from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, done


def _round(request):
    """The round of the year that the list is narrowed to."""
    round = queries.chosen_round(request.GET.get("year"))
    if round is None:
        raise Refusal("还没有评选批次，没有可以导出的申报。")
    return round


@repeatable
@allowed(may_export_list)
def export(request):
    """The list as the filter narrows it; those who see more than their own say why."""
    round = _round(request)
    narrowing = FileFilterForm(request.GET, counts=None, user=request.user)
    files = narrowing.narrowed(exports.exportable(request.user, round))
    if request.method == "POST":
        numbers = exports.export(request.user, round, files, request.POST.get("reason", "")[:200])
        words = {"name": f"{round.year}年度申报名单", "rows": len(numbers)}
        return exported_file(request, "nominations.list", **words, round_id=round.pk, files=numbers)
    in_full = full_export.may_export_in_full(request.user)
    permits = FullExport.objects.filter(
        round=round, proposed_by=request.user, taken_at=None, expires_at__gt=clock.now()
    )
    asked = PendingAct.objects.filter(
        act="nominations.full_export", proposed_by=request.user, state="pending"
    )
    context = {
        "round": round,
        "filter": narrowing,
        "number": files.count(),
        "form": ExportForm() if says_why(request.user) else None,
        "full_form": ExportForm(auto_id="full_%s") if in_full else None,
        "permits": permits if in_full else [],
        "asked": asked.exists() if in_full else False,
    }
    return render(request, "nominations/workbooks/export.html", context)


@require_POST
@allowed(full_export.may_export_in_full)
def ask_full(request):
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Refusal("请写明导出的用途。")
    round = _round(request)
    two_person.propose(
        request.user, "nominations.full_export", round_id=round.pk, reason=form.cleaned_data["reason"]
    )
    done(request, "已提请导出，等待另一方复核；复核后一天内在本页下载一次。")
    return redirect(f"{reverse('nominations:export')}?year={round.year}")


@repeatable
@require_POST
@allowed(full_export.may_export_in_full)
def take_full(request, pk):
    """Once, for who asked."""
    found = get_object_or_404(FullExport.objects.select_related("round"), pk=pk, proposed_by=request.user)
    numbers = full_export.take(request.user, found)
    words = {"name": f"{found.round.year}年度申报名单（含完整个人信息）", "rows": len(numbers)}
    return exported_file(request, "nominations.full_list", **words, round_id=found.round_id, files=numbers)
