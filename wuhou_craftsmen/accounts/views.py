"""Signing in, the own password, the list of accounts."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.db.models import Q
from django.shortcuts import redirect, render

from wuhou_craftsmen.common import audit
from wuhou_craftsmen.common.views import allowed, page_of

from .forms import SignInForm
from .models import Membership, Role
from .rules import holds, signed_in


class SignIn(LoginView):
    """Sign-in name and password; locked for a quarter of an hour after five failures."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@allowed(signed_in)
def password(request):
    form = PasswordChangeForm(request.user, request.POST or None)
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
    words = request.GET.get("q", "").strip()
    rows = Membership.objects.filter(ended_at=None).select_related("user", "organisation")
    if words:
        rows = rows.filter(Q(user__full_name__icontains=words) | Q(organisation__name__icontains=words))
    return render(request, "accounts/people.html", {"page": page_of(request, rows), "q": words})
