"""Whole ID numbers and bank accounts, rows 4 and 5 of permissions.csv: every page that could show them is looked at."""

import re

import pytest

from tests.permissions.table import CELLS, assert_row_holds
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
LOOKS = ("查看完整身份证号", "查看收款人完整号码")


def pages_of(world) -> list[str]:
    """Where the person stands by name: page, list, search, printed form, ladder and money."""
    file, round = world.file, world.year.round.pk
    return [
        f"/nominations/{file.pk}/",
        f"/nominations/?q={file.no}",
        f"/search/?q={file.name}",
        f"/ladder/{file.person_id}/",
        f"/awards/payees/{file.person_id}/",
        f"/awards/rounds/{round}/",
        f"/awards/rounds/{round}/ledger/",
        f"/awards/rounds/{round}/roster/",
        f"/awards/rounds/{round}/claims/",
    ]


def links_of(client, page: str, words: dict) -> list[str]:
    return re.findall(
        r'href="(/(?:nominations|ladder|review|awards)/[a-z/]*\d+/)"',
        client.get(page, words).content.decode(),
    )


def reads_whole(world, column, number: str, doors: list[str]) -> bool:
    """By one of the doors, with a reason where it is not the own firm's, each look in the log; nowhere else at all."""
    client = world.client(column)
    for page in pages_of(world):
        assert number not in client.get(page).content.decode(), page
    for page in ("/search/", "/nominations/", "/ladder/"):  # nor is anybody found by it
        right, wrong = (links_of(client, page, {"q": asked}) for asked in (number, number[::-1]))
        assert right == wrong
    looks = AuditEntry.objects.filter(verb__in=LOOKS)
    before = looks.count()
    if column != "HO":
        assert not any(number in client.post(door, {"reason": " "}).content.decode() for door in doors)
        assert looks.count() == before
    answers = [client.post(door, {"reason": "核对本人身份"}) for door in doors]
    opened = [answer for answer in answers if number in answer.content.decode()]
    assert all(answer.headers["Cache-Control"] == "private, no-store" for answer in opened)
    assert looks.count() - before >= len(opened)
    return bool(opened)


def reads_id_number(world, column):
    """Finance only of those who were named: by the money's door, which opens for nobody else."""
    doors = [f"/nominations/{world.file.pk}/private/", f"/awards/payees/{world.file.person_id}/"]
    other = world.year.file("003").person_id
    assert world.client(column).post(f"/awards/payees/{other}/", {"reason": "核对"}).status_code != 200
    return reads_whole(world, column, world.file.person.id_number, doors)


def reads_account(world, column):
    """Masked for the union, which registers it."""
    door, number = f"/awards/payees/{world.file.person_id}/", world.file.person.accounts.last().number
    whole = reads_whole(world, column, number, [door])
    masked = f"****{number[-4:]}" in world.client(column).get(door).content.decode()
    assert masked == (CELLS["5"][column] != "N")
    if CELLS["5"][column] == "M":
        assert not whole
    return masked


ROWS = {"4": ("named", reads_id_number), "5": ("named", reads_account)}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
