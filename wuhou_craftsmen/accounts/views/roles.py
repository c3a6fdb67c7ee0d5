"""One person: the accounts, the roles from when to when, and what two people change in them."""

from django.shortcuts import get_object_or_404, redirect, render

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on, whole_number

from ..forms.people import EndRoleForm, RoleForm, SamePersonForm, StandInForm
from ..models import Role, User
from ..rules import holds

# what is posted -> its form, its act, and what the act calls the row that it is about
ACTS = {
    "give": (RoleForm, "accounts.give_role"),
    "end": (EndRoleForm, "accounts.end_role"),
    "stand_in": (StandInForm, "accounts.give_role"),
    "same": (SamePersonForm, "accounts.same_person"),
}


@allowed(holds(*ACCOUNT_KEEPERS))
def person(request, pk):
    """Every account and role of the person; a role given, ended, stood in for; two accounts said to be one human's."""
    user = get_object_or_404(User, pk=pk)
    seats = list(user.memberships.select_related("organisation", "stands_in_for__user").order_by("-pk"))
    act, seat = request.POST.get("act", ""), None
    if act in ("end", "stand_in"):
        wanted = whole_number(request.POST.get("seat"))
        seat = next((row for row in seats if row.pk == wanted), None)
    posted = _form(act, user, request.POST) if act in ACTS else None
    if posted and posted.is_valid() and (seat or act not in ("end", "stand_in")):
        with refusals_on(posted):
            two_person.propose(request.user, ACTS[act][1], **_about(act, user, seat), **posted.params)
            done(request, "已提请，等待另一人复核。")
            return redirect("accounts:person", pk)
    for row in seats:
        row.offered = row.ended_at is None and row.role != Role.FIRM_HR
        mine = {act: posted} if seat and row.pk == seat.pk else {}
        row.end_form = mine.get("end") or _form("end", user, prefix=row.pk)
        row.stand_in_form = mine.get("stand_in") or _form("stand_in", user, prefix=row.pk)
    context = {
        "found": user,
        "seats": seats,
        "others": User.objects.filter(pk__in=user.own_accounts - {user.pk}),
        "give_form": posted if act == "give" else _form("give", user),
        "same_form": posted if act == "same" else _form("same", user),
    }
    return render(request, "accounts/person.html", context)


def _form(act: str, user: User, data=None, prefix: int | None = None):
    about = {"user": user} if act in ("end", "stand_in") else {}
    return ACTS[act][0](data, auto_id=f"{act}{prefix or ''}_%s", **about)


def _about(act: str, user: User, seat) -> dict:
    if act == "end":
        return {"membership_id": seat.pk}
    if act == "stand_in":
        return {"role": seat.role, "organisation_id": seat.organisation_id, "stands_in_for": seat.pk}
    return {"user_id": user.pk}
