"""专家名册.xlsx: who would join the committee, leave it, or be told otherwise, before anything is written; then exactly that."""

import io
from dataclasses import dataclass, field

from django.db import transaction

from nominations.models import AnnualRound
from review.models import Committee, CommitteeMember, RegisteredExpert
from review.queries_of_experts import seats
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_secretary_or_staff
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import audit, clock, digests
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.ladder.domain.people import id_fingerprint

from . import entries

EMPTY = "（空）"
COLUMNS = [
    Column("code", "专家编号", parsers.read_number(10)),
    Column("name", "姓名", parsers.read_name),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("employer", "工作单位", parsers.read_text(100)),
    Column("title", "职称（技能等级）", parsers.read_text(60), required=False),
    Column("group", "评审组", parsers.read_text(20), required=False),
    Column("phone", "联系电话", parsers.read_phone, required=False, private=True),
]
HEADINGS = {column.field: column.heading for column in COLUMNS}


def read_experts(source: Source, file_name: str) -> Table:
    """专家名册.xlsx: a code or a person that stands twice is a fault."""
    return read_table(source, file_name=file_name, columns=COLUMNS, key="code", unique=("code", "id_number"))


def recused_pairs(nominations: Table, experts: Table) -> set[tuple[str, str]]:
    """(expert code, 申报编号) that may not meet: the same employer, or the same person; by the tables alone."""
    pairs = set()
    for file in nominations.rows:
        firm = match_key(file.values["firm_name"])
        for expert in experts.rows:
            same_firm = match_key(expert.values["employer"]) == firm
            if same_firm or expert.values["id_number"] == file.values["id_number"]:
                pairs.add((expert.values["code"], file.values["no"]))
    return pairs


@dataclass(frozen=True)
class Seat:
    """A row of the roster: (heading, old words, new words) of what it changes of a member; `known`: in the register already.

    `kept`: what it says otherwise of the telephone, which stays as the expert gave it.
    """

    row: Row
    known: bool
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    kept: str = ""

    @property
    def shown(self) -> dict[str, str]:
        """Field -> words, the numbers of the person masked."""
        masks = {"id_number": mask_id, "phone": mask_phone}
        return {name: masks.get(name, str)(value or "") for name, value in self.row.values.items()}


@dataclass
class Plan:
    """What becomes of the committee; with any fault nothing of it may be done, and nothing is told but the faults."""

    table: Table
    joining: list[Seat] = field(default_factory=list)
    changed: list[Seat] = field(default_factory=list)
    same: list[Seat] = field(default_factory=list)
    leaving: list[CommitteeMember] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        return bool(self.joining or self.changed or self.leaving)

    @property
    def size(self) -> int:
        return len(self.joining) + len(self.changed) + len(self.same)

    @property
    def digest(self) -> str:
        """The same for the same outcome: what was seen is what is confirmed."""
        told = [
            [[seat.row.number, seat.known, seat.differences] for seat in [*self.joining, *self.changed]],
            [seat.row.number for seat in self.same],
            [member.pk for member in self.leaving],
            [str(fault) for fault in self.faults],
        ]
        return digests.digest(told)


