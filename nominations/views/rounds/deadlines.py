"""More time to nominate: proposed here, confirmed by another person, told on the public page."""

from django.shortcuts import get_object_or_404, redirect, render

from nominations.forms.rounds.rounds import ExtendForm, ReopenForm
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on


@allowed(is_union_or_leader)
def deadline(request, pk):
    """Before the deadline it can be moved for all, after it for single firms; what was changed stands below."""
    round = get_object_or_404(AnnualRound, pk=pk)
    closed = clock.now() >= round.intake_closes_at
    one_firm = request.POST.get("act") == "reopen"
    extend_form = ExtendForm(request.POST if request.method == "POST" and not one_firm else None)
    reopen_form = ReopenForm(request.POST if one_firm else None, auto_id="reopen_%s")
    form = reopen_form if one_firm else extend_form
    if request.method == "POST" and form.is_valid():
        act = "nominations.reopen_for_firm" if one_firm else "nominations.extend_intake"
        with refusals_on(form):
            two_person.propose(request.user, act, round_id=round.pk, **form.values())
            done(request, "已提请，等待另一人复核；复核后在公众页面公告。")
            return redirect("nominations:deadline", pk)
    context = {
        "round": round,
        "closed": closed,
        "extend_form": extend_form if round.state == "open" else None,
        "reopen_form": reopen_form if closed and round.state in ("open", "checking") else None,
        "changes": round.deadline_changes.select_related("firm"),
    }
    return render(request, "nominations/rounds/deadline.html", context)
