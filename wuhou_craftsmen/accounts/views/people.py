"""Signing in, the own password, the list of accounts."""

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.common.kernel import audit, two_person
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.web.views import allowed, client_address, done, page_of, refusals_on

from .. import queries
from ..forms.people import AccountForm, OwnPasswordForm, PeopleFilterForm, SignInForm
from ..models import Membership
from ..rules import holds, may_invite, signed_in
from ..throttle import seconds_to_wait


class SignIn(LoginView):
    """Sign-in name and password; after five failures from one address the name is locked there for a quarter of an hour."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request, *args, **kwargs):
        if seconds := seconds_to_wait(client_address(request)):
            return render(request, "accounts/locked.html", {"minutes": -(-seconds // 60)}, status=429)
        return super().post(request, *args, **kwargs)


@allowed(signed_in)
def password(request):
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        update_session_auth_hash(request, user)
        audit.record(user, "修改密码", user)
        done(request, "密码已修改。")
        return redirect("portal:home")
    return render(request, "accounts/password.html", {"form": form})


@allowed(holds(*ACCOUNT_KEEPERS))
def people(request):
    """Who has which role in which unit."""
    rows = Membership.objects.filter(ended_at=None).select_related("user", "organisation")
    narrowing = PeopleFilterForm(request.GET)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            two_person.propose(request.user, "accounts.open", **form.params)
            done(request, "已提请开通，等待另一人复核。")
            return redirect("accounts:people")
    page = page_of(request, narrowing.narrowed(rows))
    _offer_links(request.user, list(page))
    codes = [(person, links.code_of(link), link) for person, link in queries.links_to_tell(request.user)]
    context = {"page": page, "filter": narrowing, "form": form, "codes": codes}
    response = render(request, "accounts/people.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _offer_links(user, rows: list[Membership]) -> None:
    """Mark whom this user may issue a link; what a second person agreed to is read only where it matters."""
    queries.with_roles([row.user for row in rows])
    for row in rows:
        row.may_invite = may_invite(user, row.user)
    refused = [row for row in rows if not row.may_invite and row.user != user and row.user.is_active]
    agreed = queries.agreed_links(user) if refused else ()
    for row in refused:
        row.may_invite = may_invite(user, row.user, agreed)
        row.may_ask = not row.may_invite
