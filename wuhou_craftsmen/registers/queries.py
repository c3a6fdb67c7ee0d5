"""Which records each person may read, and which wait for whom."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.ladder.models import Craftsman, Employment
from wuhou_craftsmen.ladder.queries import visible_to as people_seen_by

from . import fields, rules
from .models import Record
from .register import FIRM, REGISTERS, Register

SHOWN_WITH = ("unit", "firm", "person")


def own_or_of_area(user: User) -> Q:
    """What the user's units and firm reported, what is said of the firm's people, and of the firms that they look after."""
    units = [unit.pk for unit in rules.units_of(user)]
    firm, area = user.organisation_as(Role.FIRM_HR), user.organisation_as(Role.ENDORSING_CLERK)
    seen = Q(unit__in=units)
    if firm:
        own = Employment.objects.filter(firm=firm, until=None).values("person")
        told = ~Q(unit__kind=FIRM) | Q(state="verified")  # another firm's is read when it counts
        seen |= Q(unit=firm) | Q(firm=firm) | Q(person__in=own) & told
    if area:
        seen |= Q(firm__endorsing_unit=area) | Q(unit__endorsing_unit=area)
    return seen


def condition(user: User, register: Register) -> Q:
    """Which of the register's records this user may read."""
    if not (rules.may_enter_room(user) and rules.reads(user, register)):
        return Q(pk__in=[])
    if user.has_role(*OVERSIGHT) or register.seen_by:
        return ~Q(pk__in=[])
    if any(unit.kind != "endorsing" for unit in rules.units_of(user, register)) and rules.takes_part(
        user, register
    ):
        return ~Q(pk__in=[])
    seen = own_or_of_area(user)
    if register.concerns:
        seen |= Q(pk__in=concerning(register.model.objects.all(), user, register).values("pk"))
    return seen | Q(state="verified") if register.open_to_firms else seen


def concerning(things: QuerySet, user: User, register: Register) -> QuerySet:
    """Those that are about a unit for which this user acts."""
    return things.filter(**{f"{register.concerns}__in": [unit.pk for unit in rules.units_of(user)]})


def visible(user: User, register: Register) -> QuerySet:
    """The register's records that this user may read: for list, page, workbook and choice alike."""
    return register.model.objects.select_related(*SHOWN_WITH, *_parents(register)).filter(
        condition(user, register)
    )


def concerned_units(user: User, register: Register) -> list[tuple[str, str]]:
    """(number, name) of the units that the records which this user may read are about."""
    if not register.concerns:
        return []
    rows = register.model.objects.filter(condition(user, register)).order_by().values(register.concerns)
    units = Organisation.objects.filter(pk__in=rows)
    return [(str(pk), name) for pk, name in units.values_list("pk", "name")]


def listed(user: User, register: Register) -> QuerySet:
    """The same, with what its list tells beside the columns."""
    rows = visible(user, register)
    return register.prepared(rows) if register.prepared else rows


def _parents(register: Register) -> list[str]:
    """The other tables that a record names: read in the same question."""
    columns = (register.column(name) for name in register.fields)
    return [c.name for c in columns if c.is_relation and c.name not in SHOWN_WITH]


def counted(register: Register) -> QuerySet:
    """The verified records that still hold: what every count, every indicator and every public page is made of."""
    rows = register.model.objects.filter(state="verified")
    return register.stands(rows) if register.stands else rows


def public_registers() -> list[Register]:
    """The registers of which everybody may read something."""
    return [register for register in REGISTERS.values() if register.public]


def public_rows(register: Register) -> QuerySet:
    """The counted records that everybody may read: their public columns and no other, of what they name its name alone."""
    rows = register.shown(counted(register)) if register.shown else counted(register)
    named, columns = [], []
    for name in register.public_names:
        column = register.column(name)
        if column.is_relation:
            named.append(name)
            columns.append(f"{name}__{'title' if issubclass(column.related_model, Record) else 'name'}")
        else:
            columns.append(name)
    return rows.select_related(*named).only(*columns)


def public_years(register: Register) -> list[int]:
    """The years of what everybody may read, the newest first."""
    if not register.has_year:
        return []
    rows = public_rows(register).filter(year__isnull=False).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct()[:20])


def led_by(user: User) -> list[str]:
    """The keys of the registers of which this user's unit leads the clause."""
    return [key for key, register in REGISTERS.items() if rules.leads(user, register)]


def to_verify() -> QuerySet:
    return Record.objects.filter(state="reported")


