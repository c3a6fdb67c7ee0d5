"""直接认定: the register, a claim, its check by two officers."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.ways_in import direct_recognition
from nominations.forms.file.nomination import ReasonForm
from nominations.forms.ways_in.direct_recognition import (
    DirectCheckForm,
    DirectFilterForm,
    DirectForm,
    DirectRefuseForm,
)
from nominations.models import DirectRecognition
from nominations.rules.ways_in.direct_recognition import (
    may_check_direct,
    may_confirm_direct,
    may_enter_direct,
    may_refuse_direct,
    may_see_direct,
    may_withdraw_direct,
    round_takes,
)
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on


@allowed(may_see_direct)
def direct_list(request):
    form = DirectFilterForm(request.GET)
    context = {
        "page": page_of(request, form.narrowed(queries.direct_of(request.user))),
        "filter": form,
        "may_claim": may_enter_direct(request.user),
    }
    return render(request, "nominations/ways_in/direct_list.html", context)


def _firms(user):
    """HR's own firm, the firms of a clerk's area."""
    firms = Organisation.objects.filter(kind="firm", struck_off_on=None)
    if own := user.organisation_as(Role.FIRM_HR):
        return firms.filter(pk=own.pk)
    return firms.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK)).order_by("name")


@allowed(may_enter_direct)
def new(request):
    round = queries.current_round()
    if round is None:
        raise Refusal("还没有评选批次，请等待评选通知。")
    firms = _firms(request.user)
    own = firms.first() if request.user.organisation_as(Role.FIRM_HR) else None
    form = DirectForm(request.POST or None, request.FILES or None, firms=firms, initial={"firm": own})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        paper = values.pop("evidence")
        with refusals_on(form):
            found = _claim(request.user, round, paper, values)
            done(request, "已登记，由区总工会向授予机关核实，两人办理。")
            return redirect("nominations:direct", found.pk)
    context = {"form": form, "round": round, "takes": round_takes(round)}
    return render(request, "nominations/ways_in/direct_new.html", context)


def _claim(user, round, paper, values: dict) -> DirectRecognition:
    if paper.size > store.LIMIT:
        raise Refusal(f"文件“{paper.name}”超过 10 兆字节，请压缩后再上传。")
    return direct_recognition.claim(
        user, round, values.pop("firm"), evidence=(paper.name, paper.read()), **values
    )


def _visible(request, pk) -> DirectRecognition:
    claims = queries.direct_of(request.user).select_related(
        "person", "evidence", "claimed_by", "checked_by", "confirmed_by"
    )
    return get_object_or_404(claims, pk=pk)


@allowed(may_see_direct)
def detail(request, pk):
    """One claim with what was found, and what this user may do with it or why not."""
    found, user = _visible(request, pk), request.user
    staff = bool(is_union_staff(user))
    context = {
        "claim": found,
        "masked_id": mask_id(found.person.id_number),
        "may_check": may_check_direct(user, found) if found.state == "claimed" else None,
        "may_confirm": may_confirm_direct(user, found) if found.state == "evidence_checked" else None,
        "may_refuse": may_refuse_direct(user, found),
        "may_withdraw": may_withdraw_direct(user, found),
        "is_staff": staff,
        "check_form": DirectCheckForm(),
        "refuse_form": DirectRefuseForm(auto_id="refuse_%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
    }
    return render(request, "nominations/ways_in/direct.html", context)


@allowed(may_see_direct)
def evidence(request, pk):
    paper = _visible(request, pk).evidence
    return attachment(store.read(paper), paper.name, paper.content_type)


@require_POST
@allowed(is_union_staff)
def check(request, pk):
    form = DirectCheckForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择核实结果，写明核实经过和复函文号。")
    found = direct_recognition.check(request.user, _visible(request, pk), **form.cleaned_data)
    waits = "等待另一名工作人员复核。" if found.state == "evidence_checked" else "不予认定。"
    done(request, f"核实结果已登记，{waits}")
    return redirect("nominations:direct", pk)


@require_POST
@allowed(is_union_staff)
def confirm(request, pk):
    found = direct_recognition.confirm(request.user, _visible(request, pk))
    done(request, f"复核通过，已列为建议人选，申报编号 {found.nomination.no}。")
    return redirect("nominations:direct", pk)


@require_POST
@allowed(is_union_staff)
def refuse(request, pk):
    direct_recognition.refuse(request.user, _visible(request, pk), reason=request.POST.get("reason", ""))
    done(request, "已登记为不予认定。")
    return redirect("nominations:direct", pk)


@require_POST
@allowed(may_enter_direct)
def withdraw(request, pk):
    direct_recognition.withdraw(request.user, _visible(request, pk), reason=request.POST.get("reason", ""))
    done(request, "已撤回。")
    return redirect("nominations:direct", pk)
