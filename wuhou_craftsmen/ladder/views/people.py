"""The list of craftsmen and one person's climb."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.common.kernel import clock, two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import queries, rules
from ..domain import people, transfers
from ..facts import facts_of
from ..forms import (
    CityTitleForm,
    EnrolForm,
    FirmChoiceForm,
    LadderFilterForm,
    RenameForm,
    RungForm,
    TransferForm,
    WithdrawForm,
)
from ..models import Craftsman, Rung, Tier


def narrowing(request) -> LadderFilterForm:
    """The filter of the list and of its export. By firm only where every firm may be told."""
    return LadderFilterForm(request.GET, by_firm=request.user.has_role(*OVERSIGHT))


@allowed(rules.may_see_ladder)
def ladder_list(request):
    """Everybody whose ladder this user may see, with the highest step."""
    form = narrowing(request)
    page = page_of(request, queries.listed(form.narrowed(queries.visible_to(request.user))))
    for person in page:
        person.shown_at = shown_at(request.user, person)
        person.top = Tier(person.top_tier).label if person.top_tier else ""
    context = {
        "page": page,
        "filter": form,
        "may_write": rules.may_write_ladder(request.user),
        "hands_in_plans": rules.may_hand_in_plans(request.user),
        "oversees_plans": rules.may_oversee_plans(request.user),
        "sees_upward": rules.may_see_upward(request.user),
    }
    return render(request, "ladder/list.html", context)


def shown_at(user, person: Craftsman) -> tuple[str, str]:
    """(firm, trade) as this user may know them."""
    at = person.employment
    if at is None:
        return "未登记单位", ""
    return (str(at.firm), at.trade) if rules.knows_firm(user, at.firm) else (queries.ELSEWHERE, "")


def visible(request, pk) -> Craftsman:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@dataclass(frozen=True)
class Step:
    """One of the six steps as it is drawn: reached, next, or ahead."""

    label: str
    state: str
    rung: Rung | None = None


def climb_of(person: Craftsman) -> list[Step]:
    """Lowest first; what lies below the highest and was never entered is told as such."""
    reached = {rung.tier: rung for rung in person.standing}
    top = person.highest.height if reached else -1
    steps = []
    for height, tier in enumerate(Tier):
        ahead = "next" if height == top + 1 else "missing" if height < top else "ahead"
        steps.append(Step(tier.label, "reached" if tier in reached else ahead, reached.get(tier)))
    return steps


@allowed(rules.may_see_ladder)
def person(request, pk):
    return person_page(request, visible(request, pk))


def person_page(request, person: Craftsman, **forms):
    """One climb, what stands behind it, and what this user may do; `forms` that came back with faults keep their words."""
    user, at = request.user, person.employment
    rungs = sorted(
        person.rungs.select_related("scan", "firm__endorsing_unit"), key=lambda r: (r.height, r.pk)
    )
    for rung in rungs:
        rung.may_withdraw = rung.revoked_on is None and rules.may_withdraw(user, rung)
        rung.withdraw_form = WithdrawForm(auto_id=f"withdraw-{rung.pk}-%s") if rung.may_withdraw else None
    context = {
        "person": person,
        "steps": climb_of(person),
        "rungs": rungs,
        "employments": [e for e in person.employments.all() if rules.knows_firm(user, e.firm)],
        "shown_at": shown_at(user, person),
        "facts": facts_of(person, user),
        "may_add": rules.may_add_rung(user, person) if rules.may_write_ladder(user) else None,
        "may_enter_city": rules.may_enter_city_title(user),
        "may_recommend": rules.may_recommend(user, person),
        "may_transfer": at and rules.may_transfer_out(user, at),
        "rung_form": RungForm(auto_id="rung-%s"),
        "city_form": CityTitleForm(auto_id="city-%s"),
        "rename_form": RenameForm(auto_id="rename-%s") if rules.may_rename(user) else None,
        "transfer_form": TransferForm(auto_id="transfer-%s", initial={"on": clock.today()}),
    }
    return render(request, "ladder/person.html", context | forms)


@allowed(rules.may_write_ladder)
def enrol(request):
    """A person of the own firm, or of the firm that a clerk or the union chooses."""
    own = request.user.organisation_as(Role.FIRM_HR)
    posted = request.POST or None
    firm_form = None if own else FirmChoiceForm(posted, firms=queries.firms_of(request.user))
    form = EnrolForm(posted, initial={"since": clock.today()})
    elsewhere = "ask" in request.POST
    if request.method == "POST" and form.is_valid() and (own or firm_form.is_valid()):
        firm = own or firm_form.cleaned_data["firm"]
        try:
            return _enrolled_or_asked(request, firm, form.cleaned_data, asks=elsewhere)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
            elsewhere = refusal.code == people.ELSEWHERE
    return render(
        request, "ladder/enrol.html", {"form": form, "firm_form": firm_form, "elsewhere": elsewhere}
    )


def _enrolled_or_asked(request, firm, data: dict, *, asks: bool):
    if asks:
        transfers.ask(request.user, firm, **data)
        done(request, f"已请求把{data['name']}转入{firm}，原单位会收到消息。")
        return redirect("ladder:transfers")
    employment = people.enrol(request.user, firm, **data)
    done(request, f"{employment.person}已登记在{employment.firm}。")
    return redirect("ladder:person", employment.person_id)


@require_POST
@allowed(rules.may_write_ladder)
def transfer_out(request, pk):
    found = visible(request, pk)
    form = TransferForm(request.POST, auto_id="transfer-%s")
    if found.employment is None:
        raise Refusal(f"{found}现在没有登记在任何单位。")
    if form.is_valid():
        with refusals_on(form):
            people.transfer_out(request.user, found.employment, form.cleaned_data["on"])
            done(request, f"{found}已转出。")
            return redirect("ladder:list")
    return person_page(request, found, transfer_form=form)


@require_POST
@allowed(rules.may_rename)
def rename(request, pk):
    """Ask for the second person; the record keeps its name until then."""
    found = visible(request, pk)
    form = RenameForm(request.POST, auto_id="rename-%s")
    if form.is_valid():
        with refusals_on(form):
            two_person.propose(request.user, "ladder.rename", person_id=found.pk, **form.cleaned_data)
            done(request, "已提请更改姓名，等待另一人复核。")
            return redirect("ladder:person", pk)
    return person_page(request, found, rename_form=form)
