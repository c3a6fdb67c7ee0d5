"""Standing aside and leaving the review, rows 12, 21 and 22 of permissions.csv."""

import pytest

from nominations.models import Conflict
from review.models import Recusal
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db


def withdraws_late(world, column):
    """The firm alone no longer can; union or leading group propose on the page of the review, another confirms."""
    client, page = world.client(column), f"/review/rounds/{world.year.round.pk}/"
    client.post(f"/nominations/{world.file.pk}/withdraw/", {"reason": "调离"})
    client.post(f"{page}withdrawal/", {"candidacy": world.file.no, "reason": "本人书面申请"})
    world.file.refresh_from_db()
    assert world.file.state == "qualified"  # never by one person alone
    return PendingAct.objects.filter(act="review.withdraw", state="pending").exists()


def declares_own_conflict(world, column):
    """On the page of the file, or by its number; the expert who scores it loses it at once."""
    client, person, page = (
        world.client(column),
        world.people[column],
        f"/review/files/{world.file.candidacy.pk}/",
    )
    was_given = client.get(page).status_code == 200
    assert was_given == (column == "EA")
    client.post(f"/nominations/{world.file.pk}/conflict/", {"cause": "kin"})
    client.post("/review/files/recusal/", {"no": world.file.no, "cause": "kin"})
    if column == "EA":
        assert Recusal.objects.filter(candidacy__nomination=world.file, member__expert__user=person).exists()
        assert client.get(page).status_code == 404
        assert page not in client.get("/review/files/").content.decode()
        assert page not in client.get("/search/", {"q": world.file.no}).content.decode()
    return person is not None and Conflict.objects.filter(nomination=world.file, user=person).exists()


def adds_conflict_for_another(world, column):
    """With a reason that stands in the log, and never without it."""
    seat = world.year.round.committee.members.get(code="P02")
    page = f"/review/rounds/{world.year.round.pk}/"
    words = {"member": seat.pk, "candidacy": world.file.no, "cause": "mentorship"}
    client = world.client(column)
    offered = "登记专家回避" in client.get(page).content.decode()
    client.post(f"{page}recusal/", words)
    assert not seat.recusals.exists()
    client.post(f"{page}recusal/", words | {"note": "经查曾为其师傅"})
    imposed = seat.recusals.exists()
    if imposed:
        assert AuditEntry.objects.filter(verb="登记回避").last().details["reason"] == "经查曾为其师傅"
    assert offered == imposed
    return imposed


ROWS = {
    "12": ("scoring", withdraws_late),
    "21": ("scoring", declares_own_conflict),
    "22": ("scoring", adds_conflict_for_another),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
