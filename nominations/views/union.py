"""个人自荐: the union of the firm confirms on the page, or the clerk registers its sealed letter."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries, rules
from nominations.domain import union
from nominations.forms import UnionLetterForm
from nominations.models import UnionConfirmation
from wuhou_craftsmen.common import files
from wuhou_craftsmen.common.refusals import Refusal
from wuhou_craftsmen.common.views import allowed, attachment

from .files import visible


@require_POST
@allowed(rules.WRITES)
def confirm(request, pk):
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit()):
        raise Refusal("请重新打开申报，核对内容后再确认。")
    union.confirm(request.user, visible(request, pk), seen_version=int(seen))
    messages.success(request, "已确认：本单位工会同意这份自荐。内容再有修改的，须重新确认。")
    return redirect("nominations:detail", pk)


@allowed(rules.REGISTERS_LETTERS)
def letter(request):
    """By number alone: the draft itself is not shown to the clerk."""
    round = queries.current_round()
    form = UnionLetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _register(request.user, round, dict(form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"已登记 {found.nomination.no} 的工会公函，单位可以报送。")
            return redirect("nominations:union_letter")
    return render(request, "nominations/union_letter.html", {"form": form, "round": round})


def _register(user, round, values: dict):
    upload = values.pop("scan")
    if upload and upload.size > files.LIMIT:
        raise Refusal(f"文件“{upload.name}”超过 10 兆字节，请压缩后再上传。")
    return union.register_letter(
        user, round, paper=(upload.name, upload.read()) if upload else None, **values
    )


@allowed(rules.SEES_LISTS)
def letter_scan(request, pk):
    """The sealed letter, for whoever may read the file."""
    found = get_object_or_404(
        UnionConfirmation.objects.exclude(scan=None).select_related("scan"), nomination=visible(request, pk)
    )
    return attachment(files.read(found.scan), found.scan.name, found.scan.content_type)
