"""The policy's text and duties for everybody; issue dates and settings by two people."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render

from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds, is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on

from .domain import rubrics
from .domain.settings import REGISTER, current
from .domain.versions import contents, load_draft, newest
from .forms import CriteriaForms, CriterionForm, IssueForm, RubricForm, SettingForm
from .models import Body, PolicyVersion, Rubric, Setting


@login_not_required
def text(request, pk=None):
    """A version with its label, clauses, units, figures and validity; the newest in force, or the draft."""
    versions = PolicyVersion.objects.all()
    version = get_object_or_404(versions, pk=pk) if pk else newest()
    context = {
        "version": version,
        "versions": versions,
        "chapters": contents(version) if version else [],
        "bodies": Body.objects.prefetch_related("members__organisation"),
        "may_register": request.user.is_authenticated and is_union_staff(request.user),
    }
    return render(request, "policy/text.html", context)


@allowed(is_union_staff)
def register(request):
    """Propose the dates of the issued text; a second person confirms."""
    draft = load_draft()
    form = IssueForm(request.POST or None, version=draft)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        params = {
            "version_id": draft.pk,
            "issued_on": data["issued_on"].isoformat(),
            "label": data["label"],
            "figures": data["figures"],
        }
        if data["valid_to"]:
            params["valid_to"] = data["valid_to"].isoformat()
        with refusals_on(form):
            two_person.propose(request.user, "policy.register", **params)
            done(request, "已提请登记，等待另一名工作人员复核。")
            return redirect("policy:text")
    return render(request, "policy/register.html", {"form": form})


@allowed(holds(*OVERSIGHT))
def settings(request):
    """Every number that is not the policy's: value, default, who set it and when."""
    form = SettingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            two_person.propose(request.user, "policy.set", **form.cleaned_data)
            done(request, "已提请更改，等待另一人复核。")
            return redirect("policy:settings")
    last = {row.key: row for row in Setting.objects.select_related("set_by").order_by("pk")}
    values = current()
    rows = [
        (
            spec,
            spec.read.shown(values[key]),
            spec.read.shown(spec.default),
            last.get(key),
        )
        for key, spec in REGISTER.items()
    ]
    may_change = is_union_or_leader(request.user)
    return render(request, "policy/settings.html", {"rows": rows, "form": form, "may_change": may_change})


@allowed(holds(*OVERSIGHT))
def rubric(request, version=None):
    """A version of the 评分标准, the newest if none is named; experts see theirs on the score page."""
    versions = Rubric.objects.prefetch_related("criteria")
    context = {
        "rubric": get_object_or_404(versions, version=version) if version else rubrics.newest(),
        "versions": versions.values_list("version", flat=True),
        "may_register": is_union_or_leader(request.user),
    }
    return render(request, "policy/rubric.html", context)


@allowed(is_union_or_leader)
def register_rubric(request):
    """Propose the next version, with the one in force as its beginning."""
    now = rubrics.newest()
    content = rubrics.content(now)
    form = RubricForm(request.POST or None, initial={"bands": "、".join(map(str, now.bands))})
    rows = CriteriaForms(
        request.POST or None,
        initial=[CriterionForm.initial_of(c) for c in content["criteria"]],
        prefix="criteria",
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals_on(form):
            two_person.propose(request.user, "policy.rubric", criteria=rows.content, **form.cleaned_data)
            done(request, "已提请登记，等待另一人复核。")
            return redirect("policy:rubric")
    return render(request, "policy/register_rubric.html", {"form": form, "rows": rows, "rubric": now})
