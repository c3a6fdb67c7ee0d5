"""推荐身边的工匠: a public page; behind it the list for union, clerk and firm."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.ways_in import leads
from nominations.forms.ways_in.leads import (
    AdoptForm,
    DeclineForm,
    LeadFilterForm,
    LeadForm,
    PassOnForm,
    ReceiptForm,
)
from nominations.models import Lead
from nominations.rules.ways_in.leads import (
    may_adopt,
    may_adopt_leads,
    may_decline,
    may_merge,
    may_pass_leads,
    may_pass_on,
    may_read_recommender,
    may_see_leads,
)
from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security import throttle
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, client_address, done, page_of, refusals_on

MAX_WRONG_RECEIPTS_PER_HOUR = 20  # from one address


@never_cache
@login_not_required
def tell(request):
    """Anybody may tell of a craftsman; the answer is a number with which to ask again."""
    form = LeadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        recommender = leads.Recommender(data.pop("own_name"), data.pop("own_phone"))
        with refusals_on(form):
            receipt = leads.receive(client_address(request), recommender=recommender, **data)
            done(request, f"已收到，谢谢您的推荐。查询编号：{receipt}，请抄下或截图保存。")
            return redirect("nominations:lead_receipt")
    return render(request, "nominations/ways_in/lead_new.html", {"form": form})


@repeatable
@never_cache
@login_not_required
def receipt(request):
    """How far a lead is, for who knows its number; nothing of it is told to anybody else."""
    form = ReceiptForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = leads.find(form.cleaned_data["receipt"])
        if found is None:
            throttle.count("lead receipt", client_address(request), limit=MAX_WRONG_RECEIPTS_PER_HOUR)
            form.add_error("receipt", "没有查到这个编号，请核对。")
    return render(request, "nominations/ways_in/lead_receipt.html", {"form": form, "lead": found})


@allowed(may_see_leads)
def lead_list(request):
    form = LeadFilterForm(request.GET)
    page = page_of(request, form.narrowed(queries.leads_of(request.user)))
    return render(request, "nominations/ways_in/leads.html", {"page": page, "filter": form})


def _visible(request, pk) -> Lead:
    return get_object_or_404(queries.leads_of(request.user), pk=pk)


@allowed(may_see_leads)
def lead(request, pk):
    """One lead, others that tell of the same person, and what this user may do with it."""
    found, user = _visible(request, pk), request.user
    staff = bool(is_union_staff(user))
    context = {
        "lead": found,
        "alike": queries.alike(found) if staff else [],
        "may_pass_on": may_pass_on(user, found),
        "may_decline": may_decline(user, found),
        "may_merge": may_merge(user, found),
        "may_adopt": may_adopt(user, found),
        "may_read_recommender": may_read_recommender(user, found),
        "pass_form": PassOnForm(receivers=_receivers(user)),
        "decline_form": DeclineForm(),
        "is_staff": staff,
    }
    return render(request, "nominations/ways_in/lead.html", context)


def _receivers(user):
    """To whom this user may pass: the union to all, a clerk to the firms of the own area."""
    units = Organisation.objects.filter(struck_off_on=None)
    if user.has_role(Role.UNION_STAFF):
        endorsing = Organisation.objects.endorsing().order_by().values("pk")
        # firms first, as their kind comes last in the alphabet
        return units.filter(Q(kind=OrganisationKind.FIRM) | Q(pk__in=endorsing)).order_by(
            "-kind", "endorsing_kind__place", "name"
        )
    area = user.organisation_as(Role.ENDORSING_CLERK)
    return units.filter(kind=OrganisationKind.FIRM, endorsing_unit=area).order_by("name")


@require_POST
@allowed(may_pass_leads)
def pass_on(request, pk):
    form = PassOnForm(request.POST, receivers=_receivers(request.user))
    if not form.is_valid():
        raise Refusal("请选择转给哪个单位。")
    found = leads.pass_on(request.user, _visible(request, pk), form.cleaned_data["to"])
    done(request, f"已转给{found.firm or found.unit}。")
    return redirect("nominations:lead", pk)


@require_POST
@allowed(may_see_leads)
def decline(request, pk):
    leads.decline(request.user, _visible(request, pk), reason=request.POST.get("reason", ""))
    done(request, "已登记为未采纳。")
    return redirect("nominations:lead", pk)


@require_POST
@allowed(is_union_staff)
def merge(request, pk, into):
    leads.merge(request.user, _visible(request, pk), _visible(request, into))
    done(request, "已合并，请继续办理这一条。")
    return redirect("nominations:lead", into)


@allowed(may_adopt_leads)
def adopt(request, pk):
    """The firm's button: consent first, then the numbers, then a draft with what the lead tells."""
    found = _visible(request, pk)
    round = queries.current_round()
    if round is None:
        raise Refusal("还没有评选批次，请等待评选通知。")
    form = AdoptForm(request.POST or None, initial={"trade": found.trade})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            nomination = leads.adopt(request.user, found, round, **form.values())
            done(request, f"已建立草稿，申报编号 {nomination.no}。请接着填写，系统会自动保存。")
            return redirect("nominations:edit", nomination.pk)
    context = {"lead": found, "form": form, "may_adopt": may_adopt(request.user, found)}
    return render(request, "nominations/ways_in/lead_adopt.html", context)


@repeatable
@require_POST
@allowed(is_union_staff)
def recommender(request, pk):
    """Name and telephone on a page that is kept nowhere; each look is on record."""
    found = _visible(request, pk)
    who = leads.read_recommender(request.user, found, request.POST.get("reason", ""))
    response = render(request, "nominations/ways_in/lead_recommender.html", {"lead": found, "who": who})
    response.headers["Cache-Control"] = "private, no-store"
    return response
