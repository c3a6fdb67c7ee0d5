"""申报汇总表.xlsx: read as a whole, then every row through the same verb as the form."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from django.db import models, transaction

from nominations.models import AnnualRound, Nomination
from nominations.models.application import COLUMNS, ENTRIES, WRITTEN
from nominations.rules.file.consent import consent_comes_first
from nominations.rules.file.nomination import (
    firm_has_room,
    may_create,
    may_write,
    person_is_free,
    window_open,
)
from wuhou_craftsmen.accounts.domain import units
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import fold_number, match_key
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.rules import may_put_forward

from ..file import drafts

# what the table has beside fields of the 申报表: key -> heading
BESIDE = {
    "no": "申报编号", "id_number": "身份证号", "firm_name": "工作单位", "credit_code": "统一社会信用代码", "nature": "企业性质",
    "street": "所在街道", "phone": "联系电话",
}  # fmt: skip
HEADINGS = BESIDE | WRITTEN


def columns() -> list[Column]:
    """The headings of the summary table and how each cell is read."""
    streets = Organisation.objects.endorsing().values_list("name", flat=True)
    before: dict[str, dict[str, Callable]] = {
        "name": {"no": parsers.read_number(30)},
        "ethnicity": {"id_number": parsers.read_resident_id},
        "trade": {
            "firm_name": parsers.read_text(100),
            "credit_code": parsers.read_credit_code,
            "nature": parsers.read_text(20),
            "street": parsers.read_choice(list(streets)),
        },
        "deeds": {"phone": parsers.read_phone},
    }
    found = []
    for name, entry in ENTRIES.items():
        for key, read in before.get(name, {}).items():
            private = key in ("id_number", "phone")
            found.append(Column(key, BESIDE[key], read, required=key != "nature", private=private))
        if cell := entry.cell:
            found.append(
                Column(
                    name,
                    WRITTEN[name],
                    cell.read,
                    required=cell.required,
                    may_lack=cell.may_lack,
                    also=cell.also,
                )
            )
    return found


def read_nominations(source: Source, file_name: str) -> Table:
    """Every row as values, every fault of the file; the same person twice is a fault naming both rows."""
    table = read_table(source, file_name=file_name, columns=columns(), key="no", unique=("no",))
    faults = list(table.faults)
    people_seen: dict[str, int] = {}
    today = clock.today()
    firms_seen: dict[str, Row] = {}
    for row in table.rows:
        values = row.values
        first = people_seen.setdefault(values["id_number"], row.number)
        if first != row.number:
            faults.append(
                _fault(file_name, row, "id_number", f"与第 {first} 行不同的人（同一人一年只能申报一次）")
            )
        against = contradictions(values["id_number"], today=today, sex=values["sex"])
        faults += [_fault(file_name, row, field, wanted) for field, wanted in against.items()]
        firm = firms_seen.setdefault(values["credit_code"], row)
        for field, what in (("firm_name", "名称"), ("street", "所在街道")):
            if match_key(firm.values[field]) != match_key(values[field]):
                faults.append(
                    _fault(
                        file_name,
                        row,
                        field,
                        f"与第 {firm.number} 行同一信用代码的{what}“{firm.values[field]}”一致",
                    )
                )
    return replace(table, faults=faults)


def _fault(file_name: str, row: Row, field: str, wanted: str) -> Fault:
    return Fault(file_name, row.number, HEADINGS[field], row.values[field], wanted)


@transaction.atomic
def import_workbook(actor: User, round: AnnualRound, source: Source, file_name: str) -> list[Nomination]:
    """Create a draft for each row, or nothing at all: WorkbookFaults lists every fault at once."""
    require(may_write(actor))
    require(window_open(round))
    table = read_nominations(source, file_name)
    faults = table.faults + faults_here(actor, round, table, file_name)
    if faults:
        raise WorkbookFaults(faults)
    return create_from_table(actor, round, table)


def standing_files(round: AnnualRound, table: Table) -> dict[int, Nomination]:
    """Row number -> the file of the row's person in this round, where there is one that was not withdrawn."""
    files = round.nominations.exclude(state="withdrawn").select_related("round", "firm", "person")
    by_person = {file.person.id_fingerprint: file for file in files.defer("frozen")}
    prints = {row.number: people.id_fingerprint(row.values["id_number"]) for row in table.rows}
    return {number: by_person[print] for number, print in prints.items() if print in by_person}


