"""Homes, second-person confirmations, audit log, jobs. Composes; stores nothing."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nominations.queries import current_round
from nominations.states import ROUND
from review.queries import current_notice
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import signed_in
from wuhou_craftsmen.common import audit, clock, files, two_person
from wuhou_craftsmen.common.models import AuditEntry, Job, PendingAct
from wuhou_craftsmen.common.views import allowed, attachment, page_of

from .context import todos_of

JOURNEY = ["open", "checking", "reviewing", "deliberating", "notice", "naming", "rewarding", "archived"]


@login_not_required
def public(request):
    """What this is, the notice on show, and the way in."""
    return render(request, "portal/public.html", {"notice": current_notice(), "round": current_round()})


def _steps(round) -> list[tuple[str, str]]:
    if round is None or round.state not in JOURNEY:
        return []
    at = JOURNEY.index(round.state)
    return [
        (ROUND.labels[s], "done" if i < at else "now" if i == at else "next") for i, s in enumerate(JOURNEY)
    ]


@allowed(signed_in)
def home(request):
    """What waits for me, until when, how far is the year."""
    round = current_round()
    context = {
        "todos": todos_of(request.user),
        "round": round,
        "steps": _steps(round),
        "notice": current_notice(),
        "jobs": Job.objects.filter(owner=request.user)[:3],
    }
    return render(request, "portal/home.html", context)


@allowed(signed_in)
def pending(request):
    """Acts that this user may confirm as the second person, and those proposed by the user."""
    mine = PendingAct.objects.filter(proposed_by=request.user, state="pending")
    context = {"waiting": two_person.waiting_for(request.user), "mine": mine}
    return render(request, "portal/pending.html", context)


@require_POST
@allowed(signed_in)
def decide(request, pk):
    act = get_object_or_404(PendingAct, pk=pk)
    if "reject" in request.POST:
        two_person.reject(request.user, act, request.POST.get("reason", ""))
        messages.success(request, "已退回。")
    else:
        two_person.confirm(request.user, act)
        messages.success(request, f"“{act.title}”已复核，立即生效。")
    return redirect("portal:pending")


@allowed(signed_in)
def audit_log(request):
    """The auditor reads everything and sees whether the chain holds; everybody else reads their own acts."""
    everything = request.user.has_role(Role.AUDITOR)
    entries = AuditEntry.objects.all() if everything else AuditEntry.objects.filter(actor=request.user)
    verb = request.GET.get("verb", "").strip()
    if verb:
        entries = entries.filter(verb__icontains=verb)
    context = {"page": page_of(request, entries), "verb": verb, "everything": everything}
    if everything and request.method == "POST":
        context |= {"checked": True, "problem": audit.check_chain(request.user), "head": audit.head()}
    return render(request, "portal/audit.html", context)


@allowed(signed_in)
def job(request, pk):
    """The bar of one's own job, asked for each second while it runs."""
    return render(request, "parts/job.html", {"job": get_object_or_404(Job, pk=pk, owner=request.user)})


@allowed(signed_in)
def job_result(request, pk):
    """What a job made: for its owner only, for a day."""
    found = get_object_or_404(Job, pk=pk, owner=request.user, result__isnull=False)
    if timezone.now() - found.created_at > dt.timedelta(days=1):
        return HttpResponse("文件已过期，请重新生成。", status=410, content_type="text/plain; charset=utf-8")
    return attachment(files.read(found.result), found.result.name, found.result.content_type)


@login_not_required
def health(request):
    """For the load balancer: the database answers."""
    clock.database_now()
    return HttpResponse("ok", content_type="text/plain")
