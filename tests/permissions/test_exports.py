"""The list of files leaves the portal, rows 58 and 59 of permissions.csv."""

import io

import pytest
from openpyxl import load_workbook

from nominations.models import FullExport
from tests.permissions.table import CELLS, assert_row_holds
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db


def exports_list(world, column):
    """The answer is a workbook; of other people's files it says nothing. Who sees all says why."""
    client, reason = world.client(column), {"reason": "会议材料"}
    answer = client.post("/nominations/export/", reason)
    if answer.status_code != 200 or not answer.headers["Content-Type"].endswith("sheet"):
        return False
    told = workbook_words(answer.content)
    assert world.file.person.id_number not in told
    if CELLS["58"][column] == "L":
        assert client.post("/nominations/export/", {}).status_code == 403
    return column == "FI" or world.file.no in told  # finance: the named, nobody yet


def workbook_words(content):
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return {value for row in rows for value in row}


def exports_in_full(world, column):
    world.client(column).post("/nominations/export/full/", {"reason": "核对身份"})
    assert not FullExport.objects.exists()  # never by one person alone
    asked = PendingAct.objects.filter(act="nominations.full_export").exists()
    if column != "US":  # what was permitted to one officer is nobody else's, not even the second person's
        PendingAct.objects.all().delete()
        permit = together(
            world.people["US"], world.people["AU"], "nominations.full_export", round_id=world.year.round.pk,
            reason="核对身份",
        )  # fmt: skip
        assert world.client(column).post(f"/nominations/export/full/{permit.pk}/").status_code != 200
        assert FullExport.objects.get().taken_at is None
    return asked


ROWS = {
    "58": ("open", exports_list),
    "59": ("open", exports_in_full),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
