"""目标管理, the tasks of a year, outcomes by count, whom a firm has to confirm, the bulletin as a file."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on, whole_number
from wuhou_craftsmen.common.workbooks.preview import XLSX
from wuhou_craftsmen.registers import rules as register_rules
from wuhou_craftsmen.registers.register import REGISTERS

from .. import figures, queries, rules
from ..domain import exports, tasks
from ..forms.tasks import DrawForm
from ..models import Bulletin

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def year_of(request) -> int:
    """?year=, of those that are offered; this one otherwise."""
    asked = whole_number(request.GET.get("year"))
    return asked if asked in queries.years() else clock.today().year


@allowed(rules.may_see_targets)
def targets(request):
    """Indicators with target and figure, units with what they owe: as the workbook has it."""
    year = year_of(request)
    units = queries.unit_rows(request.user, year)
    context = {
        "year": year,
        "years": queries.years(),
        "lines": figures.lines(request.user, year),
        "version": figures.version_text(),
        "units": units,
        "late": sum(row.late for row in units),
        "may_draw": rules.may_draw_tasks(request.user),
        "registers": [
            register for key in ("indicators", "indicator-figures", "tasks", "inspections", "findings", "scores", "bulletins")
            if register_rules.may_read(request.user, register := REGISTERS[key])
        ],
    }  # fmt: skip
    return render(request, "oversight/targets.html", context)


@repeatable
@require_POST
@allowed(rules.may_see_targets)
def export(request):
    year = year_of(request)
    return attachment(exports.results(request.user, year), f"{year}年度目标绩效考核结果.xlsx", XLSX)


@allowed(rules.may_draw_tasks)
def draw(request):
    """The tasks of every unit from the table of the policy, with a day for each clause."""
    form = DrawForm(request.POST or None, year=clock.today().year)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = tasks.draw(request.user, form.cleaned_data["year"], form.dues)
            units = len({record.about_id for record in made})
            done(request, f"已下达 {len(made)} 项任务，涉及 {units} 个单位；原来已有的不变。")
            return redirect("registers:list", "tasks")
    return render(request, "oversight/draw.html", {"form": form, "clause": 11})


@allowed(rules.may_see_counts)
def outcomes(request):
    """By kind and year, without names; the names stand in the register for 区委组织部."""
    years, rows = queries.outcome_counts()
    register = REGISTERS["outcomes"]
    names = register if register_rules.may_read(request.user, register) else None
    return render(request, "oversight/outcomes.html", {"years": years, "rows": rows, "names": names})


@allowed(rules.may_confirm)
def confirming(request):
    """Whose whereabouts of this year nobody told yet: of the own firm, or of all."""
    year, register = clock.today().year, REGISTERS["after-naming"]
    people = queries.to_confirm(year)
    if not register_rules.leads(request.user, register):
        people = queries.of_firm_of(people, request.user)
    page = page_of(request, people.prefetch_related("employments__firm").order_by("pk"))
    context = {"page": page, "year": year}
    return render(request, "oversight/confirming.html", context)


def _bulletin(request, pk: int) -> tuple[Bulletin, str]:
    given = get_object_or_404(exports.bulletins(request.user), pk=pk)
    return given, f"督查通报{given.number}"


@allowed(rules.may_read_bulletins)
def bulletin_pdf(request, pk):
    given, name = _bulletin(request, pk)
    found = len(given.content.get("findings", []))
    return exported_file(request, "oversight.bulletin", name=name, rows=found, record=given.pk)


@allowed(rules.may_read_bulletins)
def bulletin_docx(request, pk):
    given, name = _bulletin(request, pk)
    return attachment(exports.bulletin_docx(request.user, given), f"{name}.docx", DOCX)
