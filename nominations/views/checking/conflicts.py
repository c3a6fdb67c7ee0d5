"""Standing aside from a file, said on its page."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.checking import conflicts
from nominations.forms.checking.conflicts import ConflictForm
from nominations.models import Conflict
from nominations.rules.checking.conflicts import may_declare_conflicts, may_lift_conflicts
from wuhou_craftsmen.common.kernel import two_person
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


@require_POST
@allowed(may_lift_conflicts)
def lift(request, pk):
    """Asked for by one on the page of the file, confirmed by another."""
    files = queries.visible_to(request.user)
    found = get_object_or_404(Conflict.objects.filter(nomination__in=files), pk=pk)
    reason = request.POST.get("reason", "")
    two_person.propose(request.user, conflicts.LIFT, conflict_id=found.pk, reason=reason)
    done(request, "已提请撤销回避，等待另一人复核。")
    return redirect("nominations:detail", found.nomination_id)
