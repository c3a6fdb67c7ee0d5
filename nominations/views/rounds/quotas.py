"""推荐名额 of the units and the order of a unit's files."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.checking import ranks
from nominations.domain.rounds import quotas
from nominations.forms.rounds.quotas import QuotaForm, RankForm
from nominations.models import AnnualRound
from nominations.rules.rounds.quotas import may_rank, places_used
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import is_clerk, is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on


@allowed(is_union_staff)
def quota_table(request, pk):
    """Every endorsing unit in one table, with what it used and the sum beside the naming quota."""
    round = get_object_or_404(AnnualRound, pk=pk)
    open_to_change = round.state in ("planned", "open", "checking")
    form = QuotaForm(request.POST or None, round=round)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            message = _save(request.user, round, form)
            done(request, message)
            return redirect("nominations:quotas", pk)
    used = places_used(round)
    now = {quota.unit_id: quota.places for quota in round.unit_quotas.all()}
    rows = [(unit, form[f"unit_{unit.pk}"], now.get(unit.pk), used.get(unit.pk, 0)) for unit in form.units]
    context = {
        "round": round,
        "form": form,
        "rows": rows,
        "open_to_change": open_to_change,
        "places": sum(now.values()),
        "used": sum(used.values()),
        "unlimited": len(rows) - len(now),
    }
    return render(request, "nominations/rounds/quotas.html", context)


def _save(user, round: AnnualRound, form: QuotaForm) -> str:
    if round.state == "planned":
        quotas.set_quotas(user, round, form.places())
        return "推荐名额已保存。"
    two_person.propose(
        user,
        "nominations.change_quotas",
        round_id=round.pk,
        places=form.places(),
        reason=form.cleaned_data["reason"],
    )
    return "已提请调整推荐名额，等待另一人复核。"


def own_round(request):
    """(round, unit) of a clerk's pages, of the year in the address; told why where there is no round yet."""
    round = queries.chosen_round(request.GET.get("year"))
    if round is None or round.state == "planned":
        raise Refusal("还没有开始申报，请等待评选通知。")
    return round, request.user.organisation_as(Role.ENDORSING_CLERK)


@allowed(is_clerk)
def ranking(request):
    """The endorsed files of the unit in their order; each can be moved up, down, or to a number."""
    round, unit = own_round(request)
    context = {
        "round": round,
        "years": queries.begun(),
        "unit": unit,
        "rows": ranks.ranked(round, unit),
        "may_rank": may_rank(request.user, round),
        "quota": quotas.quota_of(round, unit),
        "places_used": places_used(round, unit).get(unit.pk, 0),
    }
    return render(request, "nominations/checking/ranking.html", context)


@require_POST
@allowed(is_clerk)
def move(request, pk):
    nomination = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = RankForm(request.POST)
    if not form.is_valid():
        raise Refusal("推荐排序请填 1 以上的整数。")
    ranks.move(request.user, nomination, form.cleaned_data["rank"])
    done(request, f"{nomination.no} {nomination.name}现排第 {form.cleaned_data['rank']} 位。")
    return redirect("nominations:ranking")
