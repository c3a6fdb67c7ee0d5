"""单位公示异议 on the page of a file that is being written."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import notice_objections
from nominations.forms.file.notice_objections import NoticeObjectionForm
from nominations.models import NoticeObjection
from nominations.rules.file.nomination import may_write
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done


@require_POST
@allowed(may_write)
def enter(request, pk):
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = NoticeObjectionForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写提出异议的日期和内容。")
    notice_objections.enter(request.user, nomination, **form.cleaned_data)
    done(request, "已登记异议，查清并登记结果后才能报送。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(may_write)
def settle(request, pk):
    files = queries.visible_to(request.user).order_by()
    objection = get_object_or_404(NoticeObjection, pk=pk, nomination__in=files)
    notice_objections.settle(request.user, objection, finding=request.POST.get("finding", ""))
    done(request, "异议已办结。")
    return redirect("nominations:detail", objection.nomination_id)
