"""催报: how far each firm is, who spoke with it, and when the street is asked to call."""

import pytest
from django.urls import reverse

from nominations.domain.rounds import chasing
from nominations.models import ChaseCall
from nominations.turns import TURNS
from tests.people import make_firm, make_user, on, unit
from tests.worlds.nomination import World, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.web.turns import todos

pytestmark = pytest.mark.django_db
CHASE = "临近截止还没有报送的企业，请催报"


@pytest.fixture
def world():
    world = World()
    world.other = make_firm(7)
    return world


def stages(user, round):
    return dict(chasing.firms_with_stage(user, round).values_list("name", "stage"))


def test_a_firm_goes_from_no_account_to_handed_in(world):
    assert stages(world.clerk, world.round)[world.other.name] == "nobody"
    hr = make_user(Role.FIRM_HR, world.other)
    assert stages(world.clerk, world.round)[world.other.name] == "unopened"
    hr.last_login = "2021-03-03T09:00:00+08:00"
    hr.save()
    assert stages(world.clerk, world.round)[world.other.name] == "opened"
    assert stages(world.clerk, world.round)[world.firm.name] in ("opened", "unopened")
    world.draft()
    assert stages(world.clerk, world.round)[world.firm.name] == "begun"


def test_what_was_handed_in_needs_no_call(world):
    world.submitted()
    assert stages(world.clerk, world.round)[world.firm.name] == "handed_in"


def test_in_the_last_week_the_street_is_asked_to_call(world):
    def chase():
        return next((t.count for t in todos(TURNS, world.clerk, days=5) if t.label == CHASE), 0)

    assert chase() == 0
    last = world.round.intake_closes_at.date()
    on(last.replace(day=last.day - 3).isoformat())
    before = chase()
    assert before >= 1
    chasing.note_call(world.clerk, world.round, world.other, "已电话提醒，正在准备材料")
    assert chase() == before - 1


def test_the_call_is_noted_on_its_page(world, client):
    client.force_login(world.clerk)
    page = client.get(reverse("nominations:chase")).content.decode()
    assert world.other.name in page
    at = reverse("nominations:chase_call", args=[world.other.pk])
    assert "不写电话号码" in client.post(at, {"note": "请拨 10000000001"}).content.decode()
    assert not ChaseCall.objects.exists()
    client.post(at, {"note": "已电话提醒"})
    assert ChaseCall.objects.get().firm == world.other
    assert "已电话提醒" in client.get(reverse("nominations:chase")).content.decode()
    narrowed = client.get(reverse("nominations:chase"), {"called": "no"}).content.decode()
    assert world.other.name not in narrowed


def test_nobody_notes_a_call_with_a_firm_of_another_area(world, client):
    elsewhere = make_user(Role.ENDORSING_CLERK, unit("火车南站街道"))
    assert_refused("不属于您办理的范围", chasing.note_call, elsewhere, world.round, world.other, "已提醒")
    client.force_login(elsewhere)
    assert client.get(reverse("nominations:chase_call", args=[world.other.pk])).status_code == 404
    client.force_login(make_user(Role.FINANCE))
    assert client.get(reverse("nominations:chase")).status_code == 403
