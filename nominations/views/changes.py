"""变更: entered with its document, seen beside the file, its scan read with a reason, a death decided."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.models import FileChange, Nomination
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on

from .. import queries
from ..domain import changes
from ..domain.file import private_data
from ..forms.changes import ChangeForm, OutcomeForm
from ..rules.changes import may_enter_change, may_read_change_papers


def _file(request, pk) -> Nomination:
    files_ = queries.visible_to(request.user).select_related("person").prefetch_related("changes__firm")
    return get_object_or_404(files_, pk=pk)


@allowed(is_union_staff)
def new(request, pk):
    nomination = _file(request, pk)
    form = ChangeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _enter(request, nomination, form)
            done(request, "变更已登记，等待另一名工作人员复核；复核后生效。")
            return redirect("nominations:detail", pk)
    context = {
        "nomination": nomination,
        "form": form,
        "may_enter_change": may_enter_change(request.user, nomination),
    }
    return render(request, "nominations/changes/change_new.html", context)


def _enter(request, nomination: Nomination, form: ChangeForm) -> None:
    paper = form.cleaned_data["scan"]
    if paper.size > store.LIMIT:
        raise Refusal(f"文件“{paper.name}”超过 10 兆字节，请压缩后再上传。")
    changes.enter(request.user, nomination, paper=(paper.name, paper.read()), **form.values())


@require_POST
@allowed(may_read_change_papers)
def scan(request, pk):
    """The document of a change, with a reason; each look is on record."""
    change = get_object_or_404(
        FileChange.objects.select_related("scan", "nomination__firm"),
        pk=pk,
        nomination__in=queries.visible_to(request.user),
    )
    content = private_data.read_change_paper(request.user, change, request.POST.get("reason", ""))
    return attachment(content, change.scan.name, change.scan.content_type)


@require_POST
@allowed(is_union_or_leader)
def settle(request, pk):
    """What the leading group decided after a death, by two people."""
    change = get_object_or_404(FileChange, pk=pk, nomination__in=queries.visible_to(request.user))
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择继续评选（追授）或者终止评选，并填写决定文号。")
    two_person.propose(request.user, changes.SETTLE, change_id=change.pk, **form.cleaned_data)
    done(request, "已提请，等待另一人复核。")
    return redirect("nominations:detail", change.nomination_id)
