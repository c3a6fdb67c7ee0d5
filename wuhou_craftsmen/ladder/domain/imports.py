"""工匠梯次名单.xlsx: previewed by running the very verbs and taking everything back, then written all or nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.text.resident_id import MIN_AGE_YEARS, of_age
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults

from .. import rules
from ..models import FIRM_TIERS, Employment
from . import people, rungs

SEXES = ["男", "女"]
COLUMNS = [
    Column("name", "姓名", parsers.read_name),
    Column("sex", "性别", parsers.read_choice(SEXES)),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("trade", "职业（工种）", parsers.read_text(60), also=("工种",)),
    Column("tier", "梯次", parsers.read_choice([tier.label for tier in FIRM_TIERS]), required=False),
    Column("reached_on", "取得日期", parsers.read_date, required=False),
    Column("proof", "依据", parsers.read_text(200), required=False),
]
HEADINGS = {column.field: column.heading for column in COLUMNS}
_TIERS = {tier.label: tier for tier in FIRM_TIERS}


@dataclass(frozen=True)
class Line:
    """What comes of one row: the person with the number masked, the step, and the words for it."""

    number: int
    name: str
    masked_id: str
    trade: str
    step: str
    proof: str
    comes: str


@dataclass
class Outcome:
    """Every line that would be written (or was), and every fault of the file."""

    table: Table = field(repr=False)  # it has the numbers whole
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def preview(actor: User, firm: Organisation, source: Source, file_name: str) -> Outcome:
    """What `import_workbook` would do; nothing is written."""
    with transaction.atomic():
        outcome = _run(actor, firm, source, file_name)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def import_workbook(actor: User, firm: Organisation, source: Source, file_name: str) -> Outcome:
    """Write every row, or nothing at all: WorkbookFaults lists every fault at once."""
    outcome = _run(actor, firm, source, file_name)
    if outcome.faults:
        raise WorkbookFaults(outcome.faults)
    return outcome


def _run(actor: User, firm: Organisation, source: Source, file_name: str) -> Outcome:
    require(rules.may_enrol(actor, firm))
    table = read_table(source, file_name=file_name, columns=COLUMNS, key="id_number")
    outcome = Outcome(table, faults=list(table.faults))
    seen: dict[tuple, int] = {}
    for row in table.rows:
        faults = _faults_of(row, file_name, seen)
        if not faults:
            faults = _write(actor, firm, row, file_name, outcome.lines)
        outcome.faults += faults
    outcome.faults = table.in_order(outcome.faults)
    return outcome


def _faults_of(row: Row, file_name: str, seen: dict[tuple, int]) -> list[Fault]:
    """A step without day or proof, proof without a step, the same step of one person twice."""
    values = row.values
    faults = [
        Fault(file_name, row.number, HEADINGS[name], None, f"填了梯次的，要随梯次一并填写{HEADINGS[name]}。")
        for name in ("reached_on", "proof")
        if values["tier"] and not values[name]
    ]
    if not values["tier"] and (values["reached_on"] or values["proof"]):
        faults.append(
            Fault(
                file_name,
                row.number,
                HEADINGS["tier"],
                None,
                "填了取得日期、依据的，要一并填写梯次；只登记人员的，这三栏都留空。",
            )
        )
    reached = values["reached_on"]
    if reached and not of_age(values["id_number"], reached):
        wanted = f"本人年满 {MIN_AGE_YEARS} 周岁以后的日期"
        faults.append(Fault(file_name, row.number, HEADINGS["reached_on"], reached, wanted))
    first = seen.setdefault((values["id_number"], values["tier"]), row.number)
    if first != row.number:
        shown = values["tier"] or mask_id(values["id_number"])
        heading = HEADINGS["tier" if values["tier"] else "id_number"]
        faults.append(
            Fault(
                file_name,
                row.number,
                heading,
                shown,
                f"与第 {first} 行同一人、同一梯次，请删去一行或者更正。",
            )
        )
    return faults


def _write(actor: User, firm: Organisation, row: Row, file_name: str, lines: list[Line]) -> list[Fault]:
    """Enrol and add the step by the verbs of the page; a refusal becomes the row's fault and undoes the row."""
    values, at = row.values, "id_number"
    try:
        with transaction.atomic():
            before = _before(values["id_number"])
            employment = people.enrol(
                actor, firm, name=values["name"], id_number=values["id_number"], sex=values["sex"], trade=values["trade"]
            )  # fmt: skip
            at, step = "tier", values["tier"]
            if step:
                rungs.record(
                    actor, employment.person, _TIERS[step], reached_on=values["reached_on"], proof=values["proof"]
                )  # fmt: skip
    except Refusal as refusal:
        shown = mask_id(values["id_number"]) if at == "id_number" else values[at]
        return [Fault(file_name, row.number, HEADINGS[at], shown, refusal.reason)]
    told = f"{step}　{cn_date(values['reached_on'])}" if step else ""
    lines.append(
        Line(
            row.number,
            values["name"],
            mask_id(values["id_number"]),
            values["trade"],
            told,
            values["proof"] or "",
            _comes(before, employment, _TIERS.get(step)),
        )
    )
    return []


def _before(id_number: str) -> tuple[Employment | None, set[str]]:
    """Where the person worked, and which steps stood, before the row."""
    person = people.find(id_number)
    return (person.employment, {rung.tier for rung in person.standing}) if person else (None, set())


def _comes(before: tuple[Employment | None, set[str]], employment: Employment, tier: str | None) -> str:
    """登记人员, 转入, 变更岗位, 登记梯次: what is new, or that nothing changes."""
    was, steps = before
    said = []
    if was is None:
        said.append("登记人员")
    elif was.pk != employment.pk:
        said.append("转入本单位")
    elif was.trade != employment.trade:
        said.append("变更岗位")
    if tier and tier not in steps:
        said.append("登记梯次")
    return "、".join(said) or "已登记，没有变化"
