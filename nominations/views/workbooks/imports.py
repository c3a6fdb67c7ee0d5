"""The 申报汇总表: the empty one, the upload, the preview of what it would do, and the act."""

from pathlib import Path

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.documents.workbooks import summary_template
from nominations.domain.file.drafts import number_rule
from nominations.domain.workbooks import import_job, import_plan, imports
from nominations.domain.workbooks.summary_table import shown
from nominations.forms.file.nomination import WorkbookForm
from nominations.models import AnnualRound
from nominations.rules.file.nomination import may_write
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on
from wuhou_craftsmen.common.workbooks import kinds, preview
from wuhou_craftsmen.common.workbooks.marking import marked
from wuhou_craftsmen.common.workbooks.preview import XLSX
from wuhou_craftsmen.common.workbooks.tables import Table

ROWS_PER_PAGE = 50  # rows of each group on the first page; more by ?show=


def _round() -> AnnualRound:
    if round := queries.current_round():
        return round
    raise Refusal("还没有评选批次，请等待评选通知。")


@allowed(may_write)
def import_workbook(request):
    """Choose the workbook; it is kept for its preview, and nothing is written yet."""
    round = _round()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["workbook"]
        with refusals_on(form, "workbook"):
            if upload.size > store.LIMIT:
                raise Refusal("工作簿超过 10 兆字节，请分成几份导入。")
            content = upload.read()
            if wanted := kinds.what_is_wanted(content, upload.name):
                raise Refusal(f"应为{wanted}。")
            kept = preview.keep(request.user, content, Path(upload.name).name)
            return redirect("nominations:import_preview", kept.pk)
    return render(
        request, "nominations/workbooks/import.html", {"form": form, "round": round} | _numbers(round)
    )


def _numbers(round: AnnualRound, table: Table | None = None) -> dict:
    """How a new person's number is written, and which comes next."""
    return {"number_rule": number_rule(round), "next_no": imports.next_no(round, table)}


@allowed(may_write)
def import_preview(request, pk):
    """What the kept workbook would create and change, and what must be put right first."""
    file, round = preview.kept(request.user, pk), _round()
    if job := import_job.running(round, file):
        return redirect("nominations:import_progress", job.pk)
    return _preview(request, round, file, import_plan.plan(request.user, round, file))


def _preview(request, round, file, plan, status: int = 200):
    groups = {"faults": plan.faults, "renamed": plan.renamed, "firms": plan.firms}
    groups |= {"new": plan.new, "changed": plan.changed, "same": plan.same}
    show = request.GET.get("show")
    chosen = {show: groups[show]} if show in groups else groups
    context = {
        "file": file,
        "plan": plan,
        "in_background": len(plan.new) + len(plan.changed) > import_job.MAX_ROWS_AT_ONCE,
        "show": show if show in groups else "",
        "pages": {name: page_of(request, rows, ROWS_PER_PAGE) for name, rows in chosen.items() if rows},
    }
    context |= _numbers(round, plan.table)
    if new := context["pages"].get("new"):
        new.object_list = [(row, shown(row)) for row in new.object_list]
    return render(request, "nominations/workbooks/import_preview.html", context, status=status)


@require_POST
@allowed(may_write)
def import_confirm(request, pk):
    """Write all of it, a large one in the background; where somebody was quicker, the preview as it is now."""
    file, round = preview.kept(request.user, pk), _round()
    seen, checked = request.POST.get("seen", ""), bool(request.POST.get("names_checked"))
    try:
        written = import_job.confirm(request.user, round, file, seen=seen, names_checked=checked)
    except (import_plan.PlanChanged, import_plan.NamesNotChecked) as other:
        messages.error(request, other.reason)
        return _preview(request, round, file, other.plan, status=409)
    if isinstance(written, Job):
        return redirect("nominations:import_progress", written.pk)
    done(request, told(*written))
    return redirect("nominations:list")


def told(created: int, changed: int) -> str:
    """What an import did, in words."""
    parts = [f"新建 {created} 份草稿"] * bool(created) + [f"更改 {changed} 份草稿"] * bool(changed)
    return f"已导入：{'，'.join(parts) or '内容没有变化'}。请逐份上传材料后报送。"


@allowed(may_write)
def import_progress(request, pk):
    """How far the writing of one's own large workbook is, then what came of it; asked for each second meanwhile."""
    job = get_object_or_404(Job, pk=pk, owner=request.user, kind=import_job.KIND)
    template = (
        "nominations/workbooks/import_job.html"
        if request.htmx
        else "nominations/workbooks/import_progress.html"
    )
    return render(request, template, {"job": job, "told": told(*import_job.written(job))})


@allowed(may_write)
def import_marked(request, pk):
    """The uploader's own workbook with the faulty cells coloured and commented."""
    file = preview.kept(request.user, pk)
    plan = import_plan.plan(request.user, _round(), file)
    if not plan.faults:
        raise Refusal("这份工作簿没有须更正之处。")
    content = marked(store.read(file), plan.table, plan.faults)
    return attachment(content, "申报汇总表（须更正）.xlsx", XLSX)


@allowed(may_write)
def template(request):
    """The empty 申报汇总表 with its drop-downs."""
    return attachment(summary_template(queries.current_round()), "申报汇总表.xlsx", XLSX)
