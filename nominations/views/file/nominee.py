"""The nominee's own pages: entered by a link, left by itself after two hours."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import nominee
from nominations.forms.file.nominee import WordForm
from nominations.models import Nomination, NomineeRemark
from nominations.models.achievements import tables_of
from nominations.models.application import FIELDS, REQUIREMENTS
from nominations.rules.file.nomination import may_write
from nominations.rules.file.nominee import may_remark
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.pdf.paper import qr_svg
from wuhou_craftsmen.common.web.milestones import journey_of, outcome_of
from wuhou_craftsmen.common.web.views import allowed, done

from .nomination import visible
from .panels import shown

SESSION_VALID_FOR = dt.timedelta(hours=2)


@require_POST
@allowed(may_write)
def invite(request, pk):
    """The link, shown this once."""
    nomination = visible(request, pk)
    token = nominee.invite(request.user, nomination)
    address = settings.PUBLIC_URL + reverse("nominations:nominee_enter", args=[token])
    context = {"nomination": nomination, "address": address, "qr": qr_svg(address), "days": nominee.LINK_DAYS}
    response = render(request, "nominations/file/nominee_link.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_not_required
def enter(request, token):
    """Looking does not use the link up (messengers look before people do); the button does."""
    links.look(token, nominee.PURPOSE)
    if request.method == "POST":
        if request.user.is_authenticated:
            raise Refusal("这是给申报人本人的链接，请先退出登录，或由本人用自己的手机打开。")
        nomination = nominee.enter(token)
        request.session.cycle_key()
        until = (clock.database_now() + SESSION_VALID_FOR).isoformat()
        request.session["nominee"] = {"file": nomination.pk, "until": until}
        return redirect("nominations:nominee")
    return render(request, "nominations/file/nominee_enter.html")


def _own_file(request) -> Nomination:
    """The file that this browser was let in to, for two hours."""
    let_in = request.session.get("nominee")
    if not let_in or clock.database_now() >= dt.datetime.fromisoformat(let_in["until"]):
        raise Refusal("您的链接已经使用过或已超时，请向填报单位索取新的链接。")
    return get_object_or_404(
        Nomination.objects.select_related("round", "firm", "person").prefetch_related("achievements"),
        pk=let_in["file"],
    )


@never_cache
@login_not_required
def own(request):
    """What is said in the nominee's name, how far it is, and what may be said to it."""
    nomination = _own_file(request)
    remarks = list(nomination.remarks.all())
    may = {kind: may_remark(nomination, kind) for kind, _ in NomineeRemark.KINDS}
    journey = journey_of(nomination, request.user)
    context = {
        "nomination": nomination,
        "fields": [(label, shown(nomination, key)) for key, label in FIELDS.items()],
        "requirements": [(label, getattr(nomination, key)) for key, label in REQUIREMENTS.items()],
        "achievements": tables_of(nomination),
        "evidence": nomination.evidence.filter(removed_at=None).select_related("file"),
        "journey": journey,
        "outcome": outcome_of(journey),
        "remarks": remarks,
        "may": may,
        "correction_form": WordForm(auto_id="correction_%s"),
        "complaint_form": WordForm(auto_id="complaint_%s"),
    }
    return render(request, "nominations/file/nominee.html", context)


@require_POST
@login_not_required
def add_remark(request):
    remark = nominee.add_remark(
        _own_file(request), request.POST.get("kind", ""), request.POST.get("text", "")
    )
    done(request, f"已登记您的{remark.get_kind_display()}。")
    return redirect("nominations:nominee")


@require_POST
@allowed(may_write)
def answer(request, pk):
    remark = get_object_or_404(
        NomineeRemark, pk=pk, nomination__in=queries.visible_to(request.user).order_by()
    )
    nominee.answer(request.user, remark, request.POST.get("text", ""))
    done(request, "已答复，申报人在本人页面上看得到。")
    return redirect("nominations:detail", remark.nomination_id)
