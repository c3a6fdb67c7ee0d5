"""Homes, second-person confirmations, audit log, jobs. Composes; stores nothing."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.queries import counts_by_state, current_round
from nominations.rules import SEES_LISTS
from nominations.states import NOMINATION
from review.queries import current_notice
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import signed_in
from wuhou_craftsmen.common import audit, clock, files, two_person
from wuhou_craftsmen.common.models import AuditEntry, Job, PendingAct
from wuhou_craftsmen.common.views import allowed, attachment, page_of

from .context import todos_of
from .design import design_samples
from .forms import AuditFilterForm
from .journey import deadline_of, steps_of

RESULT_LASTS = dt.timedelta(days=1)


@login_not_required
def public(request):
    """What this is, how far the year is, the notice on show, and the way in."""
    round, notice = current_round(), current_notice()
    context = {
        "notice": notice,
        "notice_running": notice is not None and notice.starts_on <= clock.today() <= notice.ends_on,
        "round": round,
        "steps": steps_of(round),
        "policy": round.policy if round else None,
    }
    return render(request, "portal/public.html", context)


@allowed(signed_in)
def home(request):
    """What waits for me, until when, how far is the year."""
    round = current_round()
    context = {
        "todos": todos_of(request.user),
        "round": round,
        "steps": steps_of(round),
        "deadline": deadline_of(round),
        "counts": _counts(request.user, round),
        "notice": current_notice(),
        "jobs": Job.objects.filter(owner=request.user)[:3],
    }
    return render(request, "portal/home.html", context)


def _counts(user, round) -> list[tuple[str, str, int]]:
    """(state, name, number) of the files that this user may list."""
    if round is None or not SEES_LISTS(user):
        return []
    counts = counts_by_state(round, user)
    return [(state, label, counts[state]) for state, label in NOMINATION.choices if counts.get(state)]


@allowed(signed_in)
def pending(request):
    """Acts that this user may confirm as the second person, and those proposed by the user."""
    own = PendingAct.objects.filter(proposed_by=request.user)
    context = {
        "waiting": two_person.waiting_for(request.user),
        "mine": own.filter(state="pending"),
        "decided": own.exclude(state="pending").select_related("decided_by")[:10],
    }
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
    form = AuditFilterForm(request.GET)
    if form.is_valid():
        entries = form.narrow(entries)
    context = {"page": page_of(request, entries), "form": form, "everything": everything}
    if everything and request.method == "POST":
        context |= {"checked": True, "problem": audit.check_chain(request.user), "head": audit.head()}
    return render(request, "portal/audit.html", context)


@allowed(signed_in)
def jobs(request):
    """One's own background work, with its bar and, for a day, what it made."""
    page = page_of(request, Job.objects.filter(owner=request.user), per_page=20)
    for found in page:
        found.fresh = found.result_id is not None and not _expired(found)
    return render(request, "portal/jobs.html", {"page": page})


@allowed(signed_in)
def job(request, pk):
    """The bar of one's own job, asked for each second while it runs."""
    return render(request, "parts/job.html", {"job": get_object_or_404(Job, pk=pk, owner=request.user)})


@allowed(signed_in)
def job_result(request, pk):
    """What a job made: for its owner only, for a day."""
    found = get_object_or_404(Job, pk=pk, owner=request.user, result__isnull=False)
    if _expired(found):
        return render(request, "portal/expired.html", {"job": found}, status=410)
    return attachment(files.read(found.result), found.result.name, found.result.content_type)


def _expired(found: Job) -> bool:
    return clock.database_now() - found.created_at > RESULT_LASTS


@login_not_required
def design(request):
    """Every part of the pages on one page, while developing."""
    return render(request, "portal/design.html", design_samples())


@login_not_required
def health(request):
    """For the load balancer: the database answers."""
    clock.database_now()
    return HttpResponse("ok", content_type="text/plain")
