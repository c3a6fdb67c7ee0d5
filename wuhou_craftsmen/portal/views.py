"""Homes, second-person confirmations, audit log, jobs. Composes; stores nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nominations.models import AnnualRound
from nominations.queries import counts_by_state, counts_by_unit, current_round
from nominations.rules.file.nomination import may_see_lists
from nominations.states import NOMINATION
from nominations.waiting import INTAKE
from review.queries import current_notice
from review.rules import may_oversee_review
from wuhou_craftsmen.accounts.roles import AUDIT_READERS
from wuhou_craftsmen.accounts.rules import signed_in
from wuhou_craftsmen.common.jobs import exported
from wuhou_craftsmen.common.kernel import audit, clock, two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import AuditEntry, Job, PendingAct, SavedFilter
from wuhou_craftsmen.common.web.charts import Chart, count_chart
from wuhou_craftsmen.common.web.intake import own_address
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN
from wuhou_craftsmen.common.web.public import for_everybody
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of
from wuhou_craftsmen.policy.domain import versions

from .context import found_by
from .design import design_samples
from .display import display_of, keep
from .forms import AuditFilterForm, SavedFilterForm, SearchForm
from .home import moneys_of, only_scores, scoring_of, table, todos_of, unfinished, waiting_one_by_one
from .journey import before_opening, deadline_of, steps_of
from .news import news_for


@for_everybody()
def public(request):
    """What this is, how far the year is, the notice on show, and the way in."""
    round, notice = current_round(), current_notice()
    announced = round is not None and round.state not in ("planned", "annulled")
    context = {
        "call": getattr(round, "call_notice", None) if announced else None,
        "quotas": announced and round.unit_quotas.exists(),
        "notice": notice,
        "notice_running": notice is not None and notice.starts_on <= clock.today() <= notice.ends_on,
        "round": round,
        "changes": round.deadline_changes.select_related("firm")[:5] if round else [],
        "steps": steps_of(round),
        "before": before_opening(round),
        "policy": (round.policy if round else None) or versions.current(),
    }
    return render(request, "portal/public.html", context)


@allowed(signed_in)
def home(request):
    """The one next thing with its limit, the rest by urgency, how far is the year; of each role what it looks after."""
    round = current_round()
    todos = todos_of(request.user)
    scores_only = only_scores(request.user)
    context = {
        "next": todos[0] if todos else None,
        "rest": todos[1:],
        "round": round,
        "steps": [] if scores_only else steps_of(round),
        "deadline": deadline_of(round),
        "before": before_opening(round),
        "counts": _counts(request.user, round),
        "scoring": scoring_of(request.user, round),
        "moneys": moneys_of(request.user),
        "sees_unfinished": may_oversee_review(request.user),
        "chart": _chart(request.user, round),
        "news": None if scores_only else news_for(request.user),
        "jobs": _own_jobs(request)[:3],
    }
    return render(request, "portal/home.html", context)


@allowed(signed_in)
def waiting(request, place):
    """All that waits for this user at one row of the table of turns, where each thing has a page of its own."""
    found = waiting_one_by_one(request.user, place)
    if found is None:
        raise Http404
    label, rows = found
    return render(request, "portal/waiting.html", {"label": label, "page": page_of(request, rows)})


@allowed(may_oversee_review)
def unfinished_business(request, pk):
    """At the end of a phase, and at any time: what is held, unpaid, without account, letter or reply."""
    round = get_object_or_404(AnnualRound, pk=pk)
    context = {"round": round, "groups": unfinished(request.user, round), "table": table()}
    return render(request, "portal/unfinished.html", context)


def _counts(user, round) -> list[tuple[str, str, int]]:
    """(state, name, number) of the files that this user may list, while files are written and checked."""
    if round is None or round.state not in INTAKE or not may_see_lists(user):
        return []
    counts = counts_by_state(round, user)
    return [(state, label, counts[state]) for state, label in NOMINATION.choices if counts.get(state)]


def _chart(user, round) -> Chart | None:
    """How many files came from where, for those who look after all of them."""
    if round is None or round.state not in INTAKE or not may_oversee_review(user):
        return None
    counts = counts_by_unit(round, user)
    return count_chart("各推荐单位报送情况", "推荐单位", counts) if counts else None


@allowed(signed_in)
def pending(request):
    """Acts that this user may confirm as the second person, those that touch himself, and those proposed by the user."""
    own = PendingAct.objects.filter(proposed_by=request.user)
    context = {
        "waiting": [(act, two_person.shown(act)) for act in two_person.waiting_for(request.user)],
        "closed": two_person.closed_to(request.user),
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
        done(request, "已退回。")
    else:
        two_person.confirm(request.user, act)
        done(request, f"“{act.title}”已复核，立即生效。")
    return redirect("portal:pending")


@require_POST
@allowed(signed_in)
def take_back(request, pk):
    act = get_object_or_404(PendingAct, pk=pk, proposed_by=request.user)
    two_person.take_back(request.user, act)
    done(request, f"“{act.title}”已收回，需要时请重新提请。")
    return redirect("portal:pending")


@allowed(signed_in)
def messages_list(request):
    """One's own notices, the newest first."""
    mine = outbox.inbox(request.user)
    return render(request, "portal/messages.html", {"page": page_of(request, mine, per_page=20)})


