"""Targets, tasks, outcomes, life after the naming and the bulletin: rows 108 to 114 of permissions.csv.

区委办公室 and 区委组织部, which inspect and keep the names, are no column of the table: tests/oversight tries them.
"""

import datetime as dt

import pytest

from oversight.models import AfterNaming, DutyTask
from tests.people import make_user, unit
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

pytestmark = pytest.mark.django_db


def officer(name: str):
    return make_user(Role.DEPARTMENT_OFFICER, unit(name))


def reads_targets(world, column):
    """The page and the workbook alike; each export is on record."""
    client = world.client(column)
    page = client.get("/oversight/targets/").status_code == 200
    client.post("/oversight/targets/export/")
    assert AuditEntry.objects.filter(verb="导出目标绩效考核结果").exists() == page
    return page


def draws_tasks(world, column):
    world.client(column).post("/oversight/tasks/draw/", {"year": "2022", "due_10": "2022-11-30"})
    return DutyTask.objects.filter(matter="组织保障").exists()


def reports_task(world, column):
    values = {
        "about": unit("区人社局"),
        "matter": "企业培养",
        "year": 2022,
        "name": "示例任务",
        "due_on": dt.date(2022, 11, 30),
    }
    task = records.enter(world.year.first, REGISTERS["tasks"], values)
    world.client(column).post(f"/registers/tasks/{task.pk}/answer/", {"answer": "已办理"})
    return DutyTask.objects.get().stage == "answered"


def reads_counts(world, column):
    """Never the name."""
    values = {"person": world.file.person, "kind": "劳动模范", "on": clock.today(), "document": "示例文件"}
    record = records.enter(officer("区委组织部"), REGISTERS["outcomes"], values)
    client = world.client(column)
    assert client.get(f"/registers/outcomes/{record.pk}/").status_code != 200
    page = client.get("/oversight/outcomes/").content.decode()
    assert world.file.person.name not in page
    return "1 人" in page


def confirms(world, column):
    person = world.file.person
    people.add_rung(None, person, Tier.ZHUGE, dt.date(2021, 4, 28), "示例命名文件", firm=world.firm)
    told = {
        "person": f"{person.name}（编号{person.pk}）", "firm": world.firm.name, "year": "2022", "where": "退休", "certificate": "完好",
    }  # fmt: skip
    world.client(column).post("/registers/after-naming/new/", told)
    return AfterNaming.objects.exists()


def takes_bulletin(world, column):
    day = clock.today()
    values = {
        "number": "示例督〔2022〕1号",
        "since": day,
        "until": day,
        "issued_on": day,
        "demands": "按期整改。",
    }
    bulletin = records.enter(officer("区委办公室"), REGISTERS["bulletins"], values)
    return world.client(column).get(f"/oversight/bulletins/{bulletin.pk}/docx/").status_code == 200


def reads_dashboard(world, column):
    return world.client(column).get("/oversight/dashboard/").status_code == 200


ROWS = {
    "108": ("open", reads_targets),
    "109": ("open", draws_tasks),
    "110": ("open", reports_task),
    "111": ("open", reads_counts),
    "112": ("open", confirms),
    "113": ("open", takes_bulletin),
    "114": ("open", reads_dashboard),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
