"""推荐单位: the register by kind, and what two people change in it."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render

from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on

from .. import rules
from ..forms.endorsing import AddUnitForm, ChangeUnitForm
from ..models import Organisation, OrganisationKind


@allowed(rules.is_union_staff)
def units(request):
    """Every endorsing unit, those ended last; a proposal to add, rename or end one."""
    adding = "add" in request.POST
    add_form = AddUnitForm(request.POST if adding else None, auto_id="add_%s")
    change_form = ChangeUnitForm(request.POST if "change" in request.POST else None, auto_id="change_%s")
    form = add_form if adding else change_form
    if form.is_valid():
        act = "add" if adding else form.cleaned_data["act"]
        with refusals_on(form):
            two_person.propose(request.user, f"accounts.{act}_endorsing_unit", **form.params)
            done(request, "已提请，等待另一名工作人员复核。")
            return redirect("accounts:units")
    rows = Organisation.objects.filter(kind=OrganisationKind.ENDORSING).select_related("endorsing_kind")
    rows = rows.annotate(
        firm_count=Count("firms", filter=Q(firms__struck_off_on=None), distinct=True),
        clerk_count=Count("memberships", filter=Q(memberships__ended_at=None), distinct=True),
    ).order_by("ended_on", "endorsing_kind__place", "pk")
    rows = sorted(rows, key=lambda unit: unit.ended_on is not None)
    context = {"units": rows, "add_form": add_form, "change_form": change_form}
    return render(request, "accounts/units.html", context)
