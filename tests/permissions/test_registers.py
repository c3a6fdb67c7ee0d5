"""The registers of the programme, rows 102 to 107 of permissions.csv: a drill of HO's firm (clause 六, led by DO's department)."""

import pytest

from cultivation.models import Drill
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

pytestmark = pytest.mark.django_db
DRILL = {"kind": "岗位练兵", "name": "示例练兵", "held_on": "2022-01-10", "person_times": "120"}


def reported(world, name: str = "示例练兵", *, verified: bool = False) -> Record:
    values = DRILL | {"name": name, "firm": world.firm, "person_times": 120}
    record = records.enter(
        world.people["HO"], REGISTERS["drills"], values | {"held_on": world.file.round.opens_on}
    )
    return records.verify(world.year.second, record) if verified else record


def reads(world, column):
    """The list, the page and the search answer alike."""
    record, client = reported(world), world.client(column)
    page = client.get(f"/registers/drills/{record.pk}/").status_code == 200
    texts = [client.get(path).content.decode() for path in ("/registers/drills/", "/search/?q=示例练兵")]
    assert [f"/registers/drills/{record.pk}/" in text for text in texts] == [page] * 2
    return page


def reports(world, column):
    """HX reports for the own firm, never for another."""
    world.client(column).post("/registers/drills/new/", DRILL | {"firm": world.firm.name})
    return Record.objects.filter(firm=world.firm).exists()


def verifies(world, column):
    """Both or neither."""
    first, second = reported(world), reported(world, "又一次练兵")
    client = world.client(column)
    client.post(f"/registers/drills/{first.pk}/verify/")
    client.post(f"/registers/drills/{second.pk}/back/", {"reason": "请补签到表"})
    states = set(Record.objects.values_list("state", flat=True))
    assert len(states & {"verified", "returned"}) in (0, 2)
    return "verified" in states


def corrects(world, column):
    first, second = reported(world, verified=True), reported(world, "又一次练兵", verified=True)
    client, seen = world.client(column), records.seen_of(first)
    values = DRILL | {"firm": world.firm.name, "person_times": "130", "seen": seen}
    client.post(f"/registers/drills/{first.pk}/edit/", values)
    client.post(f"/registers/drills/{second.pk}/withdraw/", {"reason": "重复"})
    corrected = Drill.objects.get(pk=first.pk).person_times == 130
    second.refresh_from_db()
    assert corrected == (second.state == "withdrawn")
    return corrected


def reads_figures(world, column):
    reported(world, verified=True)
    return "参加人次 120" in world.client(column).get("/registers/figures/").content.decode()


def exports(world, column):
    """What leaves the portal is recorded."""
    reported(world)
    answer = world.client(column).post("/registers/drills/export/")
    taken = AuditEntry.objects.filter(verb="导出台账")
    assert taken.exists() == (answer.status_code == 200)
    return taken.filter(details__rows=1).exists()


ROWS = {
    "102": ("open", reads),
    "103": ("open", reports),
    "104": ("open", verifies),
    "105": ("open", corrects),
    "106": ("open", reads_figures),
    "107": ("open", exports),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