def faults_here(
    actor: User, round: AnnualRound, table: Table, file_name: str, mine: dict[int, Nomination] | None = None
) -> list[Fault]:
    """What the rows are refused for in this database: another firm's row, a number or person already there.

    `mine`: row number -> the draft that the row may change; its person and number are there rightly.
    """
    numbers = {fold_number(no) for no in round.nominations.values_list("no", flat=True)}
    codes = {row.values["credit_code"] for row in table.rows}
    firms = {f.credit_code: f for f in Organisation.objects.filter(kind="firm") if f.credit_code in codes}
    may = {code: may_create(actor, round, firm) for code, firm in firms.items()}
    new_rows = Counter(row.values["credit_code"] for row in table.rows if row.number not in (mine or {}))
    for code, firm in firms.items():
        may[code] = may[code] and firm_has_room(round, firm, new_rows[code])
    known = people.find_many([row.values["id_number"] for row in table.rows])
    kept_by = people.firms_of(known.values())
    faults = []
    for row in table.rows:
        values, draft = row.values, (mine or {}).get(row.number)
        found = _firm_faults(actor, values, firms.get(values["credit_code"]), may)
        if draft and values["no"] != fold_number(draft.no):
            found["no"] = f"这位职工已有草稿的申报编号“{draft.no}”"
        elif not draft and values["no"] in numbers:
            found["no"] = "尚未使用的申报编号"
        person = known.get(values["id_number"])
        if person and not draft:
            own = may_put_forward(
                person, values["name"], kept_by.get(person.pk), firms.get(values["credit_code"])
            )
            if not (free := own and person_is_free(person, round)):
                found["id_number"] = f"可以申报的人：{free.reason}"
        elif draft and not (named := drafts.may_be_named(draft, values["name"])):
            found["name"] = f"登记的姓名：{named.reason}"
        fields = fields_of(values)
        if not (asked := consent_comes_first(round, fields["route"], fields.get("consented_on"))):
            found["consented_on"] = f"社会推荐的须有本人单独同意的日期：{asked.reason}"
        faults += [_fault(file_name, row, field, wanted) for field, wanted in found.items()]
    return faults


def _firm_faults(actor: User, values: dict, firm: Organisation | None, may: dict) -> dict[str, str]:
    """field -> what is wanted, of the unit that the row names."""
    own = actor.organisation_as(Role.FIRM_HR)
    area = actor.organisation_as(Role.ENDORSING_CLERK)
    found = {}
    if own and values["credit_code"] != own.credit_code:
        found["credit_code"] = f"本单位“{own}”的人员；不能为其他单位申报"
    elif area and not own and values["street"] != area.name:
        found["street"] = f"本辖区“{area}”的单位"
    elif firm and not may[values["credit_code"]]:
        found["credit_code"] = f"可以申报的单位：{may[values['credit_code']].reason}"
    if firm and match_key(firm.name) != match_key(values["firm_name"]):
        found["firm_name"] = f"该信用代码已登记的名称“{firm.name}”"
    return found


@transaction.atomic
def create_from_table(actor: User, round: AnnualRound, table: Table) -> list[Nomination]:
    """Register the firms that are new, and create the drafts in the table's order."""
    if table.faults:
        raise WorkbookFaults(table.faults)
    streets = {unit.name: unit for unit in Organisation.objects.endorsing()}
    created, firms = [], {}
    with at_one_moment():
        for row in table.rows:
            code = row.values["credit_code"]
            if code not in firms:
                firms[code] = firm_of(actor, row.values, streets)
            created.append(create_row(actor, round, firms[code], row))
    return created


def firm_of(actor: User, values: dict, streets: dict[str, Organisation]) -> Organisation:
    """The firm that the row names, registered now if it is new."""
    code = values["credit_code"]
    known = Organisation.objects.select_related("endorsing_unit").filter(credit_code=code).first()
    return known or units.register_firm(
        actor,
        credit_code=code,
        name=values["firm_name"],
        nature=values["nature"] or "",
        endorsing_unit=streets[values["street"]],
    )


def create_row(actor: User, round: AnnualRound, firm: Organisation, row: Row) -> Nomination:
    """The draft that the row describes; a refusal names the row."""
    values = row.values
    try:
        return drafts.create(
            actor,
            round,
            firm,
            id_number=values["id_number"],
            phone=values["phone"],
            fields=fields_of(values),
            no=values["no"],
        )
    except Refusal as refusal:
        raise Refusal(f"第 {row.number} 行：{refusal.reason}") from refusal


def fields_of(values: dict) -> dict:
    """The fields of the 申报表 that the workbook has, as the verbs want them."""
    fields = {}
    for name, entry in ENTRIES.items():
        if entry.cell and not (entry.cell.may_lack and values[name] is None):
            is_text = isinstance(COLUMNS[name], models.CharField | models.TextField)
            fields[name] = "" if is_text and values[name] is None else values[name]
    return fields
