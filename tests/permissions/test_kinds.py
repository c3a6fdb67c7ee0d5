"""That a cell of another kind turns its row red: every letter is found out on a page, and no other letter is taken for it."""

import pytest

from tests.people import make_id, on, unit
from tests.permissions.kinds import LETTERS, Row, kind_of, wrong_cells
from tests.permissions.table import CELLS, COLUMNS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.text.masks import mask_id

pytestmark = pytest.mark.django_db


def notice(world) -> str:
    return f"/review/notices/{world.year.shown.pk}/"


def opens(address):
    """Whether the page opens to the person."""
    return lambda world, column, reason: world.client(column).get(address(world)).status_code == 200


def objects(world, column, reason):
    words = {"candidacy": world.year.candidate("007").pk, "contact": "示例路 1 号", "allegation": "不实"}
    world.client(column).post(f"{notice(world)}objection/", words)
    return world.year.shown.objections.exists()


def reads_objector(world, column, reason):
    page = f"/review/objections/{world.year.shown.objections.get().pk}/objector/"
    return "实名异议人" in world.client(column).post(page, {"reason": reason}).content.decode()


def decides(world, column, reason):
    found = world.year.shown.objections.get()
    words = {"finding": "经查不属实。", "outcome": "dismissed"}
    world.client(column).post(f"/review/objections/{found.pk}/decide/", words)
    return world.year.shown.objections.filter(state="dismissed").exists()


def reads_number(world, column, reason):
    page = world.client(column).get(f"/nominations/{world.file.pk}/").content.decode()
    assert make_id(1) not in page
    return "M" * (mask_id(make_id(1)) in page)


def counts(world, column, reason):
    page = world.client(column).get(f"/review/rounds/{world.year.round.pk}/").content.decode()
    return "P01" in page or "A" * ("已封存" in page)


def gives_role(world, column, reason):
    words = {"act": "give", "role": Role.FINANCE, "organisation": unit("区总工会").pk}
    world.client(column).post(f"/accounts/people/{world.year.clerk.pk}/", words)


def has_role(world):
    return world.year.clerk.memberships.filter(role=Role.FINANCE).exists()


def asks_names(world, column, reason):
    page = f"/review/candidates/{world.file.candidacy.pk}/names/"
    world.client(column).post(page, {"reason": reason})


def names_are_open(world):
    page = world.client("AU").get(f"/review/candidates/{world.file.candidacy.pk}/scores/")
    return "专家二" in page.content.decode()


def objected_to(world):
    world.year.object_to("007")


FOUND = {
    "Y": ("US", Row(opens(lambda world: f"/review/rounds/{world.year.round.pk}/ranking/"))),
    "N": ("FI", Row(opens(lambda world: f"/review/rounds/{world.year.round.pk}/ranking/"))),
    "2": ("US", Row(gives_role, has_role)),
    "J": ("AU", Row(asks_names, names_are_open, alarm=True)),
    "L": ("US", Row(reads_objector, ready=objected_to)),
    "C": ("LG", Row(decides, ready=objected_to, case=lambda world: world.year.file("007"))),
    "W": ("HO", Row(objects, shut=(lambda world: on("2022-04-19"), lambda world: on("2022-04-11")))),
    "P": ("HO", Row(opens(notice), unpublished=lambda world: on("2022-04-11"))),
    "O": (
        "HO",
        Row(
            opens(lambda world: f"/nominations/{world.file.pk}/"),
            others=opens(lambda world: f"/nominations/{world.year.file('002').pk}/"),
        ),
    ),
    "M": ("US", Row(reads_number)),
    "A": ("LG", Row(counts)),
}


@pytest.mark.parametrize("letter", FOUND)
def test_a_cell_of_any_other_kind_is_red(letter, at_shown):
    column, row = FOUND[letter]
    found = {column: kind_of(at_shown, column, row)}
    assert not wrong_cells({column: letter}, found)
    assert all(wrong_cells({column: other}, found) for other in LETTERS if other != letter)
    assert wrong_cells({column: letter + "2" * (letter != "2") + "C" * (letter == "2")}, found)


def test_every_letter_of_the_table_is_one_that_can_be_found_out():
    assert set(FOUND) == set(LETTERS)
    assert {letter for row in CELLS.values() for column in COLUMNS for letter in row[column]} <= set(LETTERS)
