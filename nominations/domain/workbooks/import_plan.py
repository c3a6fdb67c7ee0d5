"""What an uploaded 申报汇总表 would do, told before anything is written, and then exactly that done."""

import io
from dataclasses import dataclass, field, replace

from django.db import transaction

from nominations.models import AnnualRound, Nomination
from nominations.models.application import WRITTEN, in_words
from nominations.rules.file.nomination import may_edit, may_write, window_open
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.queries import firms_named_like
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import digests
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.ladder.rules import goes_by

from ..file import drafts
from . import imports
from .summary_table import EMPTY, HEADINGS, fields_of, read_nominations


@dataclass(frozen=True)
class Change:
    """A draft that the row would change: (heading, old words, new words) of each field that differs.

    `known_as`: the name of the person's record, where the row would change it; `swapped`: the row that takes that name.
    """

    row: Row
    nomination: Nomination
    differences: list[tuple[str, str, str]]
    known_as: str = ""
    swapped: int | None = None

    @property
    def masked_id(self) -> str:
        return mask_id(self.row.values["id_number"])


@dataclass(frozen=True)
class NewFirm:
    """A firm that the first of its rows registers, and the firms whose names are like it."""

    row: Row
    alike: list[Organisation]


@dataclass
class Plan:
    """The rows of a workbook by what becomes of them; with any fault none of it may be done."""

    table: Table
    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[Nomination] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    firms: list[NewFirm] = field(default_factory=list)
    kept: list[str] = field(
        default_factory=list
    )  # what the workbook says otherwise and the import leaves as it is

    @property
    def renamed(self) -> list[Change]:
        """Those whose person is on record under another name: to be looked at one by one."""
        return [change for change in self.changed if change.known_as]

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def digest(self) -> str:
        """The same for the same outcome: what was seen is what is confirmed."""
        told = [
            [row.number for row in self.new],
            [[c.nomination.pk, c.nomination.version, c.differences, c.known_as] for c in self.changed],
            [[firm.row.values["credit_code"], [other.pk for other in firm.alike]] for firm in self.firms],
            self.kept,
            [nomination.pk for nomination in self.same],
            [str(fault) for fault in self.faults],
        ]
        return digests.digest(told)


class PlanChanged(Refusal):
    """What would be done is no longer what the person saw."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("您查看之后，有人办理了相关申报，导入的结果有变化。请重新核对，再确认导入。")


class NamesNotChecked(Refusal):
    """Persons would go by another name, and nobody said that he looked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("有人的姓名与身份证号登记的不同，请对照身份证逐一核对，勾选“已核对”后再确认导入。")


def plan(actor: User, round: AnnualRound, file: PrivateFile) -> Plan:
    """Read the stored workbook and sort its rows; nothing is written."""
    require(may_write(actor))
    require(window_open(round, actor.organisation_as(Role.FIRM_HR)))
    table = read(file)
    found = Plan(table, faults=list(table.faults))
    standing = imports.standing_files(round, table)
    mine = {}
    for row in table.rows:
        nomination = standing.get(row.number)
        if nomination is None:
            found.new.append(row)
        elif may_change(actor, row, nomination):
            mine[row.number] = nomination
            _sort(found, row, nomination)
    found.changed = _with_swaps(found.changed)
    found.firms, found.kept = _firms(table)
    found.faults = table.in_order(found.faults + imports.faults_here(actor, round, table, file.name, mine))
    return found


def _firms(table: Table) -> tuple[list[NewFirm], list[str]]:
    """The firms that are new, and what the rows say of the others that is kept as it is registered."""
    known = imports.firms_of(table)
    first: dict[str, Row] = {}
    for row in table.rows:
        first.setdefault(row.values["credit_code"], row)
    new = {code: row for code, row in first.items() if code not in known}
    alike = firms_named_like({code: row.values["firm_name"] for code, row in new.items()})
    kept = [
        f"第 {row.number} 行“{firm}”的企业性质写作“{nature}”，登记的是“{firm.nature or EMPTY}”，以登记的为准"
        for code, row in first.items()
        if (firm := known.get(code)) and (nature := row.values["nature"]) and nature != firm.nature
    ]
    return [NewFirm(row, alike[code]) for code, row in new.items()], kept


