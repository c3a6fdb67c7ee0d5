"""The page for the leading group, and the same on one sheet of paper."""

from django.http import Http404
from django.shortcuts import render

from nominations import queries as nominations
from nominations.models import AnnualRound
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.views import allowed, attachment, whole_number
from wuhou_craftsmen.common.workbooks.preview import XLSX

from .. import rules
from ..dashboard.board import board, years
from ..domain import exports
from .pages import DOCX


def _year(request, offered: list[int]) -> int:
    """?year=, of those that are offered; else this one."""
    asked = whole_number(request.GET.get("year"))
    return asked if asked in offered else clock.today().year


@allowed(rules.may_see_dashboard)
def dashboard(request):
    """Every figure as a plot and as a table, each with the way to its rows."""
    offered = years()
    found = board(_year(request, offered), request.user)
    return render(
        request,
        "oversight/dashboard.html",
        {"board": found, "plots": list(found.plots.values()), "years": offered},
    )


@allowed(rules.may_see_dashboard)
def dashboard_pdf(request):
    year = _year(request, years())
    return attachment(exports.dashboard_pdf(request.user, year), f"{year}年度工作总览.pdf", "application/pdf")


def _round(request) -> AnnualRound:
    year = _year(request, years())
    found = next((round for round in nominations.begun() if round.year == year), None)
    if found is None:
        raise Http404
    return found


@allowed(rules.may_see_dashboard)
def statistics(request):
    round = _round(request)
    return attachment(
        exports.yearly_statistics(request.user, round), f"{round.year}年度工匠培育评选统计表.xlsx", XLSX
    )


@allowed(rules.may_see_dashboard)
def briefing(request):
    round = _round(request)
    return attachment(exports.briefing(request.user, round), f"{round.year}年度情况通报.docx", DOCX)
