"""An endorsing unit's order and papers, the printed form, rows 76 to 79 of permissions.csv."""

import pytest

from nominations.domain.checking import endorsement
from nominations.models import EndorsedRank
from tests.pdfs import text_of
from tests.permissions.table import assert_row_holds

pytestmark = pytest.mark.django_db


def orders_files(world, column):
    year = world.year
    for no in ("001", "002"):
        file = year.file(no)
        endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256)
    world.client(column).post(f"/nominations/{world.file.pk}/move/", {"rank": 1})
    return EndorsedRank.objects.get(nomination=world.file).rank == 1


def prints_unit_papers(world, column):
    answer = world.client(column).get("/nominations/papers/list/")
    return answer.status_code == 200 and answer.content.startswith(b"%PDF")


def sees_progress(world, column):
    return world.client(column).get(
        f"/nominations/rounds/{world.year.round.pk}/reports/"
    ).status_code == 200 and bool(world.people[column])


def prints_form(world, column):
    client = world.client(column)
    answer = client.get(f"/nominations/{world.file.pk}/form/")
    whole = client.post(f"/nominations/{world.file.pk}/form/full/")
    number = world.file.person.id_number
    assert (whole.content.startswith(b"%PDF") and number in text_of(whole.content)) == (column == "HO")
    found = answer.content.startswith(b"%PDF")
    assert not (found and number in text_of(answer.content))
    return found


ROWS = {
    "76": ("open", orders_files),
    "77": ("open", prints_unit_papers),
    "78": ("open", sees_progress),
    "79": ("open", prints_form),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
