"""The committee of a round, chosen from the register or drawn from it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.models import AnnualRound
from review import queries_of_experts as experts
from review import rules
from review.forms.experts import ExpertDrawForm, ExpertFilterForm, TakeForm
from review.models import Committee, RegisteredExpert
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from ..domain.committee import against, choosing, drawing
from ..domain.committee.committee import size_problem

PER_PAGE = 25


@allowed(rules.may_form_committee)
def members(request, pk):
    """Who sits, what the rule says of their number, and whom there is to choose from."""
    return _page(request, get_object_or_404(AnnualRound, pk=pk))


def _page(request, round: AnnualRound, draw_form: ExpertDrawForm | None = None):
    narrowing = ExpertFilterForm(request.GET)
    rows = experts.with_careers(experts.to_choose().order_by("name", "pk"))
    page = page_of(request, narrowing.narrowed(rows), PER_PAGE)
    seats, year = list(experts.seats(round).order_by("code")), against.year_of(round)
    sitting = {seat.expert.entry_id: seat for seat in seats}
    people = [*page, *(seat.expert.entry for seat in seats)]
    told, served = against.against(year, people), experts.years_served(people)
    for entry in people:
        entry.against, entry.years = told[entry.pk], served[entry.pk]
        entry.seat = sitting.get(entry.pk)
        entry.take_form = TakeForm(initial={"entry": entry.pk, "group": request.GET.get("trade", "")[:20]},
                                   auto_id=f"take_{entry.pk}_%s")  # fmt: skip
    committee = Committee.objects.filter(round=round).first()
    asked = two_person.proposed("review.approve_committee", round_id=round.pk)
    context = {
        "round": round,
        "committee": committee,
        "asked": asked,
        "forming": not asked and not (committee and committee.approved_at),
        "seats": seats,
        "problem": size_problem(round),
        "page": page,
        "filter": narrowing,
        "draws": round.draws.all(),
        "draw_form": draw_form or ExpertDrawForm(again=round.draws.exists(), auto_id="draw_%s"),
        "drawing": draw_form is not None,
        "leaving": sum(seat.draw_id is not None for seat in seats),
    }
    return render(request, "review/members.html", context)


@require_POST
@allowed(rules.may_form_committee)
def take(request, pk):
    round, form = get_object_or_404(AnnualRound, pk=pk), TakeForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有找到这名专家，或者评审组超过 20 字，请返回重选。")
    member = choosing.take(request.user, round, form.cleaned_data["entry"], form.cleaned_data["group"])
    done(request, f"已选聘 {member.name}，专家编号 {member.code}。{size_problem(round)}")
    return redirect("review:members", pk)


@require_POST
@allowed(rules.may_form_committee)
def drop(request, pk, member_pk):
    round = get_object_or_404(AnnualRound, pk=pk)
    name = choosing.drop(request.user, round, member_pk)
    done(request, f"{name}不再选聘。{size_problem(round)}")
    return redirect("review:members", pk)


@require_POST
@allowed(rules.may_form_committee)
def draw(request, pk):
    """The form of the draw stands on the page of the members, which comes back with its faults."""
    round = get_object_or_404(AnnualRound, pk=pk)
    form = ExpertDrawForm(request.POST, again=round.draws.exists(), auto_id="draw_%s")
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            made = choosing.draw(request.user, round, form.wanted, data["conditions"], data.get("reason", ""))
            done(request, f"已抽取 {len(made.drawn)} 名专家。{size_problem(round)}")
            return redirect("review:one_draw", pk, made.number)
    return _page(request, round, form)


@allowed(rules.may_see_draws)
def one_draw(request, pk, number):
    """The seed, the list, the order it gives, and whether it gives the same again."""
    made = get_object_or_404(
        get_object_or_404(AnnualRound, pk=pk).draws.select_related("drawn_by"), number=number
    )
    groups, drawn = choosing.groups_of(made), {(number, trade) for number, trade in made.drawn}
    names = RegisteredExpert.objects.in_bulk({number for group in groups for number in group.candidates})
    parts = [
        (
            group,
            [
                (place, number, names[number].name, drawing.place(made.seed, group.trade, number),
                 (number, group.trade) in drawn)
                for place, number in enumerate(drawing.in_order(made.seed, group), 1)
            ],
        )
        for group in groups
    ]  # fmt: skip
    again = choosing.drawn_anew(made) == made.drawn
    labels = dict(against.LABELS)
    context = {
        "round": made.round,
        "draw": made,
        "parts": parts,
        "again": again,
        "out": [labels[kind] for kind in made.conditions],
        "may_form": rules.may_form_committee(request.user),
    }
    return render(request, "review/draw.html", context)
