"""申报汇总表.xlsx: read as a whole, then every row through the same verb as the form."""

from collections import Counter

from django.db import transaction

from nominations import queries
from nominations.models import AnnualRound, Nomination
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
from wuhou_craftsmen.common.kernel.decisions import Answer, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.text.keys import fold_number, match_key
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.rules import may_put_forward

from ..file import drafts
from .summary_table import fault, fields_of, read_nominations


@transaction.atomic
def import_workbook(actor: User, round: AnnualRound, source: Source, file_name: str) -> list[Nomination]:
    """Create a draft for each row, or nothing at all: WorkbookFaults lists every fault at once."""
    require(may_write(actor))
    require(window_open(round))
    table = read_nominations(source, file_name)
    if faults := table.in_order(table.faults + faults_here(actor, round, table, file_name)):
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
    mine = mine or {}
    numbers = _Numbers(actor, round, table)
    firms = firms_of(table)
    may = _may_nominate(actor, round, table, firms, mine)
    known = people.find_many([row.values["id_number"] for row in table.rows])
    kept_by = people.firms_of(known.values())
    natures: dict[str, Row] = {}  # of firms that are new
    faults = []
    for row in table.rows:
        values, draft = row.values, mine.get(row.number)
        firm, person = firms.get(values["credit_code"]), known.get(values["id_number"])
        found = _firm_faults(actor, values, firm, may)
        if firm is None and (told := _other_nature(row, natures)):
            found["nature"] = told
        if told := numbers.fault_of(values["no"], draft):
            found["no"] = told
        if person and not draft:
            own = may_put_forward(person, values["name"], kept_by.get(person.pk), firm)
            if not (free := own and person_is_free(person, round)):
                found["id_number"] = free.reason
        elif draft and not (named := drafts.may_be_named(draft, values["name"])):
            found["name"] = named.reason
        fields = fields_of(values)
        if not (asked := consent_comes_first(round, fields["route"], fields.get("consented_on"))):
            found["consented_on"] = asked.reason
        faults += [fault(file_name, row, field, wanted) for field, wanted in found.items()]
    return faults


def _may_nominate(
    actor: User, round: AnnualRound, table: Table, firms: dict[str, Organisation], mine: dict[int, Nomination]
) -> dict[str, Answer]:
    """Credit code -> whether this firm may put forward all its new rows."""
    new_rows = Counter(row.values["credit_code"] for row in table.rows if row.number not in mine)
    may = {code: may_create(actor, round, firm) for code, firm in firms.items()}
    return {code: may[code] and firm_has_room(round, firm, new_rows[code]) for code, firm in firms.items()}


def firms_of(table: Table) -> dict[str, Organisation]:
    """Credit code -> firm, of those that are registered."""
    codes = {row.values["credit_code"] for row in table.rows}
    firms = Organisation.objects.filter(kind="firm").select_related("endorsing_unit")
    return {firm.credit_code: firm for firm in firms if firm.credit_code and firm.credit_code in codes}


class _Numbers:
    """The numbers of the round: which is taken by whose file, and which comes next."""

    def __init__(self, actor: User, round: AnnualRound, table: Table) -> None:
        self.round = round
        self.taken = {fold_number(no) for no in round.nominations.values_list("no", flat=True)}
        shown = queries.visible_to(actor).filter(round=round).defer("frozen")
        self.shown = {fold_number(file.no): file for file in shown}
        self.next = next_no(round, table)

    def fault_of(self, no: str, draft: Nomination | None) -> str:
        """What is wrong with a row's number; `draft`: the one that the row may change."""
        if draft:
            right = fold_number(draft.no)
            return "" if no == right else f"这位职工已有草稿，申报编号是“{draft.no}”，请填这个编号。"
        if no in self.taken:
            return f"这个编号已用于{self._whose(no)}，请换一个；下一个没有用过的是 {self.next}。"
        if not drafts.is_number_of(self.round, no):
            return f"不是本批次的申报编号；按“{drafts.number_rule(self.round)}”填写，如 {self.next}。"
        return ""

    def _whose(self, no: str) -> str:
        file = self.shown.get(no)
        if file is None:
            return "其他单位的申报"
        return f"{file.firm}的{file.name}（{file.get_state_display()}）"


def next_no(round: AnnualRound, table: Table | None = None) -> str:
    """The first number behind all that the round has, and the table."""
    own = [row.values["no"] for row in table.rows] if table else []
    own = [no for no in own if drafts.is_number_of(round, no)]
    prefix, last = f"ZG{round.year}-", drafts.next_no(round)
    numbers = [int(no.removeprefix(prefix)) + 1 for no in own]
    return f"{prefix}{max([int(last.removeprefix(prefix)), *numbers]):03d}"


def _other_nature(row: Row, natures: dict[str, Row]) -> str:
    """Two natures of one firm that is going to be registered."""
    nature = row.values["nature"]
    first = natures.setdefault(row.values["credit_code"], row) if nature else row
    if first.values["nature"] == nature:
        return ""
    return f"第 {first.number} 行同一信用代码的企业性质是“{first.values['nature']}”，两行要一致，请核对。"


def _firm_faults(actor: User, values: dict, firm: Organisation | None, may: dict) -> dict[str, str]:
    """field -> what is wanted, of the unit that the row names."""
    own = actor.organisation_as(Role.FIRM_HR)
    area = actor.organisation_as(Role.ENDORSING_CLERK)
    found = {}
    if own and values["credit_code"] != own.credit_code:
        found["credit_code"] = f"这一行不是本单位“{own}”的人员；不能为其他单位申报。"
    elif area and not own and values["street"] != area.name:
        found["street"] = f"本辖区“{area}”的单位"
    elif firm and not may[values["credit_code"]]:
        found["credit_code"] = may[values["credit_code"]].reason
    if firm and match_key(firm.name) != match_key(values["firm_name"]):
        found["firm_name"] = f"该信用代码已登记的名称“{firm.name}”"
    if firm and match_key(str(firm.endorsing_unit)) != match_key(values["street"]):
        found.setdefault("street", f"该信用代码登记的所在街道“{firm.endorsing_unit}”")
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
