"""A person's ladder, rows 71 to 74 of permissions.csv: the person works at the firm of HO."""

import io

import pytest
from openpyxl import load_workbook

from tests.people import make_id
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.ladder.models import Craftsman, Employment, Rung, Tier

pytestmark = pytest.mark.django_db
PAPER = {"reached_on": "2021-05-01", "proof": "示例证书1号"}


def reads(world, column):
    """The list, the search and the page answer alike, with the number masked."""
    client, person = world.client(column), world.file.person
    link = f'href="/ladder/{person.pk}/"'
    page = client.get(f"/ladder/{person.pk}/")
    texts = [
        client.get("/ladder/").content.decode(),
        client.get("/search/", {"q": person.name}).content.decode(),
    ]
    assert [link in text for text in texts] == [page.status_code == 200] * 2
    assert person.id_number not in "".join(texts) + page.content.decode()
    return page.status_code == 200


def enrols_and_adds(world, column):
    """Both are done or neither; HX may enrol, but never for another's firm."""
    client, person = world.client(column), world.file.person
    words = {"name": "新示例", "id_number": make_id(70), "sex": "男", "trade": "钳工", "since": "2022-02-07"}
    client.post("/ladder/new/", words | {"firm": world.firm.pk})
    client.post(f"/ladder/{person.pk}/rungs/", PAPER | {"tier": Tier.APPRENTICE})
    enrolled = Employment.objects.filter(person__name="新示例", firm=world.firm).exists()
    added = Rung.objects.filter(person=person).exists()
    assert enrolled == added
    return added


def enters_city_title(world, column):
    world.client(column).post(f"/ladder/{world.file.person_id}/city/", PAPER)
    return Rung.objects.filter(tier=Tier.CHENGDU).exists()


def exports(world, column):
    """Own people for HR, the street's for its clerk, all for the union; never a whole number."""
    answer = world.client(column).post("/ladder/export/")
    if answer.status_code != 200:
        return False
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=3, values_only=True))
    numbers = {person.id_number for person in Craftsman.objects.all()}
    assert not [cell for row in rows for cell in row if cell in numbers]
    return world.file.name in {row[0] for row in rows}


ROWS = {
    "71": ("open", reads),
    "72": ("open", enrols_and_adds),
    "73": ("open", enters_city_title),
    "74": ("open", exports),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
