"""The ceremony's day: who came; and afterwards who took the certificate."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import queries, rules
from ..domain import arrivals as verbs
from ..forms.people import CheckInForm, HandOverForm, PeopleFilterForm, TakeBackForm
from ..models import Attendee
from ..states import CEREMONY
from .planning import found, page


@never_cache
@allowed(rules.may_see)
def arrivals(request, pk):
    """How many are there, and everybody to be found by name; whoever has come stands last."""
    ceremony = found(pk)
    narrowing = PeopleFilterForm(request.GET)
    rows = narrowing.narrowed(queries.people_of(ceremony).filter(queries.STANDING))
    context = {
        "page": page_of(request, queries.awaited_first(rows), 30),
        "filter": narrowing,
        "figures": queries.figures(ceremony),
        "today": queries.day_of(ceremony) == clock.today(),
    }
    return page(request, "arrivals", ceremony, "arrivals", **context)


@allowed(rules.may_see)
def count(request, pk):
    """The figures alone, asked for again and again by the page."""
    ceremony = found(pk)
    return render(
        request, "ceremony/count.html", {"ceremony": ceremony, "figures": queries.figures(ceremony)}
    )


@never_cache
@allowed(rules.may_run)
def scanned(request, code):
    """What the code on an invitation leads to: who it is, and one button."""
    who = queries.by_code(code)
    if who is None:
        return render(request, "ceremony/unknown_code.html", status=404)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            verbs.check_in(request.user, who, **form.cleaned_data)
            done(request, f"{who}已签到。")
            return redirect("ceremony:code", code)
    context = {
        "who": who,
        "unit": queries.unit_of(who),
        "form": form,
        "together": queries.together_with(who),
        "today": queries.day_of(who.ceremony) == clock.today(),
        "may": rules.may_check_in(who, "当天"),
        "take_back_form": TakeBackForm(auto_id="back_%s"),
    }
    return render(request, "ceremony/scanned.html", context)


@require_POST
@allowed(rules.may_run)
def take_back(request, code):
    who = queries.by_code(code)
    if who is None:
        raise Http404
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise Refusal("请写明撤回签到的原因。")
    verbs.take_back(request.user, who, form.cleaned_data["reason"])
    done(request, f"{who}的签到已撤回。")
    return redirect("ceremony:code", code)


@allowed(rules.may_see)
def certificates(request, pk):
    """Who has the certificate, who has still to fetch it."""
    ceremony = found(pk)
    rows = queries.to_fetch_first(queries.on_stage(ceremony))
    context = {
        "page": page_of(request, rows),
        "figures": queries.figures(ceremony),
        "may_hand": rules.may_run(request.user) and CEREMONY.allows("hand_over", ceremony.state),
        "came": queries.to_fetch().filter(ceremony=ceremony, arrived_at__isnull=False).count(),
    }
    return page(request, "certificates", ceremony, "certificates", **context)


@require_POST
@allowed(rules.may_run)
def hand_over_on_stage(request, pk):
    handed = verbs.hand_over_on_stage(request.user, found(pk))
    done(request, f"已登记会上颁发证书 {handed} 份。")
    return redirect("ceremony:certificates", pk)


@allowed(rules.may_run)
def hand_over(request, pk):
    """One certificate: when, to whom."""
    who = get_object_or_404(Attendee.objects.select_related("ceremony", "title").exclude(title=None), pk=pk)
    initial = {
        "on": clock.today(),
        "to": who.reply if who.reply == "proxy" else "self",
        "proxy_name": who.proxy_name,
    }
    form = HandOverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            verbs.hand_over(request.user, who, **form.cleaned_data)
            done(
                request,
                f"已登记{who}的证书由{'代领人' if form.cleaned_data['to'] == 'proxy' else '本人'}领取。",
            )
            return redirect("ceremony:certificates", who.ceremony_id)
    return render(request, "ceremony/hand_over.html", {"form": form, "who": who, "ceremony": who.ceremony})
