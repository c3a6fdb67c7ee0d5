"""个人自荐: the union of the firm confirms on the page, or the clerk registers its sealed letter."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from nominations import queries, rules
from nominations.domain import union
from nominations.forms import UnionLetterForm
from wuhou_craftsmen.common.refusals import Refusal
from wuhou_craftsmen.common.views import allowed

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
    form = UnionLetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = union.register_letter(request.user, round, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"已登记 {found.nomination.no} 的工会公函，单位可以报送。")
            return redirect("nominations:union_letter")
    return render(request, "nominations/union_letter.html", {"form": form, "round": round})
