"""The naming ceremony, rows 160 to 168 of permissions.csv; the person is of HO's firm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ceremony.domain import photos, planning
from ceremony.models import Attendee, Ceremony, Photo, Reading
from tests.people import on
from tests.permissions.table import assert_row_holds
from tests.uploads import photo
from tests.worlds import hall

pytestmark = pytest.mark.django_db


def person(world) -> Attendee:
    """The craftsman of HO's firm, at a ceremony of which the firms were told."""
    hall.told(world.year)
    return Attendee.objects.get(title__candidacy__nomination=world.file)


def plans(world, column):
    on("2022-05-05")
    client = world.client(column)
    decision = hall.decision(world.year)
    client.post(f"/ceremony/decisions/{decision.pk}/new/", hall.TYPED)
    made = Ceremony.objects.first()
    if made:
        client.post(f"/ceremony/{made.pk}/notify/")
        assert Ceremony.objects.get().state == "notified"
        return True
    other = hall.planned(world.year)
    for page in ("notify", "cancel", "people/update", "people/chase", "seats/all", "guests"):
        client.post(f"/ceremony/{other.pk}/{page}/", {"reason": "示例", "name": "示例", "unit": "示例"})
    other.refresh_from_db()
    assert (other.state, other.attendees.filter(row__isnull=False).count()) == ("planning", 0)
    assert not other.attendees.filter(title=None).exists()
    return False


def reads(world, column):
    ceremony, client = person(world).ceremony, world.client(column)
    pages = [
        "",
        "people/",
        "groups/",
        "seats/",
        "readings/",
        "arrivals/",
        "count/",
        "certificates/",
        "photos/",
    ]
    opened = {client.get(f"/ceremony/{ceremony.pk}/{page}").status_code == 200 for page in pages}
    opened.add(client.get("/ceremony/").status_code == 200)
    assert len(opened) == 1
    return opened.pop()


def replies(world, column):
    who = person(world)
    world.client(column).post(f"/ceremony/people/{who.pk}/reply/", {"answer": "self"})
    who.refresh_from_db()
    return who.reply == "self"


def checks_in(world, column):
    who, client = person(world), world.client(column)
    on(str(hall.DAY), 15)
    client.post(f"/ceremony/c/{who.code}/", {"came": "self"})
    who.refresh_from_db()
    planning.hold(world.year.first, who.ceremony)
    told = {"on": str(hall.DAY), "to": "self", "proxy_name": ""}
    client.post(f"/ceremony/people/{who.pk}/certificate/", told)
    arrived = who.arrived_at is not None
    who.refresh_from_db()
    assert arrived == (who.handed_on is not None)
    return arrived


def takes_papers(world, column):
    ceremony, client = person(world).ceremony, world.client(column)
    answer = client.post(f"/ceremony/{ceremony.pk}/papers/sign-in-book/")
    opened = client.get(f"/ceremony/{ceremony.pk}/papers/").status_code == 200
    assert opened == (answer.status_code == 200)
    return opened


def confirms_reading(world, column):
    who, client = person(world), world.client(column)
    reading = "jiǎ shì lì"
    client.post(f"/ceremony/people/{who.pk}/reading/", {"reading": reading})
    client.post(f"/ceremony/{who.ceremony_id}/readings/all/")
    return Reading.objects.exists()


def uploads(world, column):
    who, client = person(world), world.client(column)
    client.post(f"/ceremony/{who.ceremony_id}/photos/", {"file": [SimpleUploadedFile("1.jpg", photo())]})
    kept = Photo.objects.exists()
    other = photos.upload(world.year.first, who.ceremony, photo(colour="red"), "x.jpg")
    client.post(f"/ceremony/photos/{other.pk}/", {"people": [who.pk]})
    assert kept == other.people.exists()
    return kept


def takes_photo(world, column):
    who, client = person(world), world.client(column)
    kept = photos.upload(world.year.first, who.ceremony, photo(), f"{who.name}.jpg")
    taken = client.post(f"/ceremony/people/{who.pk}/photos/{kept.pk}/").status_code == 200
    assert taken == (client.post(f"/ceremony/people/{who.pk}/invitation/").status_code == 200)
    return taken


def looks(world, column):
    who = person(world)
    return world.client(column).get(f"/ceremony/people/{who.pk}/").status_code == 200


ROWS = {
    "160": ("named", plans),
    "161": ("named", reads),
    "162": ("named", replies),
    "163": ("named", checks_in),
    "164": ("named", takes_papers),
    "165": ("named", confirms_reading),
    "166": ("named", uploads),
    "167": ("named", takes_photo),
    "168": ("named", looks),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_of_the_row_holds(row):
    assert_row_holds(row, *ROWS[row])
