"""The clerk's and the district's checks."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.checking import consultation, disqualification, endorsement, qualification
from nominations.forms.checking.checks import AskForm, OpinionForm, ReplyForm, VerdictForm, WaiveForm
from nominations.models import DepartmentOpinion, Nomination, QualificationCheck
from nominations.waiting import of_department, place_among_waiting
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import holds, is_clerk, is_leader, is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done


@require_POST
@allowed(is_clerk)
def endorse(request, pk):
    """Two buttons of one form: 初审通过, or 退回补正 with the marked fields."""
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写初审意见；推荐排序填整数，或不填。")
    opinion, seen = form.cleaned_data["opinion"], form.cleaned_data["seen_sha256"]
    if "return" in request.POST:
        endorsement.return_for_correction(
            request.user,
            nomination,
            opinion=opinion,
            marks=form.marks,
            seen_sha256=seen,
        )
        told = f"已退回 {nomination.no}，单位可在期限内补正标出的栏目。"
    else:
        rank = form.cleaned_data["rank"]
        endorsement.endorse(request.user, nomination, opinion=opinion, seen_sha256=seen, rank=rank)
        told = f"{nomination.no} 初审通过。"
    return _on_to_next(request, nomination, told)


def _on_to_next(request, nomination: Nomination, told: str):
    """Tell what was done and open the next file that waits for this user; the decided one where none is left."""
    place = place_among_waiting(request.user, nomination)
    if place is None or place.following is None:
        done(request, f"{told}没有等您办理的申报了。")
        return redirect("nominations:detail", nomination.pk)
    done(request, f"{told}下面是下一份。", see=reverse("nominations:detail", args=[nomination.pk]))
    return redirect("nominations:detail", place.following)


@require_POST
@allowed(is_clerk)
def take_back(request, pk):
    """The unit's last word is taken back; it stays on record."""
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    endorsement.take_back(request.user, nomination)
    done(request, f"{nomination.no} 的初审结论已撤回，请重新初审。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(is_union_staff)
def check_again(request, pk):
    """Ask for a verdict in force to be opened again; a second officer confirms."""
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    two_person.propose(
        request.user,
        "nominations.check_again",
        nomination_id=nomination.pk,
        reason=request.POST.get("reason", ""),
    )
    done(request, "已提请重新审查，等待另一人复核。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(is_leader)
def waive(request, pk):
    """Ask for a bad record to be waived; another member of the leading group confirms."""
    opinion = get_object_or_404(
        DepartmentOpinion, pk=pk, nomination__in=queries.visible_to(request.user).order_by()
    )
    form = WaiveForm(request.POST)
    if not form.is_valid():
        raise Refusal("请写明豁免的理由和领导小组会议纪要（或文件）的名称、文号。")
    two_person.propose(request.user, "nominations.waive", opinion_id=opinion.pk, **form.cleaned_data)
    done(request, "已提请豁免，等待领导小组另一名成员复核。")
    return redirect("nominations:detail", opinion.nomination_id)


@require_POST
@allowed(is_leader)
def disqualify(request, pk):
    """Fraud was found out before the review: the candidacy ends, the place is lost."""
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    disqualification.disqualify(request.user, nomination, finding=request.POST.get("finding", ""))
    done(request, f"{nomination.no} 已取消资格，名额不再递补。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(is_union_staff)
def check(request, pk):
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择审查结论。")
    qualification.check(request.user, nomination, **form.cleaned_data)
    return _on_to_next(request, nomination, f"{nomination.no} 的审查结论已登记，等待另一名工作人员复核。")


@require_POST
@allowed(is_union_staff)
def ask(request, pk):
    form = AskForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择部门并填写回复期限。")
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    consultation.ask(
        request.user, nomination, form.cleaned_data["department"], due_on=form.cleaned_data["due_on"]
    )
    done(request, "已征求意见。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(holds(Role.DEPARTMENT_OFFICER))
def reply(request, pk):
    opinion = get_object_or_404(
        of_department(DepartmentOpinion.objects.filter(answer=""), request.user), pk=pk
    )
    form = ReplyForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择意见并填写复函文号。")
    consultation.reply(request.user, opinion, **form.cleaned_data)
    return _on_to_next(request, opinion.nomination, f"{opinion.nomination.no} 已回复。")


@require_POST
@allowed(is_union_staff)
def confirm(request, pk):
    checks = QualificationCheck.objects.select_related("nomination")
    found = get_object_or_404(checks, nomination_id=pk, dropped_at=None)
    if "drop" in request.POST:
        qualification.drop(request.user, found)
        return _on_to_next(request, found.nomination, f"{found.nomination.no} 已退回重新审查。")
    qualification.confirm(request.user, found)
    return _on_to_next(request, found.nomination, f"{found.nomination.no} 复核通过，结论生效。")
