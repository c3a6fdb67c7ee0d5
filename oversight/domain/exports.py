"""What leaves the room as a file; each time is on record."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from nominations.models import AnnualRound
from oversight import figures, queries, rules
from oversight.dashboard import statistics
from oversight.dashboard.board import board
from oversight.documents import bulletin, dashboard, workbooks, yearly
from oversight.models import Bulletin
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.registers import queries as registers
from wuhou_craftsmen.registers.register import REGISTERS


@transaction.atomic
def results(actor: User, year: int) -> bytes:
    """The workbook for 目标绩效, of what the actor may read."""
    require(rules.may_see_targets(actor))
    lines, units = figures.lines(actor, year), queries.unit_rows(actor, year)
    rows = registers.visible(actor, REGISTERS["findings"]).filter(state="verified")
    findings = queries.of_year(rows, year).order_by("due_on", "pk")
    content = workbooks.results(year, lines, units, list(findings))
    audit.record(actor, "导出目标绩效考核结果", actor.current_memberships[0].organisation, year=year)
    return content


def bulletins(actor: User) -> QuerySet[Bulletin]:
    """Those that the actor may take."""
    require(rules.may_read_bulletins(actor))
    return registers.visible(actor, REGISTERS["bulletins"]).filter(state="verified")


@exported("oversight.bulletin", suffix="pdf", unit="个问题", at_once=20)  # more take longer than a second
@transaction.atomic
def bulletin_pdf(owner: User, told: Any, *, record: int) -> bytes:
    given = bulletins(owner).get(pk=record)
    content = bulletin.pdf_of(given)
    audit.record(owner, "下载督查通报", given, kind="pdf")
    return content


@transaction.atomic
def bulletin_docx(actor: User, given: Bulletin) -> bytes:
    content = bulletin.docx_of(bulletins(actor).get(pk=given.pk))
    audit.record(actor, "下载督查通报", given, kind="docx")
    return content


@transaction.atomic
def dashboard_pdf(actor: User, year: int) -> bytes:
    """The dashboard of the year on one sheet."""
    require(rules.may_see_dashboard(actor))
    content = dashboard.pdf_of(board(year, actor))
    audit.record(actor, "下载工作总览", actor.current_memberships[0].organisation, year=year)
    return content


@transaction.atomic
def yearly_statistics(actor: User, round: AnnualRound) -> bytes:
    """The statistical form of the round's year: counts, no names."""
    require(rules.may_see_dashboard(actor))
    content = yearly.statistics_workbook(round.year, statistics.yearly(round))
    audit.record(actor, "导出年度统计表", round, year=round.year)
    return content


@transaction.atomic
def briefing(actor: User, round: AnnualRound) -> bytes:
    """The 情况通报 of the round's year, for Word."""
    require(rules.may_see_dashboard(actor))
    content = yearly.briefing(board(round.year, actor), statistics.yearly(round))
    audit.record(actor, "导出情况通报", round, year=round.year)
    return content
