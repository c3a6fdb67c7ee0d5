"""What changed after handing in, rows 92 to 94 of permissions.csv."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.domain import changes
from nominations.models import FileChange
from tests.pdfs import PDF
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import confirm
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db


def change_of_the_file(world, kind="name", new_name="乙新名"):
    """Entered by an officer with its document; not yet confirmed."""
    return changes.enter(
        world.year.first, world.file, kind=kind, new_name=new_name, on=clock.today(), document="示例文件",
        reason="核对", paper=("paper.pdf", PDF),
    )  # fmt: skip


def enters_change(world, column):
    scan = SimpleUploadedFile("paper.pdf", PDF, "application/pdf")
    words = {
        "kind": "name",
        "on": "2022-02-07",
        "new_name": "乙新名",
        "document": "示例文件",
        "reason": "核对",
    }
    world.client(column).post(f"/nominations/{world.file.pk}/changes/new/", words | {"scan": scan})
    world.file.refresh_from_db()
    assert world.file.name_now != "乙新名"  # never by one person alone
    return FileChange.objects.exists()


def reads_change_paper(world, column):
    change, client = change_of_the_file(world), world.client(column)
    page = f"/nominations/changes/{change.pk}/scan/"
    assert client.post(page, {"reason": " "}).status_code != 200
    answer = client.post(page, {"reason": "核对变更"})
    looked = AuditEntry.objects.filter(verb="查看变更依据").exists()
    assert (answer.status_code == 200) == looked
    return looked


def records_decision(world, column):
    change = change_of_the_file(world, "death", "")
    act = PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk})
    confirm(world.year.second, act)
    words = {"outcome": "end", "document_no": "示例纪要1号"}
    world.client(column).post(f"/nominations/changes/{change.pk}/settle/", words)
    world.file.refresh_from_db()
    assert world.file.state == "submitted"  # never by one person alone
    return PendingAct.objects.filter(act=changes.SETTLE).exists()


ROWS = {
    "92": ("open", enters_change),
    "93": ("open", reads_change_paper),
    "94": ("open", records_decision),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
