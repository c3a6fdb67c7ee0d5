"""What street, district and departments say of a file, rows 14 to 16 of permissions.csv."""

import pytest

from nominations.domain.checking import endorsement
from nominations.models import DepartmentOpinion, QualificationCheck
from tests.permissions.table import assert_row_holds

pytestmark = pytest.mark.django_db


def endorses(world, column):
    words = {"opinion": "同意", "seen_sha256": world.file.frozen_sha256, "endorse": ""}
    world.client(column).post(f"/nominations/{world.file.pk}/endorse/", words)
    world.file.refresh_from_db()
    return world.file.state == "endorsed"


def checks(world, column):
    year = world.year
    endorsement.endorse(year.clerk, world.file, opinion="同意", seen_sha256=world.file.frozen_sha256)
    world.client(column).post(
        f"/nominations/{world.file.pk}/check/", {"verdict": "unqualified", "reason": "材料不实"}
    )
    world.file.refresh_from_db()
    assert world.file.state == "endorsed"  # the second person is still to come
    return QualificationCheck.objects.exists()


def answers(world, column):
    opinion = DepartmentOpinion.objects.get()
    words = {"answer": "clear", "document_no": "示例函2号"}
    world.client(column).post(f"/nominations/opinions/{opinion.pk}/reply/", words)
    opinion.refresh_from_db()
    return opinion.answer == "clear"


ROWS = {
    "14": ("open", endorses),
    "15": ("open", checks),
    "16": ("open", answers),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
