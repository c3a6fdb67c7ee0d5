"""A round, its deadline, its places and its notice, rows 10, 65, 75 and 80 of permissions.csv."""

import datetime as dt

import pytest

from nominations.models import AnnualRound
from tests.people import on
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db


def reopens(world, column):
    on("2022-03-01", 0)
    words = {"act": "reopen", "firm": world.firm.pk, "last_day": "2022-03-05", "reason": "停电"}
    world.client(column).post(f"/nominations/rounds/{world.year.round.pk}/deadline/", words)
    assert not world.year.round.deadline_changes.exists()  # never by one person alone
    return PendingAct.objects.filter(act="nominations.reopen_for_firm").exists()


def opens_round(world, column):
    planned = AnnualRound.objects.create(
        year=2023, quota=2, approval_basis="示例", opens_on=dt.date(2022, 2, 7), naming_on=dt.date(2022, 4, 28),
        intake_closes_at=dt.datetime(2022, 3, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    client, address = world.client(column), f"/nominations/rounds/{planned.pk}/open/"
    offered = address in client.get("/nominations/rounds/").content.decode()
    client.post(address)
    planned.refresh_from_db()
    assert planned.state == "planned"  # never by one person alone
    proposed = PendingAct.objects.filter(
        act="nominations.open_round", params={"round_id": planned.pk}
    ).exists()
    assert offered == proposed
    return proposed


def sets_places(world, column):
    words = {f"unit_{world.firm.endorsing_unit_id}": 5, "reason": "核定"}
    world.client(column).post(f"/nominations/rounds/{world.year.round.pk}/quotas/", words)
    assert not world.year.round.unit_quotas.exists()  # the round is open: never by one person alone
    return PendingAct.objects.filter(act="nominations.change_quotas").exists()


def reads_call(world, column):
    quotas = {str(world.firm.endorsing_unit_id): 5}
    year, ask = world.year, {"round_id": world.year.round.pk, "places": quotas, "reason": "核定"}
    together(year.first, year.second, "nominations.change_quotas", **ask)
    answer = world.client(column).get(f"/nominations/rounds/{year.round.pk}/quotas/pdf/")
    return answer.content.startswith(b"%PDF")


ROWS = {
    "10": ("open", reopens),
    "65": ("open", opens_round),
    "75": ("open", sets_places),
    "80": ("open", reads_call),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
