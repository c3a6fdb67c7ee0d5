"""The list as a workbook: taken out, filled in, previewed, confirmed."""

import io

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on, whole_number
from wuhou_craftsmen.common.workbooks.marking import marked
from wuhou_craftsmen.common.workbooks.preview import XLSX, keep, kept
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

from .. import queries, rules
from ..domain import exports, imports
from ..forms import FirmChoiceForm, LadderWorkbookForm
from ..workbooks import list_template
from .people import narrowing


@repeatable
@require_POST
@allowed(rules.may_write_ladder)
def export(request):
    """What the list shows now, by its filter."""
    people = narrowing(request).narrowed(queries.visible_to(request.user))
    numbers = exports.export_list(request.user, people)
    return exported_file(request, "ladder.list", name="工匠梯次名单", rows=len(numbers), people=numbers)


@allowed(rules.may_write_ladder)
def template(request):
    return attachment(list_template(), "工匠梯次名单（空白）.xlsx", XLSX)


@allowed(rules.may_write_ladder)
def import_workbook(request):
    """First the preview: what would be registered and every fault; nothing is written."""
    own, posted = request.user.organisation_as(Role.FIRM_HR), request.POST or None
    firm_form = None if own else FirmChoiceForm(posted, firms=queries.firms_of(request.user))
    form = LadderWorkbookForm(posted, request.FILES or None)
    context = {"form": form, "firm_form": firm_form}
    if request.method == "POST" and form.is_valid() and (own or firm_form.is_valid()):
        firm, upload = own or firm_form.cleaned_data["firm"], form.cleaned_data["workbook"]
        with refusals_on(form, "workbook"):
            context |= _previewed(request.user, firm, upload)
    return render(request, "ladder/import.html", context)


def _previewed(user, firm, upload) -> dict:
    """The outcome for the page; the workbook is kept to be confirmed, or to be marked where it has faults."""
    if upload.size > store.LIMIT:
        raise Refusal(f"工作簿“{upload.name}”超过 10 兆字节，请分成几份导入。")
    content = upload.read()
    outcome = imports.preview(user, firm, io.BytesIO(content), upload.name)
    keeps = outcome.lines or (outcome.faults and outcome.table.sheet)
    return {
        "firm": firm,
        "lines": outcome.lines,
        "faults": outcome.faults,
        "read": outcome.table.told,
        "empty": not outcome.lines and not outcome.faults,
        "kept": keep(user, content, upload.name) if keeps else None,
    }


@allowed(rules.may_write_ladder)
def marked_copy(request, pk):
    """The uploader's own workbook with the faulty cells coloured and commented, as it is for this firm."""
    file = kept(request.user, pk)
    firms = queries.firms_of(request.user)
    firm = get_object_or_404(firms, pk=whole_number(request.GET.get("firm")))
    content = store.read(file)
    outcome = imports.preview(request.user, firm, io.BytesIO(content), file.name)
    if not outcome.faults:
        raise Refusal("这份工作簿没有须更正之处。")
    copy = marked(content, outcome.table, outcome.faults)
    return attachment(copy, "工匠梯次名单（须更正）.xlsx", XLSX)


@require_POST
@allowed(rules.may_write_ladder)
def confirm(request):
    """Write exactly what was previewed, or nothing where something changed meanwhile."""
    file = kept(request.user, whole_number(request.POST.get("kept")))
    firm = get_object_or_404(queries.firms_of(request.user), pk=whole_number(request.POST.get("firm")))
    try:
        outcome = imports.import_workbook(request.user, firm, io.BytesIO(store.read(file)), file.name)
    except WorkbookFaults as found:
        own = request.user.organisation_as(Role.FIRM_HR)
        firm_form = None if own else FirmChoiceForm(firms=queries.firms_of(request.user))
        context = {"form": LadderWorkbookForm(), "firm_form": firm_form, "faults": found.faults}
        return render(request, "ladder/import.html", context)
    done(request, f"{outcome.table.told}，已登记 {len(outcome.lines)} 行。")
    return redirect("ladder:list")
