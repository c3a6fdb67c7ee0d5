"""What a register is: a table of its room, who keeps it, what is asked, shown and made public, and what it feeds.

A room adds its registers with `add`; list, page, form, workbook, public page, rights and to-dos follow from the entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import User

from .models import Record

# who reports: the clause's lead units (their word counts at once), its other units, firms for themselves
LEAD, RESPONSIBLE, FIRM = "lead", "responsible", "firm"
CONCERNED = "concerned"  # of a step: the unit that the record is about, and nobody for it


@dataclass(frozen=True)
class Act:
    """A further step of a verified record: `when` {field: values} allows it, `fields` are asked, `sets` {field: value}.

    `by`: who does it, LEAD, FIRM (the unit that reported; the lead always may) or CONCERNED. `check(record)` may refuse.
    `proof`: what paper may be handed in with it.
    """

    key: str
    label: str
    fields: tuple[str, ...] = ()
    when: Mapping[str, tuple] = field(default_factory=dict)
    sets: Mapping[str, Any] = field(default_factory=dict)
    by: str = LEAD
    optional: tuple[str, ...] = ()
    proof: str = ""
    check: Callable[[Any], None] | None = None
    after: Callable[[User, Any], None] | None = None

    def fits(self, record: Record) -> bool:
        return all(getattr(record, name) in values for name, values in self.when.items())


@dataclass(frozen=True)
class Register:
    """One kind of record. `clause`: the policy's clause by its number in the first text.

    `noun` names one record (院校), `fields` are asked in this order, `columns` stand in the list. `called(record)` is what a
    record goes by. `once(record)`: what may be there once only. `check(record)` raises a Refusal where a record cannot be;
    `verified(actor, record)` does what a verified record brings about, `undone(actor, record)` takes it back;
    `check_withdrawal(record)` raises a Refusal where it is still needed. `parent`: the field that leads to the record of another register below which these stand. `public`: the fields that everybody may read
    of verified records, after their name; `shown(rows)`: of the counted those that are public. `seen_by`: units that alone read
    the records one by one and keep them. `concerns`: the field of the unit that a record is about; it reads the record, and
    decides nothing of it. `also_led`: clauses whose lead units lead here, too. `papers`: (words, name of the address) of what a
    record gives out as a document. `dated`: the field whose year is the record's. `stands(rows)`: of the verified those that
    still hold. `sums`: the fields that are added up in the figures of a year; `apart`: the field by whose words they are
    counted apart. `keepers`: roles beside the units' officers that keep the register for their unit. `beside`: (label, words of a record) in
    the list beside the columns, for which `prepared(rows)` reads what they need. `tells(record)`: what follows from
    the record, as (label, words), for its page. `evidence(record)`: which list of the 申报表
    the record of a person belongs into, and its row there. `feeds` says in words what a record is good for.
    """

    key: str
    model: type[Record]
    noun: str
    clause: int
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    called: Callable[[Any], str]
    feeds: str
    reporters: tuple[str, ...] = (LEAD, RESPONSIBLE)
    labels: Mapping[str, str] = field(default_factory=dict)
    helps: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    proof: str = ""
    once: Callable[[Any], tuple] | None = None
    check: Callable[[Any], None] | None = None
    verified: Callable[[User, Any], None] | None = None
    undone: Callable[[User, Any], None] | None = None
    check_withdrawal: Callable[[Any], None] | None = None
    acts: tuple[Act, ...] = ()
    parent: str = ""
    public: tuple[str, ...] = ()
    shown: Callable[[QuerySet], QuerySet] | None = None
    open_to_firms: bool = False
    seen_by: tuple[str, ...] = ()
    concerns: str = ""
    also_led: tuple[int, ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    dated: str = ""
    sums: tuple[str, ...] = ()
    apart: str = ""
    evidence: Callable[[Any], tuple[str, dict]] | None = None
    stands: Callable[[QuerySet], QuerySet] | None = None
    keepers: tuple[str, ...] = ()
    beside: tuple[tuple[str, Callable[[Any], str]], ...] = ()
    prepared: Callable[[QuerySet], QuerySet] | None = None
    tells: Callable[[Any], list[tuple[str, str]]] | None = None

    def column(self, name: str) -> models.Field:
        return self.model._meta.get_field(name)

    def label(self, name: str) -> str:
        return self.labels.get(name) or str(self.column(name).verbose_name)

    @property
    def has_year(self) -> bool:
        return "year" in self.fields or bool(self.dated)

    @property
    def narrowed_by(self) -> list[str]:
        """The fields of few words by which the list may be narrowed."""
        later = tuple(name for act in self.acts for name in act.sets)
        return [
            name for name in dict.fromkeys(self.fields + self.columns + later) if self.column(name).choices
        ]

    @property
    def public_names(self) -> tuple[str, ...]:
        """The fields of the public list: what the record is called, where it has a name, then `public`."""
        return ("name", *self.public) if "name" in self.fields else self.public

    @property
    def parent_model(self) -> type[models.Model] | None:
        return self.column(self.parent).related_model if self.parent else None

    @property
    def names_of_records(self) -> list[str]:
        """The fields that name a record of another register."""
        columns = (self.column(name) for name in self.fields)
        return [c.name for c in columns if c.is_relation and issubclass(c.related_model, Record)]

    def act(self, key: str) -> Act | None:
        return next((act for act in self.acts if act.key == key), None)


REGISTERS: dict[str, Register] = {}
_builders: list[Callable[[Record], str]] = []


def builds_on_records(teller: Callable[[Record], str]) -> Callable[[Record], str]:
    """Register `teller(record)`: what a higher room made of the record, in words, so that it cannot be changed any more."""
    _builders.append(teller)
    return teller


def built_on(record: Record) -> str:
    """The first of these words, or nothing."""
    return next((words for teller in _builders if (words := teller(record))), "")


def add(*registers: Register) -> None:
    """Make the registers of a room known."""
    for register in registers:
        REGISTERS[register.key] = register


def register_of(record: Record) -> Register:
    return REGISTERS[record.register]


def children_of(register: Register) -> list[Register]:
    """The registers whose records stand below one of this register."""
    return [other for other in REGISTERS.values() if other.parent_model is register.model]


def named_in(register: Register) -> list[tuple[Register, str]]:
    """(register, field) wherever a record of this register is named: below it, or beside."""
    return [
        (other, name)
        for other in REGISTERS.values()
        for name in other.names_of_records
        if other.column(name).related_model is register.model
    ]


def whole(record: Record) -> Any:
    """The record with its register's own fields."""
    model = register_of(record).model
    return record if isinstance(record, model) else model.objects.get(pk=record.pk)
