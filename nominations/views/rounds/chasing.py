"""催报: the firms of the area by how far they are, and a note of each call."""

from django.shortcuts import get_object_or_404, redirect, render

from nominations.domain.rounds import chasing
from nominations.forms.rounds.chasing import CallForm, ChaseFilterForm
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.queries import firms_of
from wuhou_craftsmen.accounts.rules import may_see_firms
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on


def _open_round() -> AnnualRound:
    round = AnnualRound.objects.filter(state="open").first()
    if round is None:
        raise Refusal("现在不在申报期，没有需要催报的单位。")
    return round


@allowed(may_see_firms)
def chase(request):
    """Who has not handed in yet, whom to call first."""
    round = _open_round()
    firms = chasing.firms_with_stage(request.user, round)
    narrowing = ChaseFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(firms))
    for firm in page:
        firm.stage_text = chasing.STAGES[firm.stage]
    context = {"round": round, "page": page, "filter": narrowing}
    return render(request, "nominations/rounds/chase.html", context)


@allowed(may_see_firms)
def call(request, pk):
    """Note a call with one firm."""
    round = _open_round()
    firm = get_object_or_404(firms_of(request.user), pk=pk)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chasing.note_call(request.user, round, firm, form.cleaned_data["note"])
            done(request, f"已记下与{firm}的联系情况。")
            return redirect("nominations:chase")
    calls = round.chase_calls.filter(firm=firm).select_related("by")[:20]
    context = {"round": round, "firm": firm, "form": form, "calls": calls}
    return render(request, "nominations/rounds/chase_call.html", context)
