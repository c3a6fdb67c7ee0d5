"""Standing aside from a file, said on its page."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.checking import conflicts
from nominations.forms.checking.conflicts import ConflictForm
from nominations.rules.checking.conflicts import may_declare_conflicts
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done


@require_POST
@allowed(may_declare_conflicts)
def declare(request, pk):
    """The file stays readable; checking and deciding it is left to others."""
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = ConflictForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择回避原因。")
    conflicts.declare(request.user, nomination, **form.cleaned_data)
    done(request, f"已登记回避，{nomination.no} 由其他人办理。")
    return redirect("nominations:detail", pk)
