"""市级推荐: the list of the year, somebody put on it or taken off, the table to print."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on
from wuhou_craftsmen.common.workbooks.preview import XLSX

from .. import queries, rules
from ..domain import upward
from ..forms import RecommendForm, YearFilterForm
from ..models import Tier, UpwardRecommendation
from .people import visible


@allowed(rules.may_see_upward)
def listing(request):
    form = YearFilterForm(request.GET)
    context = {
        "filter": form,
        "year": form.wanted_year,
        "page": page_of(request, queries.recommended(form.wanted_year)),
        "may_write": rules.is_union_staff(request.user),
    }
    return render(request, "ladder/upward.html", context)


@allowed(rules.is_union_staff)
def recommend(request, pk):
    person, year = visible(request, pk), clock.today().year
    rows = queries.recommended(year)
    form = RecommendForm(request.POST or None, initial={"rank": rows.count() + 1})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = upward.recommend(request.user, person, **form.cleaned_data)
            done(request, f"{person}已列入{year}年度市级推荐，排第 {found.rank} 位。")
            return redirect("ladder:upward")
    context = {
        "person": person,
        "form": form,
        "year": year,
        "may_recommend": rules.may_recommend(request.user, person),
        "holder": any(rung.tier == Tier.ZHUGE for rung in person.standing),
    }
    return render(request, "ladder/recommend.html", context)


@require_POST
@allowed(rules.is_union_staff)
def withdraw(request, pk):
    found = get_object_or_404(UpwardRecommendation.objects.select_related("person"), pk=pk)
    upward.withdraw(request.user, found)
    done(request, f"{found.person}已从{found.year}年度市级推荐名单撤下，记录保留。")
    return redirect("ladder:upward")


@repeatable
@require_POST
@allowed(rules.may_see_upward)
def table(request):
    year = YearFilterForm(request.GET).wanted_year
    return attachment(upward.table(request.user, year), f"{year}年度成都工匠推荐名单.xlsx", XLSX)