def _with_swaps(changes: list[Change]) -> list[Change]:
    """Two persons who would take each other's name are told so: most likely their rows are mixed up."""
    renamed = {match_key(change.known_as): change for change in changes if change.known_as}
    found = []
    for change in changes:
        other = renamed.get(match_key(change.row.values["name"])) if change.known_as else None
        back = other and match_key(other.row.values["name"]) == match_key(change.known_as)
        found.append(replace(change, swapped=other.row.number) if other and back else change)
    return found


def read(file: PrivateFile) -> Table:
    """The kept workbook as rows and faults."""
    return read_nominations(io.BytesIO(store.read(file)), file.name)


def may_change(actor: User, row: Row, nomination: Nomination) -> bool:
    """A draft of the row's own firm that this person may edit; anything else is a fault of the row."""
    own_firm = nomination.firm.credit_code == row.values["credit_code"]
    return bool(nomination.state == "draft" and own_firm and may_edit(actor, nomination))


def _sort(found: Plan, row: Row, nomination: Nomination) -> None:
    person = nomination.person
    fields = fields_of(row.values)
    changed = {key: value for key, value in fields.items() if getattr(nomination, key) != value}
    differences = [
        (WRITTEN[key], in_words(key, getattr(nomination, key)) or EMPTY, in_words(key, value) or EMPTY)
        for key, value in changed.items()
    ]
    if row.values["phone"] != person.phone:
        differences.append(_phones(person.phone, row.values["phone"]))
    if not differences:
        found.same.append(nomination)
        return
    renames = "name" in changed and not goes_by(person, row.values["name"])
    found.changed.append(Change(row, nomination, differences, person.name if renames else ""))


def _phones(old: str, new: str) -> tuple[str, str, str]:
    before, after = mask_phone(old) or EMPTY, mask_phone(new)
    return HEADINGS["phone"], before, f"{after}（隐去的几位不同）" if before == after else after


@transaction.atomic
def carry_out(
    actor: User, round: AnnualRound, file: PrivateFile, *, seen: str, names_checked: bool = False
) -> tuple[int, int]:
    """Do all that the plan says, or nothing; (created, changed). `seen`: the digest of the plan that was looked at.

    PlanChanged where the plan is another by now; WorkbookFaults where it has faults; NamesNotChecked.
    """
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    with at_one_moment():
        return write(actor, round, agreed(actor, round, file, seen, names_checked))


def agreed(actor: User, round: AnnualRound, file: PrivateFile, seen: str, names_checked: bool) -> Plan:
    """The plan as it is now, if it is the one that was seen, has no faults, and every other name was looked at."""
    found = plan(actor, round, file)
    if found.digest != seen:
        raise PlanChanged(found)
    if found.faults:
        raise WorkbookFaults(found.faults)
    if found.renamed and not names_checked:
        raise NamesNotChecked(found)
    return found


def write(actor: User, round: AnnualRound, found: Plan) -> tuple[int, int]:
    """Everything in the caller's transaction; (created, changed)."""
    created = imports.create_from_table(actor, round, Table(rows=found.new))
    for change in found.changed:
        edit_row(actor, change.row, change.nomination, seen_version=change.nomination.version)
    return len(created), len(found.changed)


def edit_row(actor: User, row: Row, nomination: Nomination, *, seen_version: int) -> None:
    """Change the draft as the row says, if it is still the version that was looked at."""
    try:
        drafts.edit(
            actor,
            nomination,
            fields=fields_of(row.values),
            phone=row.values["phone"],
            seen_version=seen_version,
        )
    except Refusal as refusal:
        raise Refusal(f"第 {row.number} 行：{refusal.reason}") from refusal