@allowed(signed_in)
def message(request, pk):
    """Read a notice: it counts as read, and leads to what it speaks of."""
    found = get_object_or_404(outbox.inbox(request.user), pk=pk)
    outbox.mark_read(request.user, [found.pk])
    return redirect(found.path or "portal:messages")


@require_POST
@allowed(signed_in)
def messages_read(request):
    outbox.mark_read(request.user)
    done(request, "全部标为已读。")
    return redirect("portal:messages")


@require_POST
@allowed(signed_in)
def save_filter(request):
    """Keep the filter of a list under a name; the same name again replaces it."""
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有保存：请给筛选起一个不超过 20 字的名称。")
    data = form.cleaned_data
    SavedFilter.objects.update_or_create(
        owner=request.user, page=data["page"], name=data["name"], defaults={"query": data["query"]}
    )
    done(request, f"筛选“{data['name']}”已保存，下次在列表上方一点就到。")
    return redirect(f"{data['page']}?{data['query']}")


@require_POST
@allowed(signed_in)
def forget_filter(request, pk):
    kept = get_object_or_404(SavedFilter, pk=pk, owner=request.user)
    kept.delete()
    done(request, f"不再保存筛选“{kept.name}”。")
    return redirect(kept.page)


@allowed(signed_in)
def audit_log(request):
    """The auditor reads everything and sees whether the chain holds; everybody else reads their own acts."""
    everything = request.user.has_role(*AUDIT_READERS)
    entries = AuditEntry.objects.all() if everything else AuditEntry.objects.filter(actor=request.user)
    form = AuditFilterForm(request.GET)
    page = page_of(request, form.narrowed(entries))
    context = {"page": page, "filter": form, "everything": everything}
    if everything and request.method == "POST":
        context |= {"checked": True, "problem": audit.check_chain(request.user), "head": audit.head()}
    return render(request, "portal/audit.html", context)


@allowed(signed_in)
def jobs(request):
    """One's own background work, with its bar and, for a day, what it made."""
    page = page_of(request, _own_jobs(request), per_page=20)
    page.object_list = exported.marked(page.object_list)
    return render(request, "portal/jobs.html", {"page": page})


@allowed(signed_in)
def job(request, pk):
    """The bar of one's own job, asked for each second while it runs."""
    return render(request, "parts/job.html", {"job": _own_job(request, pk)})


def _own_jobs(request):
    """Without what their work needs to know, which may be long."""
    return Job.objects.filter(owner=request.user).defer("asked")


def _own_job(request, pk: int) -> Job:
    return exported.marked([get_object_or_404(_own_jobs(request), pk=pk)])[0]


@allowed(signed_in)
def job_result(request, pk):
    """What a job made: for its owner only, for a day."""
    found = _own_job(request, pk)
    if found.gone:
        return render(request, "portal/expired.html", {"job": found}, status=410)
    if not found.fresh:
        raise Http404
    file, content = exported.take(request.user, found)
    return attachment(content, file.name, file.content_type)


@allowed(signed_in)
def search(request):
    """Names, numbers, firms and pages, wherever this user may see them."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    groups = found_by(request.user, words) if words else []
    context = {"form": form, "words": words, "groups": groups, "shown": MAX_HITS_SHOWN}
    return render(request, "portal/search.html", context)


@never_cache
@login_not_required
def display(request):
    """Large type or high contrast from now on, then back to the page. By a link on pages that a cache may keep."""
    wanted = request.POST or request.GET
    response = HttpResponseRedirect(own_address(request, wanted.get("back", "")) or "/")
    keep(response, display_of(request).changed(wanted))
    return response


@login_not_required
def design(request):
    """Every part of the pages on one page, while developing."""
    return render(request, "portal/design.html", design_samples())


@login_not_required
def health(request):
    """For the load balancer: the database answers."""
    clock.database_now()
    return HttpResponse("ok", content_type="text/plain")
