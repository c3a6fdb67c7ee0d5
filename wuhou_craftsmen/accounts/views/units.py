"""推荐单位 and 区级部门: the register by kind, and what two people change in it."""

from django.db.models import Count, F, Q
from django.shortcuts import redirect, render

from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on

from .. import rules
from ..forms.units import AddUnitForm, ChangeUnitForm
from ..models import Organisation, OrganisationKind

LISTED = [OrganisationKind.ENDORSING, OrganisationKind.DEPARTMENT]


@allowed(rules.is_union_staff)
def units(request):
    """Every endorsing unit and department, those ended last; a proposal to add, rename, merge or end one."""
    adding = "add" in request.POST
    add_form = AddUnitForm(request.POST if adding else None, auto_id="add_%s")
    change_form = ChangeUnitForm(request.POST if "change" in request.POST else None, auto_id="change_%s")
    form = add_form if adding else change_form
    if form.is_valid():
        act = "accounts.add_endorsing_unit" if adding else form.proposal
        with refusals_on(form):
            two_person.propose(request.user, act, **form.params)
            done(request, "已提请，等待另一名工作人员复核。")
            return redirect("accounts:units")
    rows = Organisation.objects.filter(kind__in=LISTED).select_related("endorsing_kind")
    rows = rows.annotate(
        firm_count=Count("firms", filter=Q(firms__struck_off_on=None), distinct=True),
        clerk_count=Count("memberships", filter=Q(memberships__ended_at=None), distinct=True),
    ).order_by("ended_on", F("endorsing_kind__place").asc(nulls_last=True), "pk")
    rows = sorted(rows, key=lambda unit: unit.ended_on is not None)
    context = {"units": rows, "add_form": add_form, "change_form": change_form}
    return render(request, "accounts/units.html", context)
