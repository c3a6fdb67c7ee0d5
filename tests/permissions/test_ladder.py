"""A person's ladder and the firm's training plan, rows 71-74, 95, 96, 98 and 99 of permissions.csv: HO's firm."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.pdfs import PDF
from tests.people import make_id
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.ladder.domain import plans, upward
from wuhou_craftsmen.ladder.models import (
    Craftsman,
    Employment,
    Rung,
    Tier,
    TrainingPlan,
    UpwardRecommendation,
)

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


def hands_in_plan(world, column):
    """HX may hand in one, but never another firm's."""
    words = {"year": "2022", "trainees": 40, "apprentices": 4, "selection": "班组推荐"}
    paper = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    world.client(column).post("/ladder/plans/own/", words | {"paper": paper})
    return TrainingPlan.objects.filter(firm=world.firm).exists()


def reads_plan(world, column):
    """The paper and, for whoever oversees firms, the list with its export."""
    plan = plans.hand_in(
        world.people["HO"], world.firm, year=2022, trainees=40, apprentices=4, selection="示例选拔办法",
        paper=(PDF, "plan.pdf"),
    )  # fmt: skip
    client = world.client(column)
    paper = client.get(f"/ladder/plans/{plan.pk}/paper/").status_code == 200
    listed = world.firm.name in client.get("/ladder/plans/").content.decode()
    taken = client.post("/ladder/plans/export/").status_code == 200
    own = "示例选拔办法" in client.get("/ladder/plans/own/").content.decode()
    assert listed == taken
    assert paper == (listed or own)
    return paper


def recommends(world, column):
    words = {"rank": 1, "exception": "全国技能大赛金牌"}
    world.client(column).post(f"/ladder/{world.file.person_id}/upward/", words)
    return UpwardRecommendation.objects.exists()


def reads_recommended(world, column):
    upward.recommend(world.year.first, world.file.person, rank=1, exception="全国技能大赛金牌")
    client = world.client(column)
    page = "全国技能大赛金牌" in client.get("/ladder/upward/").content.decode()
    assert page == (client.post("/ladder/upward/table/").status_code == 200)
    return page


ROWS = {
    "71": ("open", reads),
    "72": ("open", enrols_and_adds),
    "73": ("open", enters_city_title),
    "74": ("open", exports),
    "95": ("open", hands_in_plan),
    "96": ("open", reads_plan),
    "98": ("open", recommends),
    "99": ("open", reads_recommended),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
