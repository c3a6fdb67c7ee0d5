"""The steps: added with their proof, read by the rule of the person's page, taken back when wrong."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on

from .. import rules
from ..domain import rungs
from ..forms import CityTitleForm, RungForm
from .people import person_page, visible


def _values(form) -> dict:
    """What the verbs take: the upload as (content, name)."""
    values = dict(form.cleaned_data)
    upload = values.pop("scan")
    if upload and upload.size > store.LIMIT:
        raise Refusal(f"文件“{upload.name}”超过 10 兆字节，请压缩后再上传。")
    return values | {"scan": (upload.read(), upload.name) if upload else None}


def _add(request, pk, form, name: str, verb):
    """Run the verb with the form's values, or show the person's page with what is wrong."""
    person = visible(request, pk)
    if form.is_valid():
        with refusals_on(form):
            rung = verb(request.user, person, **_values(form))
            done(request, f"已登记{person}“{rung.get_tier_display()}”。")
            return redirect("ladder:person", pk)
    return person_page(request, person, **{name: form})


@require_POST
@allowed(rules.may_write_ladder)
def add(request, pk):
    form = RungForm(request.POST, request.FILES, auto_id="rung-%s")
    return _add(request, pk, form, "rung_form", rungs.record)


@require_POST
@allowed(rules.may_enter_city_title)
def add_city_title(request, pk):
    form = CityTitleForm(request.POST, request.FILES, auto_id="city-%s")
    return _add(request, pk, form, "city_form", rungs.record_city_title)


@allowed(rules.may_see_ladder)
def scan(request, pk, rung_pk):
    """The paper behind a step; always as an attachment."""
    rung = get_object_or_404(visible(request, pk).rungs.exclude(scan=None).select_related("scan"), pk=rung_pk)
    return attachment(store.read(rung.scan), rung.scan.name, rung.scan.content_type)


@require_POST
@allowed(rules.may_write_ladder)
def withdraw(request, pk, rung_pk):
    rung = get_object_or_404(visible(request, pk).rungs, pk=rung_pk)
    rungs.withdraw(request.user, rung, request.POST.get("reason", ""))
    done(request, f"“{rung.get_tier_display()}”已撤下，记录保留；可以重新登记。")
    return redirect("ladder:person", pk)
