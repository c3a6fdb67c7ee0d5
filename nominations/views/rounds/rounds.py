"""The year's round."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.rounds import life, rounds
from nominations.forms.rounds.rounds import RoundEventForm, RoundForm
from nominations.models import AnnualRound
from nominations.states import ROUND
from wuhou_craftsmen.accounts.rules import is_leader, is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on

EVENTS = {"archive": is_union_staff, "suspend": is_leader, "resume": is_leader, "annul": is_leader}


@allowed(is_union_or_leader)
def round_list(request):
    """Rounds, the newest first, with the next step of each."""
    return _page(request)


def _page(request, posted: tuple[int, str, RoundEventForm] | None = None):
    """Every round with the events that this user may propose; `posted` is the form that came back with faults."""
    rounds_found = list(AnnualRound.objects.select_related("policy").prefetch_related("events"))
    for round in rounds_found:
        round.offers = [
            (kind, ROUND.transitions[kind].label, form_of(round, kind, posted))
            for kind, may in EVENTS.items()
            if may(request.user) and ROUND.allows(kind, round.state)
        ]
        round.asked_opening = two_person.undecided("nominations.open_round", round_id=round.pk)
        round.left = life.unfinished(round) if round.state == "rewarding" else []
    context = {"rounds": rounds_found, "is_staff": bool(is_union_staff(request.user))}
    return render(request, "nominations/rounds/rounds.html", context)


def form_of(round: AnnualRound, kind: str, posted: tuple[int, str, RoundEventForm] | None) -> RoundEventForm:
    if posted and posted[:2] == (round.pk, kind):
        return posted[2]
    return RoundEventForm(kind=kind, prefix=f"{round.pk}-{kind}")


@require_POST
@allowed(is_union_or_leader)
def round_event(request, pk, kind):
    """Suspend, resume, archive, annul: proposed here, confirmed by another person."""
    round = get_object_or_404(AnnualRound, pk=pk)
    if kind not in EVENTS:
        raise Http404
    require(EVENTS[kind](request.user))
    form = RoundEventForm(request.POST, kind=kind, prefix=f"{round.pk}-{kind}")
    if form.is_valid():
        with refusals_on(form):
            two_person.propose(request.user, f"nominations.{kind}_round", round_id=round.pk, **form.params)
            done(request, f"已提请{ROUND.transitions[kind].label}，等待另一人复核。")
            return redirect("nominations:rounds")
    return _page(request, (round.pk, kind, form))


@allowed(is_union_staff)
def round_new(request):
    last = next(iter(queries.rounds()), None)
    form = RoundForm(request.POST or None, last=last)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            like = last if form.cleaned_data.get("like_last") else None
            rounds.plan_round(request.user, like=like, **form.values())
            done(request, "批次已登记，开始申报须由两人办理。")
            return redirect("nominations:rounds")
    return render(request, "nominations/rounds/round_form.html", {"form": form})


@allowed(is_union_staff)
def round_edit(request, pk):
    """Correct what was typed while the round is being prepared."""
    round = get_object_or_404(AnnualRound, pk=pk, state="planned")
    form = RoundForm(request.POST or None, instance=AnnualRound.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            rounds.change_plan(request.user, round, **form.values(without="year"))
            done(request, "批次已修改。")
            return redirect("nominations:rounds")
    return render(request, "nominations/rounds/round_form.html", {"form": form, "round": round})


@require_POST
@allowed(is_union_or_leader)
def round_open(request, pk):
    two_person.propose(
        request.user, "nominations.open_round", round_id=get_object_or_404(AnnualRound, pk=pk).pk
    )
    done(request, "已提请开始申报，等待另一人复核。")
    return redirect("nominations:rounds")
