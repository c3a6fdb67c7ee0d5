"""个人自荐: the union of the firm confirms on the page, or the clerk registers its sealed letter."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import union_confirmation
from nominations.forms.file.union_confirmation import UnionLetterForm
from nominations.models import UnionConfirmation
from nominations.rules.file.nomination import may_see_lists, may_write
from nominations.rules.file.union_confirmation import may_register_letters
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on, whole_number

from .nomination import visible


@require_POST
@allowed(may_write)
def confirm(request, pk):
    seen = whole_number(request.POST.get("seen"))
    if seen is None:
        raise Refusal("请重新打开申报，核对内容后再确认。")
    union_confirmation.confirm(request.user, visible(request, pk), seen_version=seen)
    done(request, "已确认：本单位工会同意这份自荐。内容再有修改的，须重新确认。")
    return redirect("nominations:detail", pk)


@allowed(may_register_letters)
def letter(request):
    """By number alone: the draft itself is not shown to the clerk."""
    round = queries.current_round()
    form = UnionLetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = _register(request.user, round, dict(form.cleaned_data))
            done(request, f"已登记 {found.nomination.no} 的工会公函，单位可以报送。")
            return redirect("nominations:union_letter")
    return render(request, "nominations/file/union_letter.html", {"form": form, "round": round})


def _register(user, round, values: dict):
    upload = values.pop("scan")
    if upload and upload.size > store.LIMIT:
        raise Refusal(f"文件“{upload.name}”超过 10 兆字节，请压缩后再上传。")
    return union_confirmation.register_letter(
        user, round, paper=(upload.name, upload.read()) if upload else None, **values
    )


@allowed(may_see_lists)
def letter_scan(request, pk):
    """The sealed letter, for whoever may read the file."""
    found = get_object_or_404(
        UnionConfirmation.objects.exclude(scan=None).select_related("scan"), nomination=visible(request, pk)
    )
    return attachment(store.read(found.scan), found.scan.name, found.scan.content_type)
