"""单位注册: the public form, and the pages on which the clerk decides."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.web.views import allowed, attachment, client_address, done, page_of, refusals_on

from .. import queries, rules
from ..domain import registrations
from ..forms.firms import ConfirmForm, RegistrationFilterForm, RegistrationForm
from ..forms.members import LeaveForm
from ..models import Organisation
from .invitations import shown_once


@login_not_required
def register(request):
    """The form, and after it the receipt number."""
    form = RegistrationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = {key: value for key, value in form.cleaned_data.items() if key != "agreed"}
        letter = data.pop("letter")
        with refusals_on(form):
            made = registrations.register(
                **data, letter=letter.read(), letter_name=letter.name, address=client_address(request)
            )
            return render(request, "accounts/registered.html", {"registration": made})
    return render(request, "accounts/register.html", {"form": form})


@allowed(rules.may_see_firms)
def listing(request):
    narrowing = RegistrationFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(queries.registrations_of(request.user)))
    return render(request, "accounts/registrations.html", {"page": page, "filter": narrowing})


def _mine(request, pk):
    return get_object_or_404(queries.registrations_of(request.user), pk=pk)


@allowed(rules.may_see_firms)
def letter(request, pk):
    found = _mine(request, pk).letter
    return attachment(store.read(found), found.name, found.content_type)


@allowed(rules.may_see_firms)
def detail(request, pk):
    """What the firm wrote, what is known of it, and the decision; a confirmation shows the invitation once."""
    registration = _mine(request, pk)
    known = Organisation.objects.filter(credit_code=registration.credit_code).first()
    act = request.POST.get("act")
    confirm_form = ConfirmForm(
        request.POST if act == "confirm" else None,
        names_differ=bool(known and known.name != registration.name),
        initial={"username": registration.username},
    )
    refuse_form = LeaveForm(request.POST if act == "refuse" else None, auto_id="refuse_%s")
    form = {"confirm": confirm_form, "refuse": refuse_form}.get(act)
    if form and form.is_valid():
        with refusals_on(form):
            return _decide(request, registration, act, form.cleaned_data)
    context = {
        "registration": registration,
        "known": known if registration.state == "waiting" else None,
        "similar": queries.similar_firms(registration.name, registration.credit_code),
        "may_decide": rules.may_decide_registration(request.user, registration),
        "confirm_form": confirm_form,
        "refuse_form": refuse_form,
    }
    return render(request, "accounts/registration.html", context)


def _decide(request, registration, act, data):
    if act == "refuse":
        registrations.refuse(request.user, registration, reason=data["reason"])
        done(request, "已退回。请把原因告知联系人，单位可以重新提交。")
        return redirect("accounts:registration", registration.pk)
    user, token = registrations.confirm(
        request.user,
        registration,
        username=data["username"],
        correct_name=data.get("name_choice") == "correct",
        basis=data.get("basis", ""),
    )
    if user is None:
        done(request, "这份注册已经确认。要新链接的，在企业页面上发。")
        return redirect("accounts:registration", registration.pk)
    back = (registration.receipt_no, reverse("accounts:registration", args=[registration.pk]))
    return shown_once(request, user, token, back)