class PlanChanged(Refusal):
    """What would be done is no longer what the person saw."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("您查看之后，专家委员会有变动，导入的结果不同了。请重新核对，再确认导入。")


def plan(actor: User, round: AnnualRound, file: PrivateFile) -> Plan:
    """Read the kept workbook and hold it against the committee; nothing is written."""
    require(is_secretary_or_staff(actor))
    _refuse_approved(Committee.objects.filter(round=round).first())
    table = read_experts(io.BytesIO(store.read(file)), file.name)
    found = Plan(table, faults=_faults(table, file.name))
    if found.faults:  # of a row that is not read nobody knows whose it is
        return found
    seated = {member.expert.entry.id_fingerprint: member for member in seats(round)}
    known = _known(table)
    for row in table.rows:
        print = id_fingerprint(row.values["id_number"])
        member = seated.pop(print, None)
        seat = _seat(row, member, known.get(print))
        into = found.joining if member is None else found.changed if seat.differences else found.same
        into.append(seat)
    found.leaving = sorted(seated.values(), key=lambda member: member.code)
    return found


def _seat(row: Row, member: CommitteeMember | None, entry: RegisteredExpert | None) -> Seat:
    values, before = row.values, {}
    if entry:
        jobs = [job.employer for job in entry.jobs if job.is_current]
        employer = values["employer"] if values["employer"] in jobs else entry.employer
        before = {"name": entry.name, "employer": employer, "title": entry.qualification}
    before |= {"code": member.code, "group": member.group} if member else {}
    differences = [
        (HEADINGS[name], before[name] or EMPTY, values[name] or EMPTY)
        for name in HEADINGS
        if name in before and before[name] != (values[name] or "")
    ]
    account = getattr(entry, "account", None)
    phone = account.user.phone if account else ""
    if account and values["phone"] and not phone:
        differences.append((HEADINGS["phone"], EMPTY, mask_phone(values["phone"])))
    other = phone and values["phone"] and phone != values["phone"]
    return Seat(row, entry is not None, differences, "账号里已有联系电话，不随名册更改" if other else "")


def carry_out(actor: User, round: AnnualRound, file: PrivateFile, *, seen: str) -> Committee:
    """Form the committee as the plan says. PlanChanged where it is another by now; WorkbookFaults where it has faults."""
    with transaction.atomic():
        Committee.objects.select_for_update().filter(round=round).first()
        found = plan(actor, round, file)
        if found.digest != seen:
            raise PlanChanged(found)
        return import_table(actor, round, found.table, file.name)


@transaction.atomic
def import_table(
    actor: User, round: AnnualRound, table: Table, file_name: str = "专家名册.xlsx"
) -> Committee:
    """Form the round's committee of the roster's experts, or tell every fault; before approval a new roster replaces it."""
    require(is_secretary_or_staff(actor))
    if faults := _faults(table, file_name):
        raise WorkbookFaults(faults)
    if not table.rows:
        raise Refusal("专家名册里没有专家，请填好以后再导入；原来的名册没有变。")
    committee, _ = Committee.objects.select_for_update().get_or_create(round=round)
    _refuse_approved(committee)
    committee.members.all().delete()
    for row in table.rows:
        values = row.values
        entry = entries.from_roster(actor, values)
        CommitteeMember.objects.create(
            committee=committee,
            expert=entries.account_of(actor, entry, values["phone"] or ""),
            code=values["code"],
            group=values["group"] or "",
        )
    audit.record(actor, "组建专家委员会", committee, experts=len(table.rows))
    return committee


def _refuse_approved(committee: Committee | None) -> None:
    if committee and committee.approved_at:
        raise Refusal("专家委员会已经审批，不能再更换名册。")


def _known(table: Table) -> dict[str, RegisteredExpert]:
    """Fingerprint -> the register's entry, of the persons of the table."""
    return entries.known([row.values["id_number"] for row in table.rows])


def _faults(table: Table, file_name: str) -> list[Fault]:
    """Those of the table, and rows whose ID number is an expert's of another name or of one who may not be chosen, or cannot
    be anybody's who works."""
    known = _known(table)
    faults, today = list(table.faults), clock.today()
    for row in table.rows:
        number, name = row.values["id_number"], row.values["name"]
        for wanted in contradictions(number, today=today).values():
            faults.append(Fault(file_name, row.number, "身份证号", mask_id(number), wanted))
        entry = known.get(id_fingerprint(number))
        if entry and match_key(entry.name) != match_key(name):
            wanted = f"与这一身份证号的专家登记的姓名“{entry.name}”一致（请对照身份证核对姓名和身份证号）"
            faults.append(Fault(file_name, row.number, "姓名", name, wanted))
        elif entry and (why := entries.not_to_be_chosen(entry)):
            faults.append(Fault(file_name, row.number, "姓名", name, f"可以选聘的专家（{why}）"))
    return table.in_order(faults)
