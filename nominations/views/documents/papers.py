"""Papers to print: the 申报表 of a file, the 推荐汇总表, a unit's 初审材料 and their stamped scans."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.documents import contents, intake_content
from nominations.documents.application import application_form_pdf
from nominations.documents.application_content import form_of
from nominations.documents.intake import RankedTable, ranked_table_pdf
from nominations.domain.checking import stamped_papers
from nominations.domain.file import private_data
from nominations.forms.rounds.quotas import ScanForm
from nominations.models import AnnualRound, ReportKind, UnitReport
from nominations.rules.file.nomination import may_see_lists
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE, OFFICES
from wuhou_craftsmen.accounts.rules import holds, is_clerk, is_union_staff
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done

from ..file.nomination import visible
from ..rounds.quotas import own_round

PDF = "application/pdf"
has_summary = holds(*FIRM_SIDE)
sees_scans = holds(*OFFICES)


@allowed(may_see_lists)
def form(request, pk):
    """申报表 with masked numbers, for whoever may read the file."""
    nomination = visible(request, pk)
    return attachment(
        application_form_pdf(form_of(nomination, request.user)), f"{nomination.no}申报表.pdf", PDF
    )


@repeatable
@require_POST
@allowed(holds(Role.FIRM_HR))
def form_full(request, pk):
    """The own firm prints it with the whole numbers, to be signed and sealed; it counts as a look at them."""
    nomination = visible(request, pk)
    numbers = private_data.read_private(request.user, nomination, "打印申报表")
    return attachment(
        application_form_pdf(form_of(nomination, request.user, numbers)), f"{nomination.no}申报表.pdf", PDF
    )


def _summary(request) -> tuple[AnnualRound, RankedTable]:
    round = queries.chosen_round(request.GET.get("year"))
    if round is None:
        raise Refusal("还没有评选批次，没有汇总表。")
    return round, intake_content.summary_for(request.user, round)


@allowed(has_summary)
def summary(request):
    """推荐汇总表 of the own firm or unit."""
    _, table = _summary(request)
    return attachment(ranked_table_pdf(table), f"{table.year}年度推荐汇总表.pdf", PDF)


@allowed(has_summary)
def summary_workbook(request):
    round, table = _summary(request)
    name = f"{table.year}年度推荐汇总表"
    return exported_file(request, "nominations.summary", name=name, rows=len(table.rows), round_id=round.pk)


@allowed(is_clerk)
def unit_papers(request):
    """The three papers: print, stamp, bring the scan back; told when what stands differs from what was stamped."""
    round, unit = own_round(request)
    now = contents.contents(round, [unit])[unit.pk]
    reports_ = contents.live_reports(round, unit)
    rows = [
        (
            kind,
            label,
            reports_.get((unit.pk, kind)),
            _differs(reports_.get((unit.pk, kind)), now[kind], round),
        )
        for kind, label in ReportKind.choices
    ]
    context = {
        "round": round,
        "years": queries.begun(),
        "unit": unit,
        "rows": [(*row, ScanForm(auto_id=f"{row[0]}_%s")) for row in rows],
        "open": round.state in ("open", "checking"),
        "done": sum(1 for row in rows if row[2] and not row[3]),
    }
    return render(request, "nominations/documents/papers.html", context)


def _differs(report: UnitReport | None, content: dict, round: AnnualRound) -> bool:
    """The list changed since it was stamped; once the review began the stamped paper stands."""
    if report is None or round.state not in ("open", "checking"):
        return False
    return report.content_sha256 != contents.sha256_of(content)


def _known(kind: str) -> str:
    if kind not in ReportKind.values:
        raise Http404
    return kind


@allowed(is_clerk)
def unit_paper(request, kind):
    round, unit = own_round(request)
    name = f"{unit}{ReportKind(_known(kind)).label}.pdf"
    return attachment(intake_content.unit_paper_pdf(round, unit, kind), name, PDF)


@require_POST
@allowed(is_clerk)
def upload_scan(request, kind):
    round, _ = own_round(request)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("请填写校验码并选择盖章扫描件。")
    file = form.cleaned_data["scan"]
    if file.size > store.LIMIT:
        raise Refusal(f"文件“{file.name}”超过 10 兆字节，请压缩后再上传。")
    stamped_papers.upload(
        request.user, round, _known(kind), file.read(), file.name, code=form.cleaned_data["code"]
    )
    done(request, f"{ReportKind(kind).label}的盖章扫描件已上传。")
    return redirect("nominations:papers")


@require_POST
@allowed(is_clerk)
def take_back_scan(request, kind):
    round, _ = own_round(request)
    stamped_papers.take_back(request.user, round, _known(kind))
    done(request, f"{ReportKind(kind).label}的扫描件已撤回，推荐排序可以调整。")
    return redirect("nominations:papers")


@allowed(sees_scans)
def scan(request, pk):
    """The stamped scan: the unit's own, or any for the union."""
    found = UnitReport.objects.select_related("scan", "unit")
    if not request.user.has_role(Role.UNION_STAFF):
        found = found.filter(unit=request.user.organisation_as(Role.ENDORSING_CLERK))
    report = get_object_or_404(found, pk=pk)
    return attachment(store.read(report.scan), report.scan.name, report.scan.content_type)


@allowed(is_union_staff)
def progress(request, pk):
    """Which unit's papers are in, which have changed since they were stamped."""
    round = get_object_or_404(AnnualRound, pk=pk)
    live = contents.live_reports(round)
    units = list(Organisation.objects.endorsing(also={unit_id for unit_id, _ in live}))
    now = contents.contents(round, units)
    rows = []
    for unit in units:
        told = [
            (label, live.get((unit.pk, kind)), _differs(live.get((unit.pk, kind)), now[unit.pk][kind], round))
            for kind, label in ReportKind.choices
        ]
        numbers = now[unit.pk][ReportKind.REPORT]
        rows.append((unit, numbers, told))
    ready = sum(1 for _, _, told in rows if all(report and not differs for _, report, differs in told))
    return render(
        request, "nominations/documents/reports.html", {"round": round, "rows": rows, "ready": ready}
    )
