"""本单位人员: the HR users of a firm, and what may be done about them."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.roles import FILE_WRITERS
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on

from .. import queries, rules
from ..domain import firms
from ..domain import members as domain
from ..forms.firms import ContactForm
from ..forms.members import ColleagueForm, LeaveForm
from ..models import Membership, Role
from .invitations import MEMBERS, shown_once

changes_members = rules.holds(*FILE_WRITERS)


def members_panel(user, firm) -> dict:
    """The HR users with what this user may do about each."""
    rows = list(queries.hr_of(firm))
    queries.with_roles([row.user for row in rows])
    for row in rows:
        row.may_invite = rules.may_invite(user, row.user)
        row.form = LeaveForm(auto_id=f"member-{row.pk}-%s")
    return {
        "members": rows,
        "may_manage": rules.may_manage_members(user, firm),
        "inside": rules.belongs_to(user, firm),
    }


@allowed(rules.is_hr)
def members(request):
    firm = request.user.organisation_as(Role.FIRM_HR)
    act = request.POST.get("act")
    form = ColleagueForm(request.POST if act == "add" else None)
    known = {"contact_name": firm.contact_name, "phone": firm.contact_phone, "email": firm.contact_email}
    contact_form = ContactForm(
        request.POST if act == "contact" else None, initial=known, auto_id="contact_%s"
    )
    posted = {"add": form, "contact": contact_form}.get(act)
    if posted and posted.is_valid():
        with refusals_on(posted):
            return _write(request, firm, act, posted.cleaned_data)
    context = {
        "firm": firm,
        "form": form,
        "contact_form": contact_form,
        "owns": rules.owns(request.user, firm),
    }
    return render(request, "accounts/members.html", context | members_panel(request.user, firm))


def _write(request, firm, act, data):
    if act == "contact":
        firms.set_contact(request.user, firm, **data)
        done(request, "联系方式已保存。")
        return redirect("accounts:members")
    user, token = domain.add_colleague(request.user, firm, **data)
    return shown_once(request, user, token, (MEMBERS, reverse("accounts:members")))


def _seat(request, pk) -> Membership:
    """A seat of a firm that this user belongs to or looks after; others do not exist."""
    rows = Membership.objects.filter(role=Role.FIRM_HR).select_related("organisation", "user")
    if rules.may_see_firms(request.user):
        rows = rows.filter(organisation__in=queries.firms_of(request.user))
    else:
        rows = rows.filter(organisation=request.user.organisation_as(Role.FIRM_HR))
    return get_object_or_404(rows, pk=pk)


def _after(request, seat: Membership):
    if rules.may_see_firms(request.user):
        return redirect("accounts:firm", seat.organisation_id)
    return redirect("portal:public" if seat.user_id == request.user.pk else "accounts:members")


@require_POST
@allowed(changes_members)
def owner(request, pk):
    seat = _seat(request, pk)
    domain.make_owner(request.user, seat, reason=request.POST.get("reason", ""))
    done(request, f"{seat.user.full_name}现在是单位管理员。")
    if rules.may_see_firms(request.user):
        return redirect("accounts:firm", seat.organisation_id)
    return redirect("accounts:members")


@require_POST
@allowed(changes_members)
def end(request, pk):
    seat = _seat(request, pk)
    domain.end_membership(request.user, seat, reason=request.POST.get("reason", ""))
    done(request, f"{seat.user.full_name}不再办理本单位的申报，已有的申报都在。")
    return _after(request, seat)
