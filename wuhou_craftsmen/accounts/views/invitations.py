"""The link with which a person sets the own password: issued, opened, asked for when it was forgotten."""

from axes.utils import reset
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import channels
from wuhou_craftsmen.common.pdf.paper import qr_svg
from wuhou_craftsmen.common.security import throttle
from wuhou_craftsmen.common.web.views import allowed, client_address, done, refusals_on, whole_number

from .. import queries, rules
from ..domain import invitations
from ..forms.people import FirstPasswordForm, ForgottenForm
from ..models import Organisation, User
from ..workplaces import workplaces

MEMBERS = "本单位人员"
MAX_FORGOTTEN_PER_HOUR = 20  # from one address
PASSWORDS = "django.contrib.auth.backends.ModelBackend"


def shown_once(request, user: User, token: str, back: tuple[str, str]):
    """The page with the new link: drawn as the answer itself, kept nowhere. Who is reached himself gets it, nobody else.

    `back`: (what the page is called where the link was asked for, its address).
    """
    link = invitations.invited(token)[1]
    address = settings.PUBLIC_URL + reverse("accounts:invitation", args=[token])
    context = {
        "person": user,
        "address": address,
        "qr": qr_svg(address),
        "place": back[0],
        "back": back[1],
        "days": invitations.LINK_DAYS,
        "link": link,
        "sent": [channel.label for channel, _ in channels.reaching(user)],
    }
    response = render(request, "accounts/link.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _back(request) -> tuple[str, str]:
    """Where the link was asked for: the page of the firm, of the own firm, or of all accounts."""
    firm = Organisation.objects.filter(pk=whole_number(request.POST.get("firm"))).first()
    if firm:
        return firm.name, reverse("accounts:firm", args=[firm.pk])
    if request.user.has_role("firm_hr"):
        return MEMBERS, reverse("accounts:members")
    return "账号", reverse("accounts:people")


@require_POST
@allowed(rules.may_manage_links)
def link(request, pk):
    user = get_object_or_404(User, pk=pk)
    return shown_once(request, user, invitations.invite(request.user, user), _back(request))


@require_POST
@allowed(rules.holds(*ACCOUNT_KEEPERS))
def ask_link(request, pk):
    """For somebody who stands second himself: another officer agrees first."""
    user = get_object_or_404(User, pk=pk)
    two_person.propose(request.user, "accounts.new_link", user_id=user.pk)
    done(request, "已提请，另一人复核后，您可以在这里发链接。")
    return redirect("accounts:people")


@allowed(rules.holds(*ACCOUNT_KEEPERS))
def first_links(request):
    """Accounts that nobody has signed in with: asked for together, agreed to by another, their links made at once."""
    groups = queries.links_of_new_accounts(request.user)
    if request.method == "POST":
        chosen = {whole_number(value) for value in request.POST.getlist("user")}
        numbers = [person.pk for person in groups["new"] if person.pk in chosen][: invitations.MAX_AT_ONCE]
        if not numbers:
            raise Refusal("请先勾选要发链接的账号。")
        two_person.propose(request.user, "accounts.first_links", user_ids=numbers)
        done(request, f"已提请为 {len(numbers)} 个账号发链接；另一人复核后，您可以在本页生成。")
        return redirect("accounts:first_links")
    people = [person for group in groups.values() for person in group]
    works_at = workplaces(people)
    for person in people:
        person.workplace = works_at[person.pk]
    context = {"groups": groups, "total": len(people), "most": invitations.MAX_AT_ONCE}
    return render(request, "accounts/first_links.html", context)


@require_POST
@allowed(rules.holds(*ACCOUNT_KEEPERS))
def make_first_links(request):
    """The sheet to print and cut: drawn as the answer itself, kept nowhere."""
    made = invitations.invite_new(request.user)
    queries.with_roles([user for user, _ in made])
    works_at = workplaces([user for user, _ in made])
    slips = []
    for user, token in made:
        address = settings.PUBLIC_URL + reverse("accounts:invitation", args=[token])
        slips.append({
            "person": user, "workplace": works_at[user.pk], "address": address, "qr": qr_svg(address),
            "link": invitations.invited(token)[1],
            "sent": [channel.label for channel, _ in channels.reaching(user)],
        })  # fmt: skip
    response = render(request, "accounts/link_sheet.html", {"slips": slips, "days": invitations.LINK_DAYS})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_not_required
def invitation(request, token):
    """Looking leaves the link unused; with a good password it is used up and the person is signed in."""
    user, found = invitations.invited(token)
    form = FirstPasswordForm(user, request.POST or None, link=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            user = invitations.accept(
                token, form.cleaned_data["new_password1"], form.cleaned_data.get("code", "")
            )
            reset(username=user.username)
            login(request, user, backend=PASSWORDS)
            done(request, "密码已设置，您已登录。")
            return redirect("portal:home")
    response = render(request, "accounts/invitation.html", {"form": form, "person": user})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_not_required
def forgotten(request):
    """The same words whether there is such an account or not."""
    form = ForgottenForm(request.POST or None)
    told = request.method == "POST" and form.is_valid()
    if told:
        throttle.count("forgotten", client_address(request), limit=MAX_FORGOTTEN_PER_HOUR)
        invitations.forgotten(form.cleaned_data["username"])
    context = {"form": form, "told": told, "sends": channels.any_configured()}
    return render(request, "accounts/forgotten.html", context)
