"""企业: the register of firms and the page of one."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import queries, rules
from ..domain import firms
from ..forms.firms import FirmFilterForm, PutBackForm, RenameForm, StrikeOffForm
from ..models import Role
from .members import members_panel

ACTS = {"strike_off": StrikeOffForm, "put_back": PutBackForm}


@allowed(rules.may_see_firms)
def listing(request):
    hr = Q(memberships__role=Role.FIRM_HR, memberships__ended_at=None)
    rows = queries.firms_of(request.user).annotate(hr_count=Count("memberships", filter=hr)).order_by("pk")
    narrowing = FirmFilterForm(request.GET)
    waiting = queries.registrations_of(request.user).filter(state="waiting").count()
    context = {
        "page": page_of(request, narrowing.narrowed(rows)),
        "filter": narrowing,
        "waiting": waiting,
        "is_staff": rules.is_union_staff(request.user),
    }
    return render(request, "accounts/firms.html", context)


@allowed(rules.may_see_firms)
def detail(request, pk):
    """The firm, its HR users, its history; its name corrected, struck off or put back."""
    firm = get_object_or_404(queries.firms_of(request.user), pk=pk)
    act = request.POST.get("act")
    rename_form = RenameForm(request.POST if act == "rename" else None, auto_id="rename_%s")
    standing = "put_back" if firm.struck_off_on else "strike_off"
    standing_form = ACTS[standing](request.POST if act == standing else None, auto_id="standing_%s")
    form = {"rename": rename_form, standing: standing_form}.get(act)
    if form and form.is_valid():
        with refusals_on(form):
            _write(request, firm, act, form.cleaned_data)
            return redirect("accounts:firm", pk)
    context = {
        "firm": firm,
        "rename_form": rename_form,
        "standing": standing,
        "standing_form": standing_form,
        "may_rename": rules.may_look_after(request.user, firm),
        "is_staff": rules.is_union_staff(request.user),
        "history": queries.history_of(firm),
    }
    return render(request, "accounts/firm.html", context | members_panel(request.user, firm))


def _write(request, firm, act, data):
    if act == "rename":
        firms.rename_firm(request.user, firm, **data)
        done(request, "名称已更正；已报送的申报仍用报送时的名称。")
        return
    data = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in data.items()}
    two_person.propose(request.user, f"accounts.{act}", firm_id=firm.pk, **data)
    done(request, "已提请，等待另一名工作人员复核。")
