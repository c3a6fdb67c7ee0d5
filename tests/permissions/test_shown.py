"""While the notice is on show, and the naming: rows 33, 43 to 46, 52 and 101 of permissions.csv, each cell by its kind."""

import pytest

from awards.models import LedgerEntry, NamingDecision
from review.models import Objection
from tests.people import on
from tests.permissions.kinds import Row, assert_row_is, each
from tests.worlds import deeds

pytestmark = pytest.mark.django_db


def day_before(world):
    on("2022-04-11")


def page_of(world) -> str:
    return f"/review/notices/{world.year.shown.pk}/"


def reads_notice(world, column, reason):
    page = world.client(column).get(page_of(world))
    return page.status_code == 200 and world.file.name in page.content.decode()


def reads_outcome(world, column, reason):
    """Of the file of the own firm on its page, too, no earlier than the public."""
    page = world.client(column).get(f"/nominations/{world.file.pk}/").content.decode()
    shown = reads_notice(world, column, reason)
    assert "4月12日" not in page or shown
    return shown


def objects(world, column, reason):
    words = {
        "candidacy": world.year.candidate("007").pk,
        "contact": "示例路 1 号",
        "allegation": "业绩材料不实",
    }
    world.client(column).post(f"{page_of(world)}objection/", words)
    return Objection.objects.filter(state="open").exists()


def objected_to(world):
    world.year.object_to("007")


def seventh(world):
    return world.year.file("007")


def reads_objector(world, column, reason):
    client, found = world.client(column), Objection.objects.get()
    assert "实名异议人" not in client.get(f"{page_of(world)}objections/").content.decode()
    answer = client.post(f"/review/objections/{found.pk}/objector/", {"reason": reason})
    return "实名异议人" in answer.content.decode()


def decides_objection(world, column, reason):
    found = Objection.objects.get()
    words = {"finding": "经查不属实。", "outcome": "dismissed"}
    world.client(column).post(f"/review/objections/{found.pk}/decide/", words)
    found.refresh_from_db()
    return found.state == "dismissed"


def notice_is_over(world):
    world.year.end_the_notice()
    on("2022-04-28")


def decides_naming(world, column, reason):
    words = {"number": "示例〔2022〕1号", "decided_on": "2022-04-28", "issuers": "中共成都市武侯区委员会"}
    world.client(column).post(f"/awards/rounds/{world.year.round.pk}/", words)


def is_named(world):
    return NamingDecision.objects.exists()


def named(world):
    notice_is_over(world)
    deeds.name(world.year)


def creates_entries(world, column, reason):
    world.client(column).post(f"/awards/rounds/{world.year.round.pk}/ledger/naming/")
    return LedgerEntry.objects.exists()


ROWS = {
    "33": Row(reads_outcome, unpublished=day_before),
    "43": Row(reads_notice, unpublished=day_before),
    "44": Row(objects, unpublished=day_before),
    "45": Row(reads_objector, ready=objected_to),
    "46": Row(decides_objection, ready=objected_to, case=seventh),
    "52": Row(creates_entries, ready=named),
    "101": Row(decides_naming, is_named, ready=notice_is_over),
}


@pytest.mark.parametrize(("number", "row"), each(ROWS))
def test_each_cell_is_of_its_kind(number, row, at_shown):
    assert_row_is(number, row, at_shown)
