"""The file: list, form, evidence, submission, withdrawal."""

import datetime as dt

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.documents.application import receipt_pdf
from nominations.documents.application_content import receipt_of
from nominations.domain.checking import bulk
from nominations.domain.file import drafts, private_data, submission, withdrawal
from nominations.forms.file.nomination import FileFilterForm
from nominations.models import AnnualRound, Nomination
from nominations.rules.file.nomination import may_see_lists, may_write, window_open
from nominations.rules.file.union_confirmation import may_register_letters
from nominations.rules.workbooks.exports import may_export_list
from nominations.waiting import INTAKE, checked, place_among_waiting, to_confirm, with_limits
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import moment_text
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.milestones import journey_of, outcome_of
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of

from .panels import panels_of


@allowed(may_see_lists)
def nomination_list(request):
    """Everything the user may see of a year's round, by state and by words."""
    round = queries.chosen_round(request.GET.get("year"))
    rows = queries.visible_to(request.user).filter(round=round) if round else Nomination.objects.none()
    narrowed = any(request.GET.get(name) for name in ("q", "route", "check", "unit", "since"))
    counts = queries.counts_by_state(round, request.user) if round and not narrowed else None
    form = FileFilterForm(request.GET, counts=counts, user=request.user)
    own = request.user.has_role(Role.FIRM_HR)
    listed = queries.for_list(rows)
    page = page_of(request, form.narrowed(with_limits(listed) if own else listed), total=form.total)
    context = {
        "own": own,
        "files": [(file, *_next(file)) if own else (file, None, "") for file in page],
        "round": round,
        "of_year": f"?year={round.year}" if round and round != queries.current_round() else "",
        "page": page,
        "filter": form,
        "registers_letters": may_register_letters(request.user),
        "may_create": may_write(request.user)
        and round
        and window_open(round, request.user.organisation_as(Role.FIRM_HR)),
        "may_export": may_export_list(request.user),
        "is_clerk": request.user.has_role(Role.ENDORSING_CLERK),
        "has_summary": request.user.has_role(*FIRM_SIDE),
        "acts": bulk.acts_of(request.user),
        "in_phase": round and round.state in ("open", "checking"),
        "checks_waiting": to_confirm(checked(live=True), request.user).filter(round=round).count()
        if request.user.has_role(Role.UNION_STAFF) and request.GET.get("check") != "confirm"
        else 0,
        "nothing_yet": _nothing_yet(request.user, round),
    }
    return render(request, "nominations/file/list.html", context)


def _nothing_yet(user, round: AnnualRound | None) -> str:
    """What an empty list says: what comes next, and for whom one waits."""
    if round is None:
        return "还没有评选批次。区总工会发布评选通知后，在这里填报。"
    if round.state == "planned":
        return f"{round}正在筹备，还没有开始申报。开始申报后，在这里填报、办理。"
    if round.state != "open":
        return "目前没有您可以查看的申报。"
    until = f"申报截止 {moment_text(round.intake_closes_at)}"
    if user.has_role(Role.FIRM_HR):
        return f"本单位还没有申报。{until}，请填写并报送。"
    if user.has_role(Role.DEPARTMENT_OFFICER):
        return "还没有向您单位征求意见的申报。区总工会征求意见时，在这里回复。"
    comes = (
        "报送后由您单位初审。"
        if user.has_role(Role.ENDORSING_CLERK)
        else "报送后由推荐单位初审，再由区总工会审查资格。"
    )
    return f"还没有企业报送申报，现在等企业填写、报送，{until}。{comes}"


def _next(file: Nomination) -> tuple[dt.datetime | None, str]:
    """What comes next for the firm, and until when it has to be done."""
    if file.round.state in ("planned", "suspended", "annulled"):
        return None, f"批次{file.round.get_state_display()}"
    if file.state == "draft":
        in_time = file.round.state in INTAKE and file.closes_at > clock.now()
        return (file.closes_at, "填写、报送") if in_time else (None, "没有报送，申报已截止")
    if file.state == "returned":
        return file.correct_by, "补正后再次报送" if file.correct_by > clock.now() else "逾期没有补正"
    if file.round.state not in ("open", "checking", "reviewing", "deliberating"):
        return None, ""
    waits = {
        "submitted": f"等{file.firm.endorsing_unit}初审",
        "endorsed": "等区总工会审查资格",
        "qualified": "等评审、公示",
        "unqualified": "可申请复核" if file.round.state in ("open", "checking") else "",
    }
    return None, waits.get(file.state, "")


def visible(request, pk) -> Nomination:
    return get_object_or_404(
        queries.visible_to(request.user)
        .select_related("person", "created_by")
        .prefetch_related(
            "achievements",
            "evidence__file",
            "endorsements__unit",
            "checks__checked_by",
            "checks__confirmed_by",
            "changes__firm",
            "conflicts__user",
        ),
        pk=pk,
    )


@allowed(may_see_lists)
def detail(request, pk):
    """One file with its journey, its checks and what this user may do with it, or why not."""
    user = request.user
    nomination = queries.whole(user, pk)
    if nomination is None:
        raise Http404
    journey = journey_of(nomination, user)
    context = {"nomination": nomination, "journey": journey, "outcome": outcome_of(journey)}
    context["place"] = place_among_waiting(user, nomination)
    return render(request, "nominations/file/detail.html", context | panels_of(nomination, user))


@repeatable
@require_POST
@allowed(may_see_lists)
def private(request, pk):
    """The whole numbers on a page that is kept nowhere; each look is on record."""
    nomination = visible(request, pk)
    numbers = private_data.read_private(request.user, nomination, request.POST.get("reason", ""))
    response = render(
        request, "nominations/file/private.html", {"nomination": nomination, "numbers": numbers}
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@allowed(may_write)
def submit(request, pk):
    nomination = submission.submit(request.user, visible(request, pk))
    done(request, f"报送成功，回执编号 {nomination.receipt_no}。")
    return redirect("nominations:detail", pk)


@allowed(may_see_lists)
def receipt(request, pk):
    nomination = visible(request, pk)
    if not nomination.receipt_no:
        raise Refusal("这份申报还没有报送，没有回执。")
    return attachment(receipt_pdf(receipt_of(nomination)), f"{nomination.no}回执.pdf", "application/pdf")


@require_POST
@allowed(may_write)
def withdraw(request, pk):
    withdrawal.withdraw(request.user, visible(request, pk), reason=request.POST.get("reason", ""))
    done(request, "已撤回。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(may_write)
def delete(request, pk):
    drafts.delete_draft(request.user, visible(request, pk))
    done(request, "草稿已删除。")
    return redirect("nominations:list")
