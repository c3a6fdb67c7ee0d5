"""The table of permissions.csv, a year with a person for each of its columns, and how a row is tried.

N is a refusal (403, or 404 where even the existence is secret). Every other letter allows something; what exactly is
said by the row's own function: own objects only, in the window only, masked, with a second person, after publication.
A try is a function (world, column) that gives back whether the column could do it.
"""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.test import Client

from awards.domain.money import payments
from nominations.domain.checking import consultation, endorsement
from nominations.domain.file import drafts
from nominations.domain.file.evidence import upload
from nominations.models import Nomination
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from tests.pdfs import PDF
from tests.people import make_id, make_user, unit
from tests.small_year import Year
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import together

WORDS = {"name": "新示例", "sex": "男", "trade": "钳工", "route": "unit"}


def cells() -> dict[str, dict[str, str]]:
    with (Path(__file__).parents[1] / "permissions.csv").open(encoding="utf-8") as file:
        return {row.pop("#"): row for row in csv.DictReader(file)}


CELLS = cells()
# column -> the role of its person; a further role is a column of the table
ROLES = {column: role for column, role in CELLS.pop("0").items() if column != "action"}
COLUMNS = list(ROLES)


STAGES = ("open", "committee", "scoring", "ranked", "shown", "named")


class World:
    """The small year with one person for each column, up to one of STAGES; `file` is of HO's firm.

    It is the second file of the year, which is not named, and for the last two stages the first, which is.
    """

    def __init__(self, until: str):
        self.year = year = Year()
        mine = 0 if until in ("shown", "named") else 1
        self.firm = year.firms[mine]
        year.play("nominate")
        self.file = year.file("002" if mine else "001")
        officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
        consultation.ask(year.first, self.file, unit("区人社局"), due_on=dt.date(2022, 2, 20))
        self.people = {
            "AN": None,
            "HO": year.hr[self.firm.pk],
            "HX": year.hr[year.firms[1 - mine].pk],
            "SD": year.clerk,
            "EA": make_user(Role.EXPERT),
            "EU": make_user(Role.EXPERT),
            "EC": make_user(Role.EXPERT),
            "ES": year.secretary,
            "US": year.first,
            "LG": year.leaders[0],
            "DO": officer,
            "FI": year.finance[0],
        }
        self.people |= {c: make_user(role) for c, role in ROLES.items() if c not in self.people}
        # of whom the small year has but one
        self.more = [make_user(Role.AUDITOR), make_user(Role.EXPERT_SECRETARY), make_user(Role.SYSTEM_ADMIN)]
        for stage in STAGES[1 : STAGES.index(until) + 1]:
            getattr(self, f"_{stage}")()
        self.file.refresh_from_db()

    def _committee(self):
        consultation.reply(
            self.people["DO"], self.file.opinions.get(), answer="clear", document_no="示例函1号"
        )
        self.year.check()
        self.year.seat_committee()

    def _scoring(self):
        year = self.year
        together(
            year.secretary, year.first, "review.open_scoring", round_id=year.round.pk,
            closes_at="2022-03-20T00:00:00+08:00",
        )  # fmt: skip
        year.round.refresh_from_db()
        seats = {seat.code: seat.expert.user for seat in year.round.committee.members.all()}
        self.people |= {"EA": seats["P01"], "EC": seats["P07"]}  # P07 works for the second firm

    def _ranked(self):
        self.year.seal_all()

    def _shown(self):
        self.year.deliberate()
        self.year.publish()

    def _named(self):
        year = self.year
        year.end_the_notice()
        year.name_and_pay()
        person = self.file.person
        payments.register_account(
            year.first, person, bank="示例银行", number="9990000000000000017", holder=person.name
        )
        payments.set_budget(year.first, year=2022, amount_fen=10_000_000, document="示例预算")

    def client(self, column: str) -> Client:
        client = Client()
        if self.people[column]:
            client.force_login(self.people[column])
        return client

    def draft(self, column: str, number: int) -> Nomination:
        """A draft of the firm, made by this column's person where that may be, by its HR otherwise."""
        person = self.people[column]
        maker = person if column in ("SD", "US") else self.people["HO"]
        return drafts.create(
            maker, self.year.round, self.firm, id_number=make_id(number), phone="10000000001", fields=WORDS
        )

    def complete(self, file: Nomination) -> Nomination:
        """All that a draft needs to be submitted."""
        for kind in REQUIRED_EVIDENCE:
            upload(file.created_by, file, kind, PDF, "example.pdf")
        days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
        days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": dt.date(2022, 1, 20)}
        words = {"pledged_on": dt.date(2022, 1, 20), "deeds": "事迹。", "frontline": True}
        return drafts.edit(file.created_by, file, fields=days | words)

    def returned(self) -> Nomination:
        """The file came back with its deeds and papers open."""
        endorsement.return_for_correction(
            self.year.clerk,
            self.file,
            opinion="请补充",
            marks={"deeds": "请补充", "evidence": "请换清楚的扫描件"},
            seen_sha256=self.file.frozen_sha256,
        )
        self.file.refresh_from_db()
        return self.file


def assert_row_holds(row: str, stage: str, tries: Callable) -> None:
    """What each cell of the row allows is done, what it denies is not: one year, taken back after each column."""
    world = World(stage)
    found = {}
    for column in COLUMNS:
        point = transaction.savepoint()
        world.file.refresh_from_db()
        world.firm.refresh_from_db()
        found[column] = bool(tries(world, column))
        transaction.savepoint_rollback(point)
        world.year.round.refresh_from_db()
    wanted = {column: CELLS[row][column] != "N" for column in COLUMNS}
    wrong = {column: CELLS[row][column] for column in COLUMNS if found[column] != wanted[column]}
    assert not wrong, f"{CELLS[row]['action']}: {wrong}"
