"""The policy's text for everybody, every version and any two side by side; the next version by two people."""

from itertools import pairwise

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render

from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.web.public import for_everybody
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from ..domain import versions
from ..domain.differences import between, content_of
from ..domain.text import contents
from ..forms.versions import CompareForm, VersionForm
from ..models import Body, BodyMember, PolicyVersion

VERSIONS_A_PAGE = 20


@for_everybody()
def text(request, pk=None):
    """A version with its state, clauses, units, figures and validity; the one in force, or the draft, if none is named."""
    every = list(PolicyVersion.objects.defer("text"))
    version = get_object_or_404(PolicyVersion, pk=pk) if pk else versions.current()
    state, tone = versions.standing(version, every, clock.today()) if version else ("", "")
    context = {
        "version": version,
        "state": state,
        "state_tone": tone,
        "several": len(every) > 1,
        "rounds": version.rounds.all() if version else [],
        "chapters": contents(version) if version else [],
        "bodies": Body.objects.prefetch_related(
            Prefetch("members", BodyMember.objects.filter(ended_on=None).select_related("organisation"))
        ),
        "may_register": request.user.is_authenticated and is_union_staff(request.user),
    }
    return render(request, "policy/text.html", context)


@for_everybody()
def all_versions(request):
    """Every version with its state and the rounds under it; two of them side by side."""
    every = list(PolicyVersion.objects.defer("text"))
    page = page_of(request, PolicyVersion.objects.defer("text").prefetch_related("rounds"), VERSIONS_A_PAGE)
    after = {new.pk: old for new, old in pairwise(every)}
    newest = {"old": every[1], "new": every[0]} if len(every) > 1 else {}
    form = CompareForm(request.GET if request.GET.get("old") else None, initial=newest)
    chosen = form.cleaned_data if form.is_valid() else None
    context = {
        "page": page,
        "rows": [(v, *versions.standing(v, every, clock.today()), after.get(v.pk)) for v in page],
        "form": form if len(every) > 1 else None,
        "chosen": chosen,
        "differences": between(content_of(chosen["old"]), content_of(chosen["new"])) if chosen else None,
    }
    return render(request, "policy/versions.html", context)


@allowed(is_union_staff)
def register(request):
    """Enter the next version, drawn from the last one: looked at first, then proposed to a second person."""
    base = versions.beginning()
    form = VersionForm(request.POST or None, request.FILES or None, version=base)
    entry = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            entry, _ = versions.checked(**form.params)
            if "propose" in request.POST and not form.cleaned_data["file"]:
                two_person.propose(request.user, "policy.register", **form.params)
                done(request, "已提请登记，等待另一名工作人员复核。")
                return redirect("policy:text")
    return render(request, "policy/register.html", {"form": form, "base": base, "entry": entry})
