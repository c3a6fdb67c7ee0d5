"""A register as a workbook: the blank one, what the list shows, and reading a filled one by the very form of the page."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, WorkbookFaults
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, write_workbook

from . import fields, rules
from .domain import records
from .forms import RecordForm
from .models import Record
from .register import Register
from .states import STATES

NUMBER = "序号"
BLANK_ROWS = 30
WIDTHS = {"date": 14, "money": 16, "whole": 10}


def blank(register: Register) -> bytes:
    """To be filled in: a column for each field, a list to choose from where there are few words."""
    heads = [Head(NUMBER, 8), *(_head(register, name, fills=True) for name in register.fields)]
    note = f"报送单位填写；一行一条，序号逐行填写。{register.feeds}。"
    sheet = SheetSpec(
        register.noun, f"{register.noun}填报表", heads, [], banner=[note], blank_rows=BLANK_ROWS, paper="A3"
    )
    return write_workbook([sheet], made_at=clock.now())


def _head(register: Register, name: str, *, fills: bool = False) -> Head:
    column = register.column(name)
    kind = fields.cell_kind(column)
    words = [str(label) for _, label in column.choices] if column.choices else []
    return Head(
        register.label(name), WIDTHS.get(kind, 22), "text" if fills and kind == "money" else kind,
        words if fills and sum(map(len, words)) < 200 else (),
    )  # fmt: skip


@transaction.atomic
def export(actor: User, register: Register, rows: Iterable[Record]) -> bytes:
    """These records, which the caller took from what the actor may read."""
    require(rules.may_read(actor, register))
    heads = [Head(NUMBER, 8, "whole"), *(_head(register, name) for name in register.fields)]
    heads += [Head("填报单位", 20), Head("状态", 10)]
    lines = [
        [
            place,
            *(_cell(register, record, name) for name in register.fields),
            str(record.unit),
            record.get_state_display(),
        ]
        for place, record in enumerate(rows, 1)
    ]
    unit = actor.current_memberships[0].organisation
    audit.record(actor, "导出台账", unit, register=register.key, rows=len(lines))
    sheet = SheetSpec(register.noun, f"{register.noun}台账", heads, lines, paper="A3", fixed=2)
    return write_workbook([sheet], made_at=clock.now())


def _cell(register: Register, record: Record, name: str) -> Any:
    column, value = register.column(name), getattr(record, name)
    return value if fields.cell_kind(column) != "text" else fields.shown(column, value)


@dataclass(frozen=True)
class Line:
    """What comes of a row."""

    number: int
    title: str
    cells: list[str]
    state: str


@dataclass
class Outcome:
    """Every line that would be written (or was), every fault of the file, and how much of which sheet was read."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    read: str = ""


def preview(actor: User, register: Register, content: bytes, file_name: str) -> Outcome:
    """What `import_workbook` would do; nothing is written."""
    with transaction.atomic():
        outcome = _run(actor, register, content, file_name)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def import_workbook(actor: User, register: Register, content: bytes, file_name: str) -> Outcome:
    """Write every row, or nothing at all: WorkbookFaults lists every fault at once."""
    outcome = _run(actor, register, content, file_name)
    if outcome.faults:
        raise WorkbookFaults(outcome.faults)
    return outcome


def _run(actor: User, register: Register, content: bytes, file_name: str) -> Outcome:
    require(rules.may_report(actor, register))
    form = RecordForm(user=actor, register=register, paper=False)
    columns = [Column("no", NUMBER, lambda value: value)]
    columns += [
        Column(
            name, register.label(name), fields.cell_reader(register.column(name)), form.fields[name].required,
            may_lack=not form.fields[name].required,
        )
        for name in register.fields
    ]  # fmt: skip
    table = read_table(io.BytesIO(content), file_name=file_name, columns=columns, key="no", unique=("no",))
    outcome = Outcome(faults=list(table.faults), read=table.told)
    for row in table.rows:
        outcome.faults += _enter(actor, register, row, file_name, outcome.lines)
    outcome.faults.sort(key=lambda fault: fault.row or 0)
    return outcome


def _enter(actor: User, register: Register, row: Row, file_name: str, lines: list[Line]) -> list[Fault]:
    """By the form and the verb of the page; what they refuse is the row's fault and undoes the row."""
    form = RecordForm(
        {name: row.values[name] or "" for name in register.fields}, user=actor, register=register, paper=False
    )
    if not form.is_valid():
        return [
            Fault(
                file_name,
                row.number,
                register.label(name),
                row.values.get(name),
                f"可以填报的内容：{errors[0]}",
            )
            for name, errors in form.errors.items()
        ]
    try:
        with transaction.atomic():
            record = records.enter(actor, register, form.values)
    except Refusal as refusal:
        return [Fault(file_name, row.number, NUMBER, row.values["no"], f"可以填报的内容：{refusal.reason}")]
    cells = [fields.shown(register.column(name), getattr(record, name)) for name in register.fields]
    lines.append(Line(row.number, record.title, cells, STATES.labels[record.state]))
    return []
