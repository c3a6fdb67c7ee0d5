"""The person's own pages: entered by a link, left by itself after two hours; a second link takes everything back."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from showcase.domain import profiles, proposal
from showcase.forms import OwnAnswerForm
from showcase.models import Profile
from wuhou_craftsmen.common.files import pages
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.pdf.paper import qr_svg
from wuhou_craftsmen.common.web.views import picture, refusals_on

SESSION_VALID_FOR = dt.timedelta(hours=2)
OWN = "profile"


@never_cache
@login_not_required
def enter(request, token):
    """Looking does not use the link up (messengers look before people do); the button does."""
    links.look(token, profiles.ASK)
    if request.method == "POST":
        if request.user.is_authenticated:
            raise Refusal("这是给工匠本人的链接，请先退出登录，或由本人用自己的手机打开。")
        profile = profiles.enter(token)
        request.session.cycle_key()
        until = (clock.database_now() + SESSION_VALID_FOR).isoformat()
        request.session[OWN] = {"profile": profile.pk, "asked": str(profile.asked_at), "until": until}
        return _own_page(request, profile)
    return render(request, "showcase/enter.html")


def _own(request) -> Profile:
    """The profile that this browser was let in to, for two hours and for this asking only."""
    let_in = request.session.get(OWN)
    if not let_in or clock.database_now() >= dt.datetime.fromisoformat(let_in["until"]):
        raise Refusal("您的链接已经使用过或已超时，请向区总工会索取新的链接。")
    profile = get_object_or_404(Profile.objects.select_related("title__person"), pk=let_in["profile"])
    if str(profile.asked_at) != let_in["asked"]:
        raise Refusal("简介已经改过，请打开区总工会重新发给您的链接。")
    return profile


def _own_page(request, profile: Profile, form: OwnAnswerForm | None = None):
    context = {
        "profile": profile,
        "steps": [line.split(" ", 1) for line in proposal.climb_of(profile.title.person).splitlines()],
        "has_photo": proposal.photo_of(profile) is not None,
        "form": form or OwnAnswerForm(),
    }
    return render(request, "showcase/own.html", context)


@never_cache
@login_not_required
def own(request):
    """What would be shown, and the person's yes or no to it."""
    profile = _own(request)
    if request.method != "POST" or profile.state != "asked":
        return _own_page(request, profile)
    if "approve" in request.POST:
        seen, portrait = request.POST.get("seen", ""), bool(request.POST.get("portrait"))
        token = profiles.approve(profile, seen=seen, portrait=portrait)
        address = settings.PUBLIC_URL + reverse("showcase:take_back", args=[token])
        context = {"profile": profile, "address": address, "qr": qr_svg(address)}
        return render(request, "showcase/approved.html", context)
    form = OwnAnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form, "remark"):
            profiles.decline(profile, form.cleaned_data["remark"])
            return render(request, "showcase/answered.html", {"told": "您没有同意，名录不显示事迹和照片。"})
    return _own_page(request, profile, form)


@never_cache
@login_not_required
def own_portrait(request):
    """The photo that would be shown, to its person."""
    photo = proposal.photo_of(_own(request))
    if photo is None:
        raise Http404
    return picture(pages.read(photo, 1), pages.PICTURE)


@never_cache
@login_not_required
def take_back(request, token):
    """Looking does not use the link up; the button takes everything off at once."""
    links.look(token, profiles.TAKE_BACK)
    if request.method == "POST":
        profiles.take_back(token)
        return render(request, "showcase/answered.html", {"told": "已经撤回，名录不再显示您的事迹和照片。"})
    return render(request, "showcase/take_back.html")
