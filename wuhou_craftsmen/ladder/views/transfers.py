"""转入请求: what other firms ask of the own one, and what the own one asked for."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.web.views import allowed, done, page_of

from .. import queries, rules
from ..domain import transfers as domain


@allowed(rules.may_write_ladder)
def listing(request):
    """The open ones first, each with what this user may do about it."""
    page = page_of(request, queries.transfers_of(request.user), per_page=20)
    for row in page:
        row.may_answer = rules.may_answer_transfer(request.user, row)
        row.may_take_back = rules.is_open(row) and rules.may_enrol(request.user, row.to_firm)
    return render(request, "ladder/transfers.html", {"page": page})


@require_POST
@allowed(rules.may_write_ladder)
def answer(request, pk):
    found = get_object_or_404(queries.transfers_of(request.user), pk=pk)
    if "refuse" in request.POST:
        domain.refuse(request.user, found, reason=request.POST.get("reason", ""))
        done(request, "已答复：不同意转出。")
    elif "take_back" in request.POST:
        domain.take_back(request.user, found)
        done(request, "请求已撤下。")
    else:
        domain.agree(request.user, found)
        done(request, f"{found.person}已转到{found.to_firm}。")
    return redirect("ladder:transfers")
