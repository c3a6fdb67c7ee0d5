"""Entering, verifying, correcting and withdrawing a record, and the further steps of its register."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on, whole_number

from .. import queries, rules
from ..domain import records
from ..forms import ReasonForm, RecordForm
from ..models import Record
from ..register import REGISTERS, Register, register_of
from .reading import found, record_page, register_called, step_form


def to_page(record: Record):
    return redirect("registers:record", record.register, record.pk)


def _upload(form: RecordForm) -> tuple[bytes, str] | None:
    upload = form.cleaned_data.get("paper")
    if not upload:
        return None
    if upload.size > store.LIMIT:
        raise Refusal(f"文件“{upload.name}”超过 10 兆字节，请压缩后再上传。")
    return upload.read(), upload.name


@allowed(rules.may_enter_room)
def waiting(request):
    """What waits to be verified by this user's unit, the oldest first."""
    rows = (
        queries.verified_by(queries.to_verify(), request.user)
        .select_related("unit")
        .order_by("entered_at", "pk")
    )
    page = page_of(request, rows)
    for record in page:
        record.noun = REGISTERS[record.register].noun
    return render(request, "registers/waiting.html", {"page": page})


@allowed(rules.may_enter_room)
def enter(request, key):
    register = register_called(key)
    require(rules.may_report(request.user, register))
    start = {register.parent: request.GET.get("below", "")[:150]} if register.parent else {}
    if "person" in register.fields and (pk := whole_number(request.GET.get("person"))):
        start["person"] = queries.people_for(request.user, register).filter(pk=pk).first()
    if "firm" in register.fields and (own := request.user.organisation_as(Role.FIRM_HR)):
        start["firm"] = own
    if "year" in register.fields and (year := whole_number(request.GET.get("year"))):
        start["year"] = year
    form = RecordForm(
        request.POST or None, request.FILES or None, user=request.user, register=register, initial=start
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            record = records.enter(request.user, register, form.values, _upload(form))
            waits = "" if record.state == "verified" else "，等待牵头单位核实"
            done(request, f"{register.noun}“{record}”已填报{waits}。")
            return to_page(record)
    return _form_page(request, register, form, f"填报{register.noun}")


def _form_page(request, register: Register, form: RecordForm, title: str, record: Record | None = None):
    context = {
        "register": register,
        "form": form,
        "title": title,
        "record": record,
        "seen": records.seen_of(record) if record else "",
    }
    return render(request, "registers/form.html", context)


@allowed(rules.may_enter_room)
def correct(request, key, pk):
    record = found(request, key, pk)
    require(rules.may_correct(request.user, record))
    register = register_of(record)
    form = RecordForm(
        request.POST or None, request.FILES or None, user=request.user, register=register, record=record
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            seen = request.POST.get("seen", "")
            record = records.correct(request.user, record, form.values, _upload(form), seen=seen)
            done(request, f"{register.noun}“{record}”已更正。")
            return to_page(record)
    return _form_page(request, register, form, f"更正{register.noun}", record)


@require_POST
@allowed(rules.may_enter_room)
def verify(request, key, pk):
    record = records.verify(request.user, found(request, key, pk), seen=request.POST.get("seen"))
    following = queries.verified_by(queries.to_verify(), request.user).order_by("entered_at", "pk").first()
    here = reverse("registers:record", args=[record.register, record.pk])
    if following is None:
        done(request, f"“{record}”已核实。没有等您核实的记录了。")
        return to_page(record)
    done(request, f"“{record}”已核实。下面是下一条。", see=here)
    return to_page(following)


@require_POST
@allowed(rules.may_enter_room)
def send_back(request, key, pk):
    return _with_reason(request, found(request, key, pk), "back", records.send_back, "退回填报单位")


@require_POST
@allowed(rules.may_enter_room)
def withdraw(request, key, pk):
    return _with_reason(request, found(request, key, pk), "withdraw", records.withdraw, "撤下")


def _with_reason(request, record: Record, form_name: str, verb, told: str):
    """A button of the record's page that wants a reason; without one the page comes back with its words."""
    form = ReasonForm(request.POST, auto_id=f"{form_name}-%s")
    if form.is_valid():
        with refusals_on(form):
            verb(request.user, record, form.cleaned_data["reason"])
            done(request, f"“{record}”已{told}。")
            return to_page(record)
    return record_page(request, record, **{f"{form_name}_form": form})


@require_POST
@allowed(rules.may_enter_room)
def step(request, key, pk, act):
    record = found(request, key, pk)
    wanted = register_of(record).act(act)
    if wanted is None:
        raise Http404
    require(rules.may_act(request.user, record, wanted))
    form = step_form(request.user, record, wanted, request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            seen = request.POST.get("seen")
            record = records.step(request.user, record, wanted, form.values, _upload(form), seen=seen)
            done(request, f"“{record}”已{wanted.label.removeprefix('已')}。{record.turn}")
            return to_page(record)
    return record_page(request, record, failed=wanted.key, failed_form=form)
