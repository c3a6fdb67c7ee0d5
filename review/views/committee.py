"""The round's review at a glance: committee, opening, progress, closing."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.models import AnnualRound
from nominations.waiting import unsettled
from review import queries, rules
from review.forms.committee import ImposeForm, LiftForm, OpeningForm, RecusalFilterForm, RosterForm
from review.models import Committee, Recusal
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of

from ..domain.scoring import closing


@allowed(rules.may_oversee_review)
def round_review(request, pk):
    """What is done and what is next; counts only, never a mark."""
    round = get_object_or_404(AnnualRound, pk=pk)
    panel = Committee.objects.filter(round=round).first()
    narrowing = RecusalFilterForm(request.GET)
    context = {
        "round": round,
        "committee": panel,
        "may_lift": rules.may_lift_recusal(request.user),
        "lift_form": LiftForm(round=round, auto_id="lift_%s")
        if panel and panel.scoring_open and rules.may_lift_recusal(request.user)
        else None,
        "page": page_of(request, narrowing.narrowed(_recusals(request.user, round))),
        "filter": narrowing,
        "draws": round.draws.all() if rules.may_see_draws(request.user) else (),
        "unsettled": unsettled().filter(round=round).count(),
        "roster_form": RosterForm(),
        "opening_form": OpeningForm(),
        "impose_form": ImposeForm(round=round, auto_id="impose_%s")
        if panel and panel.scoring_open and rules.may_impose_recusal(request.user)
        else None,
        "may_prepare": rules.is_secretary_or_staff(request.user),
        "may_close": rules.may_close_scoring(request.user),
        "may_see_ranking": rules.may_see_ranking(request.user, round),
        "may_publish": rules.may_publish(request.user),
        "may_meet": rules.may_record_meetings(request.user),
        "may_reopen": rules.may_reopen_scoring(request.user),
        "sees_assignments": rules.may_see_assignments(request.user),
        "sees_objections": rules.may_see_objections(request.user),
        "is_staff": is_union_staff(request.user),
        "notice": round.notices.last(),
        "asked_approval": two_person.proposed("review.approve_committee", round_id=round.pk),
        "asked_opening": two_person.proposed("review.open_scoring", round_id=round.pk),
    }
    context |= _progress(request.user, round, panel)
    return render(request, "review/round.html", context)


def _recusals(user, round: AnnualRound):
    """For those who record or lift them; nobody else learns who does not score whom."""
    return queries.recusals(round) if rules.may_lift_recusal(user) else Recusal.objects.none()


def _progress(user, round: AnnualRound, panel: Committee | None) -> dict:
    """Expert by expert for the secretary, and for whoever seats them until they score; for all others the sums. Names stand
    beside codes no longer than nobody reads a score by code (permissions rows 30, 34 and 36)."""
    rows = queries.progress(round)
    seating = bool(rules.is_secretary_or_staff(user)) and not (panel and panel.scoring_opened_at)
    detailed = seating or bool(rules.is_secretary(user))
    return {
        "progress": rows if detailed else [],
        "names": detailed and not (panel and panel.scoring_closed_at),
        "given": sum(row["given"] for row in rows),
        "sealed": sum(row["sealed"] for row in rows),
        "experts": len(rows),
    }


@require_POST
@allowed(rules.is_secretary_or_staff)
def propose_committee(request, pk):
    two_person.propose(
        request.user, "review.approve_committee", round_id=get_object_or_404(AnnualRound, pk=pk).pk
    )
    done(request, "已提请审批专家委员会，等待另一人复核。")
    return redirect("review:round", pk)


@require_POST
@allowed(rules.may_open_scoring)
def propose_opening(request, pk):
    form = OpeningForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写评分最后一日。")
    round = get_object_or_404(AnnualRound, pk=pk)
    two_person.propose(request.user, "review.open_scoring", round_id=round.pk, closes_at=form.closes_at())
    done(request, "已提请开始评分，等待另一人复核。")
    return redirect("review:round", pk)


@require_POST
@allowed(rules.may_close_when_due)
def close(request, pk):
    """When the time is up anybody in charge may close; before it two people must."""
    round = get_object_or_404(AnnualRound, pk=pk)
    panel = get_object_or_404(Committee, round=round)
    if rules.scoring_open(panel):
        two_person.propose(request.user, "review.close_scoring", round_id=round.pk)
        done(request, "已提请提前截止评分，等待另一人复核。")
    else:
        closing.close_due(request.user, round)
        done(request, "评分已截止，排名已生成。")
    return redirect("review:round", pk)
