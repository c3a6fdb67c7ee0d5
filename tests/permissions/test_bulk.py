"""Acts with many files at once, row 90 of permissions.csv."""

import uuid

import pytest

from nominations.models import BulkAct, BulkLine
from tests.people import unit
from tests.permissions.table import COLUMNS, assert_row_holds

pytestmark = pytest.mark.django_db


def acts_in_bulk(world, column):
    """Whoever may do something with many files has a batch of his own, and nobody takes back another's."""
    client, made = world.client(column), False
    for act in ("endorse", "ask", "check", "confirm"):
        words = {
            "act": act,
            "file": f"{world.file.pk}:{world.file.frozen_sha256}",
            "token": str(uuid.uuid4()),
        }
        words |= {"opinion": "同意", "departments": unit("区税务局").pk, "due_on": "2022-02-20"}
        page = client.post("/nominations/bulk/preview/", {"act": act, "file": world.file.pk})
        client.post("/nominations/bulk/do/", words)
        made |= BulkLine.objects.filter(made__isnull=False, batch__act=act).exists()
        assert page.status_code == 200 or not BulkAct.objects.filter(act=act).exists()
    if made:
        batch = BulkLine.objects.filter(made__isnull=False).first().batch
        others = [other for other in COLUMNS if other not in ("AN", column)]
        assert {
            world.client(other).post(f"/nominations/bulk/{batch.pk}/undo/").status_code for other in others
        } <= {403, 404}
        client.post(f"/nominations/bulk/{batch.pk}/undo/")
        assert batch.lines.filter(undone_at__isnull=False).exists()
    return made


ROWS = {"90": ("open", acts_in_bulk)}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
