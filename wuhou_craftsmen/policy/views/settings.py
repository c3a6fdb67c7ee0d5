"""What the policy leaves open, each by two people: settings, rubric, seats of the three bodies, statutory days."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render

from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds, is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import calendar, clock, two_person
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.models import Holiday
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on, whole_number

from ..domain import rubrics
from ..domain.settings import REGISTER, current
from ..forms.bodies import SeatForm, UnseatForm
from ..forms.rubrics import CriteriaForms, CriterionForm, RubricForm
from ..forms.settings import HolidaysForm, SettingForm
from ..models import Body, BodyMember, Rubric, Setting


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


@allowed(holds(*OVERSIGHT))
def bodies(request):
    """The three bodies with every seat, now and before; a seat is given and ended by two people."""
    adding = "seat" in request.POST
    seat_form = SeatForm(request.POST if adding else None, auto_id="seat_%s")
    end_form = UnseatForm(request.POST if "unseat" in request.POST else None, auto_id="end_%s")
    may_change = is_union_or_leader(request.user)
    if request.method == "POST":
        require(may_change)
        form, act = (seat_form, "policy.seat") if adding else (end_form, "policy.unseat")
        if form.is_valid():
            with refusals_on(form):
                two_person.propose(request.user, act, **form.params)
                done(request, "已提请，等待另一人复核。")
                return redirect("policy:bodies")
    seats = BodyMember.objects.select_related("organisation", "user").order_by("-chair", "pk")
    context = {
        "bodies": Body.objects.prefetch_related(Prefetch("members", seats)),
        "seat_form": seat_form,
        "end_form": end_form,
        "may_change": may_change,
    }
    return render(request, "policy/bodies.html", context)


@allowed(holds(*OVERSIGHT))
def calendar_page(request):
    """The statutory days of every year that was entered; another year, or a correction, by two people."""
    form = HolidaysForm(request.POST or None, request.FILES or None)
    may_change = is_union_staff(request.user)
    if request.method == "POST":
        require(may_change)
        if form.is_valid():
            with refusals_on(form):
                two_person.propose(request.user, "policy.holidays", **form.params)
                done(request, "已提请，等待另一名工作人员复核。")
                return redirect("policy:calendar")
    years = calendar.known_years()
    chosen = whole_number(request.GET.get("year")) or (years[-1] if years else clock.today().year)
    rows = Holiday.objects.filter(day__year=chosen) if chosen in years else []
    context = {
        "form": form,
        "unfolded": not rows,
        "years": years,
        "chosen": chosen,
        "rows": rows,
        "may_change": may_change,
    }
    return render(request, "policy/calendar.html", context)
