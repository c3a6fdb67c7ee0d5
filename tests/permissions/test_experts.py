"""The register of experts and the committee chosen from it, rows 140 to 144 of permissions.csv."""

import pytest

from review.domain.committee import choosing
from review.models import CommitteeDraw, CommitteeMember, RegisteredExpert
from tests.people import make_id
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

pytestmark = pytest.mark.django_db
TRADE = "焊工"


def entry_of(world, number: int = 350) -> RegisteredExpert:
    """By the union, with a trade."""
    values = {"name": f"示例{number}", "id_number": make_id(number), "kind": "expert", "qualification": "", "licence_no": "",
              "licence_level": "", "licence_until": None, "served_before": 0, "phone": "10000000350"}  # fmt: skip
    entry = records.enter(world.year.second, REGISTERS["experts"], values)
    records.enter(
        world.year.second,
        REGISTERS["expert-trades"],
        {"expert": entry, "trade": TRADE, "level": "技师"},
    )
    return entry


def chooses(world, column):
    """Taken, dropped, drawn: all or nothing."""
    first, _ = entry_of(world), entry_of(world, 351)
    client, page = world.client(column), f"/review/rounds/{world.year.round.pk}/"
    client.post(f"{page}members/take/", {"entry": first.pk, "group": ""})
    taken = CommitteeMember.objects.filter(expert__entry=first).exists()
    assert taken == (client.get(f"{page}members/").status_code == 200)
    client.post(f"{page}draws/", {"trade_1": TRADE, "count_1": "1"})
    assert taken == CommitteeDraw.objects.exists()
    if taken:
        member = CommitteeMember.objects.get(expert__entry=first)
        client.post(f"{page}members/{member.pk}/drop/")
        assert not CommitteeMember.objects.filter(pk=member.pk).exists()
    return taken


def reads_draw(world, column):
    entry_of(world)
    choosing.draw(world.year.secretary, world.year.round, [(TRADE, 1)], [])
    page = f"/review/rounds/{world.year.round.pk}/draws/1/"
    answer = world.client(column).get(page)
    return answer.status_code == 200 and "重算一致" in answer.content.decode()


def reads_entry(world, column):
    """List, page and search answer alike; the numbers are masked for everybody."""
    entry, client = entry_of(world), world.client(column)
    page = client.get(f"/registers/experts/{entry.pk}/")
    read = page.status_code == 200
    texts = [client.get(path).content.decode() for path in ("/registers/experts/", "/search/?q=示例350")]
    assert [f"/registers/experts/{entry.pk}/" in text for text in texts] == [read] * 2
    shown = [page.content.decode(), *texts]
    assert not any(make_id(350) in text or "10000000350" in text for text in shown)
    return read


def enters(world, column):
    """What the street reports waits."""
    values = {"name": "示例新", "id_number": make_id(352), "kind": "专家", "served_before": "0"}
    world.client(column).post("/registers/experts/new/", values)
    made = RegisteredExpert.objects.filter(name="示例新")
    assert not made.exists() or (made.get().state == "reported") == (column == "SD")
    return made.exists()


def confirms_own(world, column):
    world.client(column).post("/review/own-entry/", {"act": "confirm"})
    return RegisteredExpert.objects.filter(own_word="confirmed", account__user=world.people[column]).exists()


ROWS = {
    "140": ("open", chooses),
    "141": ("open", reads_draw),
    "142": ("open", reads_entry),
    "143": ("open", enters),
    "144": ("scoring", confirms_own),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
