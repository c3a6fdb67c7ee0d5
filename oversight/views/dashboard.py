"""The page for the leading group, and the same on one sheet of paper."""

from django.shortcuts import render

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.views import allowed, attachment, whole_number

from .. import rules
from ..dashboard.board import board, years
from ..domain import exports


def _year(request, offered: list[int]) -> int:
    """?year=, of those that are offered; else this one."""
    asked = whole_number(request.GET.get("year"))
    return asked if asked in offered else clock.today().year


@allowed(rules.may_see_dashboard)
def dashboard(request):
    """Every figure as a plot and as a table, each with the way to its rows."""
    offered = years()
    found = board(_year(request, offered))
    return render(
        request,
        "oversight/dashboard.html",
        {"board": found, "plots": list(found.plots.values()), "years": offered},
    )


@allowed(rules.may_see_dashboard)
def dashboard_pdf(request):
    year = _year(request, years())
    return attachment(exports.dashboard_pdf(request.user, year), f"{year}年度工作总览.pdf", "application/pdf")
