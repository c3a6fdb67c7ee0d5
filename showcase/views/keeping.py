"""The union keeps the roll: proposes a deed, asks the person, takes it off upon his word."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from showcase import queries, rules
from showcase.domain import profiles, proposal
from showcase.forms import DeedForm, ProfileFilterForm, TakeBackForm
from showcase.models import Profile
from showcase.states import TONES
from wuhou_craftsmen.common.pdf.paper import qr_svg
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on


@allowed(rules.may_keep_profiles)
def listing(request):
    """Everybody named, with what the person said."""
    narrowing = ProfileFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(queries.kept()))
    context = {
        "page": page,
        "filter": narrowing,
        "rows": [(profile, TONES[profile.state]) for profile in page],
    }
    return render(request, "showcase/profiles.html", context)


def _found(pk: int) -> Profile:
    return get_object_or_404(queries.kept(), pk=pk)


@allowed(rules.may_keep_profiles)
def profile(request, pk):
    return _page(request, _found(pk))


def _page(request, profile: Profile, **forms):
    context = {
        "profile": profile,
        "tone": TONES[profile.state],
        "form": DeedForm(initial={"deed": profile.draft_deed}),
        "back_form": TakeBackForm(auto_id="back-%s"),
        "may_draft": rules.may_draft(request.user, profile),
        "may_ask": rules.may_ask(request.user, profile),
        "may_withdraw": rules.may_withdraw(request.user, profile),
        "has_photo": proposal.photo_of(profile) is not None,
        "days": profiles.ASK_DAYS,
    }
    return render(request, "showcase/profile.html", context | forms)


@require_POST
@allowed(rules.may_keep_profiles)
def draft(request, pk):
    found, form = _found(pk), DeedForm(request.POST)
    if form.is_valid():
        with refusals_on(form, "deed"):
            profiles.draft(request.user, found, form.cleaned_data["deed"])
            done(request, "简介已保存，请征求本人意见。")
            return redirect("showcase:profile", pk)
    return _page(request, found, form=form)


@require_POST
@allowed(rules.may_keep_profiles)
def ask(request, pk):
    """The link, shown this once."""
    found = _found(pk)
    token = profiles.ask(request.user, found)
    address = settings.PUBLIC_URL + reverse("showcase:enter", args=[token])
    context = {"profile": found, "address": address, "qr": qr_svg(address), "days": profiles.ASK_DAYS}
    response = render(request, "showcase/link.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@allowed(rules.may_keep_profiles)
def withdraw(request, pk):
    found, form = _found(pk), TakeBackForm(request.POST, auto_id="back-%s")
    if form.is_valid():
        with refusals_on(form, "reason"):
            profiles.withdraw(request.user, found, form.cleaned_data["reason"])
            done(request, "已撤回，名录不再显示事迹和照片。")
            return redirect("showcase:profile", pk)
    return _page(request, found, back_form=form)
