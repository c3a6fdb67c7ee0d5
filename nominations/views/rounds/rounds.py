"""The year's round."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.domain.rounds import rounds
from nominations.forms.rounds.rounds import RoundForm
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on


@allowed(is_union_or_leader)
def round_list(request):
    """Rounds, the newest first, with the next step of each."""
    found = AnnualRound.objects.select_related("policy")
    context = {"rounds": found, "is_staff": bool(is_union_staff(request.user))}
    return render(request, "nominations/rounds/rounds.html", context)


@allowed(is_union_staff)
def round_new(request):
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            rounds.plan_round(request.user, **form.values())
            done(request, "批次已登记，开始申报须由两人办理。")
            return redirect("nominations:rounds")
    return render(request, "nominations/rounds/round_form.html", {"form": form})


@require_POST
@allowed(is_union_or_leader)
def round_open(request, pk):
    two_person.propose(
        request.user, "nominations.open_round", round_id=get_object_or_404(AnnualRound, pk=pk).pk
    )
    done(request, "已提请开始申报，等待另一人复核。")
    return redirect("nominations:rounds")


@require_POST
@allowed(is_union_staff)
def round_close(request, pk):
    rounds.close_intake(request.user, get_object_or_404(AnnualRound, pk=pk))
    done(request, "申报已截止，进入审核。")
    return redirect("nominations:rounds")
