"""发证组, seats, readings, papers: what is prepared for the hall."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import queries, rules
from ..documents import seat_plan
from ..domain import papers as paper_verbs
from ..domain import readings as reading_verbs
from ..domain import seating
from ..forms.people import GroupForm, GroupsForm, PresenterForm, ReadingForm, SeatForm
from ..models import StageGroup
from .planning import found, page


@allowed(rules.may_see)
def groups(request, pk):
    """Who walks up together, in order, and who presents to them."""
    ceremony = found(pk)
    form = GroupsForm(request.POST or None)
    if request.method == "POST":
        rules.require_run(request.user)
        if form.is_valid():
            with refusals_on(form):
                count = seating.form_groups(request.user, ceremony, form.cleaned_data["size"])
                done(request, f"已编成 {count} 组。")
                return redirect("ceremony:groups", pk)
    people = page_of(request, queries.on_stage(ceremony).order_by("group__number", "order"))
    every = list(ceremony.groups.select_related("presenter"))
    guests = queries.guests(ceremony)
    for group in every:
        group.form = PresenterForm(
            guests=guests, initial={"presenter": group.presenter_id}, auto_id=f"presenter-{group.pk}-%s"
        )
        group.form.fields["presenter"].choices = [
            ("", "待定"),
            *((g.pk, f"{g.name}　{g.unit}") for g in guests),
        ]
    for who in people:
        who.group_form = GroupForm(
            initial={"number": who.group and who.group.number}, auto_id=f"group-{who.pk}-%s"
        )
    return page(request, "groups", ceremony, "groups", form=form, page=people, groups=every)


@require_POST
@allowed(rules.may_run)
def move_to_group(request, pk):
    attendee = get_object_or_404(queries.Attendee, pk=pk)
    form = GroupForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填组号，如 3。")
    attendee = seating.move_to_group(request.user, attendee, form.cleaned_data["number"])
    done(request, f"{attendee}改到{attendee.group}。")
    return redirect("ceremony:groups", attendee.ceremony_id)


@require_POST
@allowed(rules.may_run)
def presenter(request, pk):
    group = get_object_or_404(StageGroup.objects.select_related("ceremony"), pk=pk)
    form = PresenterForm(request.POST, guests=queries.guests(group.ceremony))
    if not form.is_valid():
        raise Refusal("请从嘉宾中选颁证人。")
    seating.set_presenter(request.user, group, form.cleaned_data["presenter"])
    done(request, f"{group}的颁证人已保存。")
    return redirect("ceremony:groups", group.ceremony_id)


@allowed(rules.may_see)
def seats(request, pk):
    """The plan of the hall; a person goes to another seat here."""
    ceremony = found(pk)
    people = queries.expected(ceremony)
    form = SeatForm(request.POST or None, people=people)
    if request.method == "POST":
        rules.require_run(request.user)
        if form.is_valid():
            given = form.cleaned_data
            with refusals_on(form):
                other = seating.move(request.user, given["who"], given["row"], given["seat"])
                done(
                    request,
                    f"{given['who']}改到第{given['row']}排{given['seat']}座"
                    + (f"，与{other}对换。" if other else "。"),
                )
                return redirect("ceremony:seats", pk)
    every = list(people)
    context = {
        "form": form,
        "plan": seat_plan.of(ceremony, every),
        "unseated": [w for w in every if not w.row],
    }
    return page(request, "seats", ceremony, "seats", **context)


@require_POST
@allowed(rules.may_run)
def seat_all(request, pk):
    count = seating.seat_all(request.user, found(pk))
    done(request, f"已为 {count} 人排好座位。")
    return redirect("ceremony:seats", pk)


@allowed(rules.may_see)
def readings(request, pk):
    """The names with what stands over their signs; those to be checked first."""
    ceremony = found(pk)
    every = reading_verbs.listed(ceremony)
    rows = [
        {
            "who": who,
            "signs": signs,
            "kept": kept,
            "care": any(sign.shown for sign in signs),
            "form": ReadingForm(
                initial={"reading": " ".join(sign.reading for sign in signs if sign.reading)},
                auto_id=f"reading-{who.pk}-%s",
            ),
        }
        for who, signs, kept in every
    ]
    open_ones = sum(row["kept"] is None for row in rows)
    rows.sort(key=lambda row: (row["kept"] is not None, not row["care"]))
    return page(request, "readings", ceremony, "readings", page=page_of(request, rows), open_ones=open_ones)


@require_POST
@allowed(rules.may_run)
def confirm_reading(request, pk):
    attendee = get_object_or_404(queries.Attendee.objects.select_related("title", "ceremony"), pk=pk)
    form = ReadingForm(request.POST)
    if form.is_valid():
        with refusals_on(form, "reading"):
            kept = reading_verbs.confirm(request.user, attendee, form.cleaned_data["reading"])
            done(request, f"{attendee}的读音已确认：{kept.syllables}。")
            return redirect("ceremony:readings", attendee.ceremony_id)
    return render(
        request, "ceremony/reading.html", {"form": form, "who": attendee, "ceremony": attendee.ceremony}
    )


@require_POST
@allowed(rules.may_run)
def confirm_readings(request, pk):
    count = reading_verbs.confirm_all(request.user, found(pk))
    done(request, f"已确认 {count} 人的读音。")
    return redirect("ceremony:readings", pk)


@allowed(rules.may_take_papers)
def papers(request, pk):
    """Every paper of the ceremony."""
    ceremony = found(pk)
    every = reading_verbs.listed(ceremony)
    context = {
        "papers": paper_verbs.PAPERS.values(),
        "unread": sum(kept is None and any(s.shown for s in signs) for _, signs, kept in every),
        "figures": queries.figures(ceremony),
    }
    return page(request, "papers", ceremony, "papers", **context)


@repeatable
@require_POST
@allowed(rules.may_take_papers)
def paper(request, pk, key):
    ceremony = found(pk)
    kind, people = paper_verbs.wanted(ceremony, key)
    name = f"{ceremony.name}{kind.label}"
    return exported_file(request, kind.file, name=name, rows=people, ceremony=ceremony.pk)
