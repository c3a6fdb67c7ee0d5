"""A new round begins with what the last one had: number, days a year later, places of the units, the office to ask."""

import datetime as dt

import pytest

from nominations.domain.rounds import call_notice, quotas
from nominations.forms.rounds.rounds import same_day_next_year
from nominations.models import AnnualRound, UnitQuota
from tests.people import client_of, unit
from tests.worlds.kept import kept
from tests.worlds.nomination import World
from wuhou_craftsmen.common.kernel import clock

pytestmark = pytest.mark.django_db
PAGE = "/nominations/rounds/new/"
TYPED = {
    "year": 2022, "quota": 2, "approval_basis": "示例批准文件", "opens_on": "2022-02-01", "last_day": "2022-02-28",
    "naming_on": "2022-04-28",
}  # fmt: skip


@kept
def world():
    """2021 with 5 places for one street and none for a second; a notice with the office to ask."""
    world = World()
    for street, places in (("浆洗街街道", 5), ("玉林街道", 0)):
        UnitQuota.objects.create(
            round=world.round, unit=unit(street), places=places, set_by=world.first, set_at=clock.now()
        )
    call_notice.register(
        world.first, world.round, number="示例1号", contact="示例办公室", issued_on=dt.date(2021, 2, 1)
    )
    return world


def test_the_form_is_filled_with_last_years_numbers_and_days(world):
    page = client_of(world.first).get(PAGE).content.decode()
    for value in ("2022", "2022-02-01", "2022-02-28", "2022-04-28"):
        assert f'value="{value}"' in page
    assert "示例批准文件" not in page  # each year has its own approval
    assert "checked" in page


def test_the_places_of_the_units_come_along_where_it_is_ticked(world):
    client_of(world.first).post(PAGE, TYPED | {"like_last": "on"})
    new = AnnualRound.objects.get(year=2022)
    assert {(quota.unit.name, quota.places) for quota in new.unit_quotas.all()} == {
        ("浆洗街街道", 5),
        ("玉林街道", 0),
    }


def test_without_the_tick_nothing_comes_along(world):
    client_of(world.first).post(PAGE, TYPED)
    assert not AnnualRound.objects.get(year=2022).unit_quotas.exists()


def test_a_unit_that_endorses_no_more_is_left_out(world):
    closed = unit("玉林街道")
    closed.ended_on = clock.today()
    closed.save()
    client_of(world.first).post(PAGE, TYPED | {"like_last": "on"})
    new = AnnualRound.objects.get(year=2022)
    assert [quota.unit.name for quota in new.unit_quotas.all()] == ["浆洗街街道"]
    assert quotas.quota_of(new, closed) is None


def test_the_notice_begins_with_the_office_of_the_last_one(world):
    client = client_of(world.first)
    client.post(PAGE, TYPED)
    new = AnnualRound.objects.get(year=2022)
    page = client.get(f"/nominations/rounds/{new.pk}/call/").content.decode()
    assert "示例办公室" in page
    assert "示例1号" not in page
    assert getattr(new, "call_notice", None) is None  # it is registered by who reads it through


def test_the_first_round_of_all_has_an_empty_form(world):
    AnnualRound.objects.update(state="annulled")
    assert "沿用上年度的推荐名额" not in client_of(world.first).get(PAGE).content.decode()


def test_a_leap_day_moves_to_the_last_of_february():
    assert same_day_next_year(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)
    assert same_day_next_year(dt.date(2023, 2, 28)) == dt.date(2024, 2, 28)
