"""The page for the leading group, and the same on one sheet of paper."""

from django.http import Http404
from django.shortcuts import render

from nominations import queries as nominations
from nominations.models import AnnualRound
from wuhou_craftsmen.common.web.views import allowed, attachment
from wuhou_craftsmen.common.workbooks.preview import XLSX

from .. import queries, rules
from ..dashboard.board import board
from ..domain import exports
from .pages import DOCX, year_of


@allowed(rules.may_see_dashboard)
def dashboard(request):
    """Every figure as a plot and as a table, each with the way to its rows."""
    found = board(year_of(request), request.user)
    return render(
        request,
        "oversight/dashboard.html",
        {"board": found, "plots": list(found.plots.values()), "years": queries.years()},
    )


@allowed(rules.may_see_dashboard)
def dashboard_pdf(request):
    year = year_of(request)
    return attachment(exports.dashboard_pdf(request.user, year), f"{year}年度工作总览.pdf", "application/pdf")


def _round(request) -> AnnualRound:
    year = year_of(request)
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
