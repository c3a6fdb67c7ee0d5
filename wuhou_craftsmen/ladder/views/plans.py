"""培训计划: handed in by the firm; street and union see who has and who has not."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE, OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on

from .. import queries, rules
from ..domain import plans
from ..forms import PlanFilterForm, PlanForm


@allowed(rules.may_hand_in_plans)
def own(request):
    """The firm's plans of all years, and the form for the next one."""
    firm = request.user.organisation_as(Role.FIRM_HR)
    form = PlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plan = _hand_in(request.user, firm, dict(form.cleaned_data))
            done(request, f"{plan.year}年度培训计划已报送。")
            return redirect("ladder:own_plan")
    context = {
        "firm": firm,
        "form": form,
        "may_hand_in": rules.may_hand_in_plan(request.user, firm),
        "plans": queries.plans_of(request.user).filter(firm=firm),
    }
    return render(request, "ladder/own_plan.html", context)


def _hand_in(user, firm, values: dict):
    upload = values.pop("paper")
    if upload.size > store.LIMIT:
        raise Refusal(f"文件“{upload.name}”超过 10 兆字节，请压缩后再上传。")
    return plans.hand_in(user, firm, paper=(upload.read(), upload.name), **values)


@allowed(rules.may_oversee_plans)
def plan_list(request):
    """Every firm of the register with its plan of the year, or without."""
    form = PlanFilterForm(request.GET)
    year = form.wanted_year
    firms = queries.firms_with_plans(request.user, year)
    context = {
        "filter": form,
        "year": year,
        "page": page_of(request, form.narrowed(firms)),
        "handed_in": firms.filter(plan_id__isnull=False).count(),
        "missing": firms.filter(plan_id=None).count(),
    }
    return render(request, "ladder/plans.html", context)


@repeatable
@require_POST
@allowed(rules.may_oversee_plans)
def export(request):
    """What the list shows now, by its filter."""
    form = PlanFilterForm(request.GET)
    year = form.wanted_year
    firms = form.narrowed(queries.firms_with_plans(request.user, year))
    numbers = plans.export_list(request.user, firms, year)
    words = {"name": f"{year}年度培训计划报送情况", "rows": len(numbers)}
    return exported_file(request, "ladder.plans", **words, year=year, firms=numbers)


@allowed(holds(*FIRM_SIDE, *OVERSIGHT))
def paper(request, pk):
    """The plan's paper, as an attachment."""
    plan = get_object_or_404(queries.plans_of(request.user), pk=pk)
    return attachment(store.read(plan.paper), plan.paper.name, plan.paper.content_type)
