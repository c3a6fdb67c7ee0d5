"""A register as a workbook: the blank one, what the list shows, and reading a filled one by the very form of the page."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security.crypto import EncryptedTextField
from wuhou_craftsmen.common.text.parsers import Unreadable
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.marking import marked
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, Told, write_workbook

from . import fields, queries, rules
from .domain import records
from .forms import RecordForm
from .models import Record
from .register import REGISTERS, Register
from .states import STATES

NUMBER = "序号"
BLANK_ROWS = 30
MOST_ROWS = 200  # of one workbook: they are written while its reader waits
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
def export(actor: User, register: Register, rows: QuerySet) -> list[int]:
    """Write down who takes what; the numbers of these records, whom the caller took from what the actor may read."""
    require(rules.may_read(actor, register))
    numbers = list(rows.values_list("pk", flat=True))
    unit = actor.current_memberships[0].organisation
    audit.record(actor, "导出台账", unit, register=register.key, rows=len(numbers))
    return numbers


@exported("registers.list")
def _list(owner: User, told: Told | None, register: str, records: list[int]) -> bytes:
    found = REGISTERS[register]
    return _list_of(found, queries.listed(owner, found).filter(pk__in=records), told)


def _list_of(register: Register, rows: Iterable[Record], told: Told | None) -> bytes:
    heads = [Head(NUMBER, 8, "whole"), *(_head(register, name) for name in register.fields)]
    heads += [
        *(Head(label, 24) for label, _ in register.beside),
        Head("填报单位", 20),
        Head(register.model.STANDING, 10),
    ]
    lines = [
        [
            place,
            *(_cell(register, record, name) for name in register.fields),
            *(words(record) for _, words in register.beside),
            str(record.unit),
            record.standing,
        ]
        for place, record in enumerate(rows, 1)
    ]
    sheet = SheetSpec(register.noun, f"{register.noun}台账", heads, lines, paper="A3", fixed=2)
    return write_workbook([sheet], made_at=clock.now(), told=told)


def _cell(register: Register, record: Record, name: str) -> Any:
    column, value = register.column(name), getattr(record, name)
    return value if fields.cell_kind(column) != "text" else fields.shown(column, value)


@dataclass(frozen=True)
class Line:
    """What comes of a row."""

    number: int
    title: str
    cells: list[tuple[str, str]]  # heading, words
    state: str


@dataclass
class Outcome:
    """The table that was read, every line that would be written (or was), and every fault of the file."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def preview(actor: User, register: Register, content: bytes, file_name: str) -> Outcome:
    """What `import_workbook` would do; nothing is written."""
    with transaction.atomic():
        outcome = _run(actor, register, content, file_name)
        transaction.set_rollback(True)
    return outcome


def marked_copy(actor: User, register: Register, content: bytes, file_name: str) -> bytes:
    """The uploader's own workbook with the faulty cells coloured and commented."""
    outcome = preview(actor, register, content, file_name)
    if not outcome.faults:
        raise Refusal("这份工作簿没有须更正之处。")
    return marked(content, outcome.table, outcome.faults)


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
            name, register.label(name), _reader(form, name), form.fields[name].required,
            private=_private(register, name), may_lack=not form.fields[name].required,
        )
        for name in register.fields
    ]  # fmt: skip
    table = read_table(io.BytesIO(content), file_name=file_name, columns=columns, key="no", unique=("no",))
    if table.count > MOST_ROWS:
        raise Refusal(f"工作簿读到 {table.count} 行，一次最多填报 {MOST_ROWS} 行，请分成几份。")
    outcome = Outcome(table, faults=list(table.faults))
    for row in table.rows:
        outcome.faults += _enter(actor, register, row, file_name, outcome.lines)
    outcome.faults = table.in_order(outcome.faults)
    return outcome


def _reader(form: RecordForm, name: str) -> Callable[[object], str]:
    """Reads a cell into what is typed into the field; a name that nobody has is told with the other faults of its row."""
    read, field = fields.cell_reader(form.register.column(name)), form.fields[name]
    if not isinstance(field, fields.NamedField):
        return read

    def known(value: object) -> str:
        text = read(value)
        try:
            field.clean(text)
        except ValidationError as wrong:
            raise Unreadable(f"{wrong.messages[0]}。") from wrong
        return text

    return known


def _private(register: Register, name: str) -> bool:
    return isinstance(register.column(name), EncryptedTextField)


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
                fields.shown(register.column(name), row.values.get(name))
                if _private(register, name)
                else row.values.get(name),
                f"{errors[0].rstrip('。')}。",
            )
            for name, errors in form.errors.items()
        ]
    try:
        with transaction.atomic():
            record = records.enter(actor, register, form.values)
    except Refusal as refusal:
        return [Fault(file_name, row.number, NUMBER, row.values["no"], f"{refusal.reason.rstrip('。')}。")]
    cells = [
        (register.label(name), fields.shown(register.column(name), getattr(record, name)))
        for name in register.fields
    ]
    lines.append(Line(row.number, record.title, cells, STATES.labels[record.state]))
    return []
