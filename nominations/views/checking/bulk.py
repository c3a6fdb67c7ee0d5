"""Bulk acts on the list: the page that says how many and which, the act, the record with its way back."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations.domain.checking import bulk
from nominations.forms.checking.bulk import BULK_FORMS
from nominations.models import BulkAct
from nominations.rules.checking.bulk import may_act_in_bulk, may_undo
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, whole_number

MAX_REFUSED_NAMED = 3  # refused files that the answer names; the record names them all


@require_POST
@allowed(may_act_in_bulk)
def preview(request):
    """Says what would be done with the ticked files; nothing is written."""
    pks = [pk for text in request.POST.getlist("file") if (pk := whole_number(text)) is not None]
    if not pks:
        messages.error(request, "请先勾选要办理的申报。")
        return redirect(_list(request.POST.get("back", "")))
    plan = bulk.plan(request.user, request.POST.get("act", ""), pks)
    return _preview(request, plan, BULK_FORMS[plan.act.key](initial={"back": request.POST.get("back", "")}))


def _preview(request, plan, form):
    context = {"plan": plan, "form": form, "back": _list(form["back"].value() or "")}
    return render(request, "nominations/checking/bulk_preview.html", context)


def _list(query: str) -> str:
    """The list as it was narrowed; never another address."""
    narrowed = QueryDict(query).urlencode()
    return reverse("nominations:list") + (f"?{narrowed}" if narrowed else "")


@require_POST
@allowed(may_act_in_bulk)
def do(request):
    """Confirmed: done file by file; what has changed meanwhile is told with its reason."""
    key, chosen = request.POST.get("act", ""), {}
    for text in request.POST.getlist("file"):
        number, _, seen = text.partition(":")
        if (pk := whole_number(number)) is not None:
            chosen[pk] = seen
    if key not in BULK_FORMS:
        raise Refusal("请在列表上选择要批量办理的事项。")
    form = BULK_FORMS[key](request.POST)
    if not form.is_valid():
        plan = bulk.plan(request.user, key, list(chosen))
        for line in plan.able:  # what was seen stays what was seen
            line.seen = chosen[line.nomination.pk]
        return _preview(request, plan, form)
    batch = bulk.do(request.user, key, chosen, token=form.cleaned_data["token"], **form.values())
    _tell(request, batch, len(chosen))
    return redirect(_list(form.cleaned_data["back"]))


def _tell(request, batch: BulkAct, chosen: int) -> None:
    finished, refused = bulk.counts(batch)
    if finished:
        undo = reverse("nominations:bulk_undo", args=[batch.pk]) if may_undo(request.user, batch) else ""
        done(request, f"{batch.get_act_display()} {finished} 份。", undo=undo)
    if refused:
        lines = batch.lines.filter(made=None).select_related("nomination")
        told = _named([(line.nomination, line.reason) for line in lines])
        messages.warning(request, f"{refused} 份没有办理：{told}")
    if hidden := chosen - finished - refused:
        messages.warning(request, f"{hidden} 份不在您能查看的范围，没有办理。")


def _named(pairs) -> str:
    more = (
        f"；其余 {len(pairs) - MAX_REFUSED_NAMED} 份见“批量办理记录”"
        if len(pairs) > MAX_REFUSED_NAMED
        else ""
    )
    return (
        "；".join(f"{nomination}，{reason.rstrip('。')}" for nomination, reason in pairs[:MAX_REFUSED_NAMED])
        + more
        + "。"
    )


@require_POST
@allowed(may_act_in_bulk)
def undo(request, pk):
    """The whole batch, as far as nobody has built upon it."""
    batch = get_object_or_404(BulkAct, pk=pk, by=request.user)
    undone = bulk.undo(request.user, batch)
    if undone.files:
        done(request, f"已撤销“{batch.get_act_display()}” {undone.files} 份。")
    if undone.kept:
        messages.warning(request, f"{len(undone.kept)} 份不能撤销：{_named(undone.kept)}")
    if not undone.files and not undone.kept:
        done(request, "这一批已经撤销过。")
    return redirect("nominations:bulk_list")


def _by_file(lines) -> list:
    """One line for each file: of two departments' questions one that still stands."""
    found = {}
    for line in lines:
        if line.nomination_id not in found or found[line.nomination_id].undone_at:
            found[line.nomination_id] = line
    return list(found.values())


@allowed(may_act_in_bulk)
def bulk_list(request):
    """What this user did in bulk, the newest first, each with its files and its way back."""
    batches = BulkAct.objects.filter(by=request.user).prefetch_related("lines__nomination")
    page = page_of(request, batches, per_page=10)
    for batch in page:
        lines = batch.lines.all()
        batch.open_lines = [line for line in lines if line.made and not line.undone_at]
        batch.undone = any(line.undone_at for line in lines)
        batch.files = _by_file(lines)
        batch.may_undo = may_undo(request.user, batch)
    return render(request, "nominations/checking/bulk_list.html", {"page": page})
