"""The registers of the programme, the list of one, and one record."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import Answer, require
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.common.web.views import allowed, attachment, page_of, whole_number
from wuhou_craftsmen.policy.domain import duties

from .. import fields, queries, rules
from ..domain import records
from ..forms import ReasonForm, RecordFilterForm, RecordForm
from ..models import Record
from ..register import REGISTERS, Act, Register, children_of, register_of

FEW = 20  # of the records below one that its page shows
HISTORY = 30


def register_called(key: str) -> Register:
    if key not in REGISTERS:
        raise Http404
    return REGISTERS[key]


@allowed(rules.may_enter_room)
def index(request):
    """Every register that this user reads, by the clause that asks for it, with how much stands in it."""
    found = rules.registers_of(request.user)
    counts = queries.counts(request.user, found)
    clauses: dict[int, list] = {}
    for register in found:
        clauses.setdefault(register.clause, []).append((register, *counts.get(register.key, (0, 0))))
    parts = [(number, duties.names(number, lead=True), rows) for number, rows in sorted(clauses.items())]
    return render(
        request,
        "registers/index.html",
        {"parts": parts, "may_see_figures": rules.may_see_figures(request.user)},
    )


@allowed(rules.may_see_figures)
def figures(request):
    """What the verified records of a year add up to, clause by clause."""
    years = queries.all_years()
    year = whole_number(request.GET.get("year")) or (years[0] if years else clock.today().year)
    found = [r for r in REGISTERS.values() if not r.seen_by or rules.may_read(request.user, r)]
    clauses: dict[int, list] = {}
    for figure in queries.figures(found, year):
        clauses.setdefault(figure.register.clause, []).append(figure)
    parts = [(number, duties.names(number, lead=True), rows) for number, rows in sorted(clauses.items())]
    readable = {register.key for register in rules.registers_of(request.user)}
    context = {"parts": parts, "year": year, "years": years, "readable": readable}
    return render(request, "registers/figures.html", context)


def narrowing(request, register: Register) -> RecordFilterForm:
    """The filter of the list and of its export."""
    units = queries.concerned_units(request.user, register)
    return RecordFilterForm(request.GET, register=register, years=queries.years_of(register), units=units)


@allowed(rules.may_enter_room)
def listing(request, key):
    register = register_called(key)
    require(rules.may_read(request.user, register))
    form = narrowing(request, register)
    page = page_of(request, form.narrowed(queries.listed(request.user, register)))
    context = {
        "register": register,
        "filter": form,
        "page": page,
        "heads": [
            *(register.label(name) for name in register.columns),
            *(label for label, _ in register.beside),
        ],
        "rows": [(record, record.tone, cells_of(register, record)) for record in page],
        "may_report": rules.may_report(request.user, register),
        "leads": rules.lead_names(register),
    }
    return render(request, "registers/list.html", context)


def cells_of(register: Register, record: Record, without: str = "") -> list[tuple[str, str]]:
    """(heading, words) of the columns of the list."""
    cells = [
        (register.label(n), fields.shown(register.column(n), getattr(record, n)))
        for n in register.columns
        if n != without
    ]
    return cells + [(label, words(record)) for label, words in register.beside]


@dataclass(frozen=True)
class Below:
    """The records of another register that stand below this one."""

    register: Register
    rows: list
    more: bool
    may_report: Answer


@dataclass(frozen=True)
class Step:
    """A further step that this user may do, with its form."""

    act: Act
    form: RecordForm


def found(request, key: str, pk: int) -> Record:
    """The record that the address names, where this user may read it."""
    register = register_called(key)
    require(rules.may_read(request.user, register))
    return get_object_or_404(queries.visible(request.user, register), pk=pk)


@allowed(rules.may_enter_room)
def anywhere(request, pk):
    """The page of a record of whatever register."""
    known = get_object_or_404(Record, pk=pk)
    return redirect("registers:record", known.register, found(request, known.register, pk).pk)


@allowed(rules.may_enter_room)
def record(request, key, pk):
    return record_page(request, found(request, key, pk))


def record_page(request, record: Record, **forms):
    """Everything of the record, whose turn it is, and what this user may do; `forms` that came back keep their words."""
    user, register = request.user, register_of(record)
    acts = [act for act in register.acts if rules.may_act(user, record, act)]
    context = {
        "register": register,
        "record": record,
        "tone": record.tone,
        "lines": [(register.label(n), fields.shown(register.column(n), getattr(record, n)), url_of(user, record, n))
                  for n in shown_names(register, record)],
        "told": register.tells(record) if register.tells else [],
        "below": [below(user, other, record) for other in children_of(register) if rules.may_read(user, other)],
        "may_verify": rules.may_verify(user, record),
        "may_correct": rules.may_correct(user, record),
        "may_withdraw": rules.may_withdraw(user, record),
        "leads": rules.lead_names(register),
        "papers": register.papers if record.state == "verified" else (),
        "steps": [Step(act, step_form(user, record, act)) for act in acts],
        "back_form": ReasonForm(auto_id="back-%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw-%s"),
        "history": history_of(record),
        "seen": records.seen_of(record),
    }  # fmt: skip
    return render(request, "registers/record.html", context | forms)


def shown_names(register: Register, record: Record) -> list[str]:
    """The fields that are asked, then those that later steps filled in."""
    later = [name for act in register.acts for name in (*act.sets, *act.fields)]
    return [
        *register.fields,
        *(
            n
            for n in dict.fromkeys(later)
            if n not in register.fields and getattr(record, n) not in ("", None)
        ),
    ]


def url_of(user, record: Record, name: str) -> str:
    """The page of the record of another register that the field names, where this user may read it."""
    value = getattr(record, name)
    if (
        not isinstance(value, Record)
        or not queries.visible(user, register_of(value)).filter(pk=value.pk).exists()
    ):
        return ""
    return reverse("registers:record", args=[value.register, value.pk])


def step_form(user, record: Record, act: Act, data=None, files=None) -> RecordForm:
    kept = record if data is None else None
    return RecordForm(
        data, files, user=user, register=register_of(record), act=act, record=kept, auto_id=f"{act.key}-%s"
    )


def below(user, register: Register, record: Record) -> Below:
    rows = list(
        queries.visible(user, register)
        .filter(**{register.parent: record})
        .exclude(state="withdrawn")[: FEW + 1]
    )
    shown = [(row, row.tone, cells_of(register, row, register.parent)) for row in rows[:FEW]]
    return Below(register, shown, len(rows) > FEW, rules.may_report(user, register))


def history_of(record: Record) -> list[tuple]:
    """(when, who, what, details in words), the newest first."""
    rows = AuditEntry.objects.filter(object_type=record._meta.label, object_id=str(record.pk))[:HISTORY]
    return [(row.at, row.actor_name, row.verb, _details(row.details)) for row in rows]


def _details(details: dict) -> str:
    if reason := details.get("reason"):
        return f"原因：{reason}"
    if changed := details.get("changed"):
        return "；".join(
            f"{label}：{old or '（空）'} → {new or '（空）'}" for label, (old, new) in changed.items()
        )
    values = (
        {} if "register" in details else details.get("values", {})
    )  # what was first reported stands above
    return "；".join(f"{label}：{words}" for label, words in values.items() if words)


@allowed(rules.may_enter_room)
def paper(request, key, pk):
    """The proof, as an attachment."""
    record = found(request, key, pk)
    if record.paper is None:
        raise Http404
    return attachment(store.read(record.paper), record.paper.name, record.paper.content_type)
