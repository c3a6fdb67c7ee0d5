"""Signing in, the own password, the list of accounts."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render

from wuhou_craftsmen.common import audit, two_person
from wuhou_craftsmen.common.refusals import Refusal
from wuhou_craftsmen.common.views import allowed, page_of

from .forms import AccountForm, OwnPasswordForm, PeopleFilterForm, SignInForm
from .models import Membership, Role
from .rules import holds, signed_in


class SignIn(LoginView):
    """Sign-in name and password; locked for a quarter of an hour after five failures."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@allowed(signed_in)
def password(request):
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        update_session_auth_hash(request, user)
        audit.record(user, "修改密码", user)
        messages.success(request, "密码已修改。")
        return redirect("portal:home")
    return render(request, "accounts/password.html", {"form": form})


@allowed(holds(Role.UNION_STAFF, Role.SYSTEM_ADMIN))
def people(request):
    """Who has which role in which unit."""
    rows = Membership.objects.filter(ended_at=None).select_related("user", "organisation")
    narrowing = PeopleFilterForm(request.GET)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            two_person.propose(
                request.user,
                "accounts.open",
                username=data["username"],
                full_name=data["full_name"],
                role=data["role"],
                organisation_id=data["organisation"].pk,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "已提请开通，等待另一人复核。")
            return redirect("accounts:people")
    page = page_of(request, narrowing.narrowed(rows))
    return render(request, "accounts/people.html", {"page": page, "filter": narrowing, "form": form})
