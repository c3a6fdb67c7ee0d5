"""A register as a workbook: taken out, filled in, previewed, confirmed."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on, whole_number
from wuhou_craftsmen.common.workbooks.preview import XLSX, keep, kept
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

from .. import queries, rules, workbooks
from ..forms import RecordWorkbookForm
from ..register import Register
from .reading import narrowing, register_called


@repeatable
@require_POST
@allowed(rules.may_enter_room)
def export(request, key):
    """What the list shows now, by its filter."""
    register = register_called(key)
    rows = narrowing(request, register).narrowed(queries.visible(request.user, register))
    numbers = workbooks.export(request.user, register, rows)
    name = f"{register.noun}台账"
    return exported_file(
        request, "registers.list", name=name, rows=len(numbers), register=key, records=numbers
    )


@allowed(rules.may_enter_room)
def blank(request, key):
    register = register_called(key)
    require(rules.may_report(request.user, register))
    return attachment(workbooks.blank(register), f"{register.noun}填报表（空白）.xlsx", XLSX)


@allowed(rules.may_enter_room)
def import_workbook(request, key):
    """First the preview: what would be entered and every fault; nothing is written."""
    register = register_called(key)
    require(rules.may_report(request.user, register))
    form = RecordWorkbookForm(request.POST or None, request.FILES or None)
    context = {
        "register": register,
        "form": form,
        "heads": [register.label(name) for name in register.fields],
    }
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "workbook"):
            context |= _previewed(request.user, register, form.cleaned_data["workbook"])
    return render(request, "registers/import.html", context)


def _previewed(user, register: Register, upload) -> dict:
    """The outcome for the page; the workbook is kept to be confirmed, or to be marked where it has faults."""
    if upload.size > store.LIMIT:
        raise Refusal(f"工作簿“{upload.name}”超过 10 兆字节，请分成几份导入。")
    content = upload.read()
    outcome = workbooks.preview(user, register, content, upload.name)
    keeps = outcome.lines or (outcome.faults and outcome.table.sheet)
    return {
        "lines": outcome.lines,
        "faults": outcome.faults,
        "read": outcome.table.told,
        "kept": keep(user, content, upload.name) if keeps else None,
    }


@allowed(rules.may_enter_room)
def marked_copy(request, key, pk):
    """The uploader's own workbook with what has to be put right."""
    register, file = register_called(key), kept(request.user, pk)
    copy = workbooks.marked_copy(request.user, register, store.read(file), file.name)
    return attachment(copy, f"{register.noun}填报表（须更正）.xlsx", XLSX)


@require_POST
@allowed(rules.may_enter_room)
def confirm(request, key):
    """Write exactly what was previewed, or nothing where something changed meanwhile."""
    register = register_called(key)
    file = kept(request.user, whole_number(request.POST.get("kept")))
    try:
        outcome = workbooks.import_workbook(request.user, register, store.read(file), file.name)
    except WorkbookFaults as found:
        heads = [register.label(name) for name in register.fields]
        context = {"register": register, "form": RecordWorkbookForm(), "heads": heads, "faults": found.faults}
        return render(request, "registers/import.html", context)
    done(request, f"{outcome.table.told}，已填报 {len(outcome.lines)} 条。")
    return redirect("registers:list", register.key)
