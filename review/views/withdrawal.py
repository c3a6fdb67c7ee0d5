"""评审中撤回: asked for on a page of the round, confirmed by a second person."""

from django.shortcuts import get_object_or_404, redirect, render

from nominations.models import AnnualRound
from review import queries
from review.forms.changes import WithdrawalForm
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on


@allowed(is_union_or_leader)
def withdraw(request, pk):
    """Who may still leave, and who has left with the reason."""
    round = get_object_or_404(AnnualRound, pk=pk)
    form = WithdrawalForm(request.POST or None, round=round)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            two_person.propose(
                request.user, "review.withdraw", candidacy_id=data["candidacy"].pk, reason=data["reason"]
            )
            done(request, "已提请撤回，等待另一人复核。")
            return redirect("review:withdrawal", pk)
    gone = round.candidacies.filter(state="withdrawn").select_related("nomination__firm")
    context = {
        "round": round,
        "form": form,
        "candidates": queries.may_leave(round).exists(),
        "page": page_of(request, gone),
    }
    return render(request, "review/withdrawal.html", context)
