"""Scoring opened again, one sheet void: asked for here, confirmed by a second person."""

from django.shortcuts import get_object_or_404, redirect, render

from nominations.models import AnnualRound
from review import rules
from review.forms.changes import ReopeningForm, VoidForm
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on


@allowed(rules.may_reopen_scoring)
def reopening(request, pk):
    round = get_object_or_404(AnnualRound, pk=pk)
    act = request.POST.get("act", "")
    reopen = ReopeningForm(request.POST if act == "reopen" else None, auto_id="reopen_%s")
    void = VoidForm(request.POST if act == "void" else None, round=round, auto_id="void_%s")
    if reopen.is_valid():
        with refusals_on(reopen):
            said = {"closes_at": reopen.closes_at(), "reason": reopen.cleaned_data["reason"]}
            two_person.propose(request.user, "review.reopen_scoring", round_id=round.pk, **said)
            done(request, "已提请重新开放评分，等待另一人复核。")
            return redirect("review:reopening", pk)
    if void.is_valid():
        with refusals_on(void):
            two_person.propose(request.user, "review.void_score", **void.params())
            done(request, "已提请评分作废，等待另一人复核。")
            return redirect("review:reopening", pk)
    context = {"round": round, "reopen": reopen, "void": void, "may": rules.may_still_be_rescored(round)}
    return render(request, "review/reopening.html", context)