def returned() -> QuerySet:
    return Record.objects.filter(state="returned")


def verified_by(things: QuerySet, user: User) -> QuerySet:
    """Those that this user may verify."""
    return things.filter(register__in=led_by(user)).exclude(entered_by__in=user.own_accounts)


def corrected_by(things: QuerySet, user: User) -> QuerySet:
    """Those that this user's unit or firm reported."""
    firm = user.organisation_as(Role.FIRM_HR)
    units = [unit.pk for unit in rules.units_of(user)] + ([firm.pk] if firm else [])
    return things.filter(unit__in=units)


def named_for(user: User, register: Register, other: Register) -> QuerySet:
    """The records of the other register that this user may name in one of this: a firm, of those that a firm has, its own."""
    rows, unit = visible(user, other).exclude(state="withdrawn"), rules.unit_for(user, register)
    return rows.filter(Q(firm=None) | Q(firm=unit)) if unit and unit.kind == FIRM else rows


def units_for(user: User, register: Register) -> QuerySet[Organisation]:
    """The units that this user may name; a firm learns from no list which other firms there are."""
    units = Organisation.objects.filter(struck_off_on=None, ended_on=None)
    unit = rules.unit_for(user, register)
    return units.exclude(Q(kind=FIRM) & ~Q(pk=unit.pk)) if unit and unit.kind == FIRM else units


def people_for(user: User, register: Register) -> QuerySet:
    """The people whom this user may name in a record: all for the units that lead, else those whose ladder he sees."""
    if rules.leads(user, register):
        return Craftsman.objects.prefetch_related("employments__firm")
    return people_seen_by(user)


def counts(user: User, registers: list[Register]) -> dict[str, tuple[int, int]]:
    """key -> (verified, waiting for it or for their correction), of what this user may read: as each list has it."""
    rows = Record.objects.filter(readable(user, registers)).order_by().values("register")
    figures = rows.annotate(
        verified=Count("pk", filter=Q(state="verified")),
        open=Count("pk", filter=Q(state__in=["reported", "returned"])),
    )
    return {row["register"]: (row["verified"], row["open"]) for row in figures}


def years_of(register: Register) -> list[int]:
    """The years of which there are records, the newest first."""
    if not register.has_year:
        return []
    rows = Record.objects.filter(register=register.key, year__isnull=False).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct()[:20])


def readable(user: User, registers: list[Register]) -> Q:
    """Of the records of these registers, all that this user may read: one condition for the search and a person's page."""
    seen = Q(pk__in=[])
    for register in registers:
        seen |= Q(register=register.key) & condition(user, register)
    return seen


@dataclass(frozen=True)
class Figure:
    """A line of a year's figures: which register (and which of its words), how many verified records, and its sums in words."""

    register: Register
    word: str
    count: int
    sums: list[tuple[str, str]]


def figures(registers: list[Register], year: int) -> list[Figure]:
    """What the verified records of the year add up to; records without a year count in every year."""
    return [figure for register in registers for figure in _figures_of(register, year)]


def _figures_of(register: Register, year: int) -> list[Figure]:
    rows = counted(register).order_by()
    if register.has_year:
        rows = rows.filter(year=year)
    apart = [register.apart] if register.apart else []
    grouped = rows.values(*apart) if apart else rows.values("register")
    found = grouped.annotate(n=Count("pk"), **{f"sum_{name}": Sum(name) for name in register.sums})
    return [
        Figure(
            register,
            fields.shown(register.column(register.apart), row[register.apart]) if apart else "",
            row["n"],
            [(register.label(n), fields.shown(register.column(n), row[f"sum_{n}"])) for n in register.sums],
        )
        for row in found.order_by(*apart)
    ]


def all_years() -> list[int]:
    """The years of which anything is recorded, the newest first."""
    rows = Record.objects.filter(year__isnull=False, state="verified").order_by("-year")
    return list(rows.values_list("year", flat=True).distinct()[:20])


EVIDENCE_SHOWN = 20  # of each register


def evidence_of(person: Craftsman) -> list[tuple[Record, str, dict]]:
    """(record, list of the 申报表, row) of what is verified about a person and proves what he can."""
    found = []
    for register in REGISTERS.values():
        if register.evidence:
            rows = counted(register).filter(person=person).select_related(*_parents(register))
            found += [(record, *register.evidence(record)) for record in rows[:EVIDENCE_SHOWN]]
    return found
