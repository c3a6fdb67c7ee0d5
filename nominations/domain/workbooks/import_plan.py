"""What an uploaded 申报汇总表 would do, told before anything is written, and then exactly that done."""

import io
from dataclasses import dataclass, field

from django.db import transaction

from nominations.models import AnnualRound, Nomination
from nominations.models.application import WRITTEN, in_words
from nominations.rules.file.nomination import may_edit, may_write, window_open
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import digests
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults

from ..file import drafts
from . import imports

EMPTY = "（空）"


@dataclass(frozen=True)
class Change:
    """A draft that the row would change: (heading, old words, new words) of each field that differs."""

    row: Row
    nomination: Nomination
    differences: list[tuple[str, str, str]]


@dataclass
class Plan:
    """The rows of a workbook by what becomes of them; with any fault none of it may be done."""

    table: Table
    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[Nomination] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def digest(self) -> str:
        """The same for the same outcome: what was seen is what is confirmed."""
        told = [
            [row.number for row in self.new],
            [[c.nomination.pk, c.nomination.version, c.differences] for c in self.changed],
            [nomination.pk for nomination in self.same],
            [str(fault) for fault in self.faults],
        ]
        return digests.digest(told)


class PlanChanged(Refusal):
    """What would be done is no longer what the person saw."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("您查看之后，有人办理了相关申报，导入的结果有变化。请重新核对，再确认导入。")


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
    found.faults += imports.faults_here(actor, round, table, file.name, mine)
    found.faults.sort(key=lambda fault: fault.row or 0)
    return found


def read(file: PrivateFile) -> Table:
    """The kept workbook as rows and faults."""
    return imports.read_nominations(io.BytesIO(store.read(file)), file.name)


def may_change(actor: User, row: Row, nomination: Nomination) -> bool:
    """A draft of the row's own firm that this person may edit; anything else is a fault of the row."""
    own_firm = nomination.firm.credit_code == row.values["credit_code"]
    return bool(nomination.state == "draft" and own_firm and may_edit(actor, nomination))


def _sort(found: Plan, row: Row, nomination: Nomination) -> None:
    fields = imports.fields_of(row.values)
    changed = {key: value for key, value in fields.items() if getattr(nomination, key) != value}
    if not changed:
        found.same.append(nomination)
        return
    differences = [
        (WRITTEN[key], in_words(key, getattr(nomination, key)) or EMPTY, in_words(key, value) or EMPTY)
        for key, value in changed.items()
    ]
    found.changed.append(Change(row, nomination, differences))


@transaction.atomic
def carry_out(actor: User, round: AnnualRound, file: PrivateFile, *, seen: str) -> tuple[int, int]:
    """Do all that the plan says, or nothing; (created, changed). `seen`: the digest of the plan that was looked at.

    PlanChanged where the plan is another by now; WorkbookFaults where it has faults.
    """
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    with at_one_moment():
        return write(actor, round, agreed(actor, round, file, seen))


def agreed(actor: User, round: AnnualRound, file: PrivateFile, seen: str) -> Plan:
    """The plan as it is now, if it is the one that was seen and has no faults."""
    found = plan(actor, round, file)
    if found.digest != seen:
        raise PlanChanged(found)
    if found.faults:
        raise WorkbookFaults(found.faults)
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
        drafts.edit(actor, nomination, fields=imports.fields_of(row.values), seen_version=seen_version)
    except Refusal as refusal:
        raise Refusal(f"第 {row.number} 行：{refusal.reason}") from refusal
