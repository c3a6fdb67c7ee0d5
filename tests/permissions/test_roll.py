"""The roll of craftsmen, rows 130 to 132 of permissions.csv: a person named in the year."""

import pytest

from showcase.domain import profiles
from showcase.models import Profile
from tests.permissions.table import assert_row_holds
from wuhou_craftsmen.common.models import OneTimeLink

pytestmark = pytest.mark.django_db
DEED = "革新夹具三项。"


def begun() -> Profile:
    profiles.begin()
    return Profile.objects.order_by("pk")[0]


def drafts_and_asks(world, column):
    """The list, the page and both buttons alike."""
    profile, client = begun(), world.client(column)
    place = f"/craftsmen/profiles/{profile.pk}/"
    pages = [client.get(path).status_code == 200 for path in ("/craftsmen/profiles/", place)]
    client.post(f"{place}draft/", {"deed": DEED})
    client.post(f"{place}ask/")
    profile.refresh_from_db()
    drafted, asked = profile.draft_deed == DEED, OneTimeLink.objects.filter(purpose=profiles.ASK).exists()
    assert pages == [drafted] * 2
    assert asked == drafted
    return drafted


def takes_off(world, column):
    profile = profiles.draft(world.year.first, begun(), DEED)
    profiles.enter(profiles.ask(world.year.first, profile))
    profiles.approve(profile, seen=DEED, portrait=False)
    world.client(column).post(f"/craftsmen/profiles/{profile.pk}/withdraw/", {"reason": "来电提出"})
    return not Profile.objects.filter(deed=DEED).exists()


def reads(world, column):
    profile, client = begun(), world.client(column)
    listed = profile.name in client.get("/craftsmen/").content.decode()
    assert listed == (client.get(f"/craftsmen/{profile.pk}/").status_code == 200)
    return listed


ROWS = {"130": ("named", drafts_and_asks), "131": ("named", takes_off), "132": ("named", reads)}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
