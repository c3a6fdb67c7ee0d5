"""Groups and seats: set in order, mended by hand, and nobody on another's lap."""

import pytest
from django.db import IntegrityError, transaction

from ceremony.domain import planning, seating
from ceremony.models import Attendee
from tests.people import client_of
from tests.worlds import hall
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


@kept
def year():
    return hall.named()


def seats(ceremony) -> dict[str, tuple]:
    return {who.name: (who.row, who.seat) for who in Attendee.objects.filter(ceremony=ceremony)}


def test_guests_sit_in_the_middle_of_the_first_row_and_craftsmen_behind_them(year):
    assert seats(hall.told(year)) == {"高示例": (1, 3), "郭示例": (1, 4), "丁示例": (2, 1), "甲示例": (2, 2)}


def test_a_group_stays_in_one_row_where_the_hall_has_the_room():
    assert list(seating._places(6, [4, 4, 2], 6, True)) == [6, 7, 8, 9, 12, 13, 14, 15, 16, 17]
    assert list(seating._places(6, [4, 4, 2], 6, False)) == list(range(6, 16))


def test_a_full_hall_seats_everybody_and_one_that_is_too_small_says_so(year):
    ceremony = hall.told(year)
    planning_values = hall.VALUES | {"rows": 2, "places": 2, "left": 1}
    Attendee.objects.update(row=None, seat=None)
    planning.edit(year.first, ceremony, **planning_values)
    assert seating.seat_all(year.first, ceremony) == 4
    assert len(set(seats(ceremony).values())) == 4
    Attendee.objects.update(row=None, seat=None)
    planning.edit(year.first, ceremony, **planning_values | {"rows": 1})
    page = client_of(year.first).post(f"/ceremony/{ceremony.pk}/seats/all/", follow=True)
    assert "不够 4 人坐" in words_of(page)


def test_two_change_seats_and_an_empty_seat_is_taken(year):
    ceremony = hall.told(year)
    client, page = client_of(year.first), f"/ceremony/{ceremony.pk}/seats/"
    who = hall.of(ceremony, "丁示例")
    told = words_of(client.post(page, {"who": who.pk, "row": 2, "seat": 2}, follow=True))
    assert "丁示例改到第2排2座，与甲示例对换" in told
    assert (seats(ceremony)["丁示例"], seats(ceremony)["甲示例"]) == ((2, 2), (2, 1))
    client.post(page, {"who": who.pk, "row": 4, "seat": 6})
    assert seats(ceremony)["丁示例"] == (4, 6)
    for row, seat in ((5, 1), (1, 7)):
        assert "没有第" in words_of(client.post(page, {"who": who.pk, "row": row, "seat": seat}))
    assert seats(ceremony)["丁示例"] == (4, 6)
    ceremony.refresh_from_db()
    assert ceremony.changed


def test_the_database_lets_nobody_sit_on_anothers_seat(year):
    ceremony = hall.told(year)
    for wrong in ({"row": 2, "seat": 2}, {"row": None, "seat": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendee.objects.filter(ceremony=ceremony, name="丁示例").update(**wrong)


def test_a_hall_is_not_made_smaller_than_who_sits_in_it(year):
    ceremony = hall.told(year)
    with pytest.raises(Refusal, match="座位在缩小后的会场以外"):
        planning.edit(year.first, ceremony, **hall.VALUES | {"rows": 1})


def test_people_change_groups_and_an_empty_group_goes(year):
    ceremony = hall.told(year)
    client, who = client_of(year.first), hall.of(ceremony, "丁示例")
    page = f"/ceremony/people/{who.pk}/group/"
    assert "丁示例改到第2组" in words_of(client.post(page, {"number": 2}, follow=True))
    assert "没有第9组" in words_of(client.post(page, {"number": 9}, follow=True))
    client.post(page, {"number": 1})
    assert list(ceremony.groups.values_list("number", flat=True)) == [1]
    guest = hall.of(ceremony, "高示例")
    group = ceremony.groups.get()
    client.post(f"/ceremony/groups/{group.pk}/presenter/", {"presenter": who.pk})
    group.refresh_from_db()
    assert group.presenter is None
    client.post(f"/ceremony/groups/{group.pk}/presenter/", {"presenter": guest.pk})
    assert "高示例" in words_of(client_of(year.leaders[0]).get(f"/ceremony/{ceremony.pk}/groups/"))


def test_the_plan_on_the_page_is_a_picture_with_the_names(year):
    ceremony = hall.told(year)
    page = client_of(year.leaders[0]).get(f"/ceremony/{ceremony.pk}/seats/").content.decode()
    assert page.count("<rect") == 1 + 4 * 6
    assert all(f">{name}</text>" in page for name in ("高示例", "丁示例"))
