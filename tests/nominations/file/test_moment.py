"""One moment judges a press of a button and is stamped on what it writes."""

import datetime as dt
from itertools import count

import pytest

from nominations.models import Nomination
from tests.people import client_of
from wuhou_craftsmen.common.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", [1, 16, 40])
def test_a_file_handed_in_milliseconds_before_the_deadline_is_not_stamped_after_it(
    world, monkeypatch, before
):
    file = world.complete(world.draft())
    deadline, step = world.round.intake_closes_at, dt.timedelta(milliseconds=20)
    asked = count()
    monkeypatch.setattr(clock, "_moved", lambda: None)
    monkeypatch.setattr(
        clock,
        "database_now",
        lambda: deadline - dt.timedelta(milliseconds=before) + next(asked) * step,
    )
    client_of(world.hr).post(f"/nominations/{file.pk}/submit/")
    file = Nomination.objects.get()
    assert file.receipt_no
    assert file.received_at < deadline


def test_on_the_stroke_of_the_deadline_nothing_is_handed_in(world, monkeypatch):
    file = world.complete(world.draft())
    monkeypatch.setattr(clock, "_moved", lambda: None)
    monkeypatch.setattr(clock, "database_now", lambda: world.round.intake_closes_at)
    assert client_of(world.hr).post(f"/nominations/{file.pk}/submit/").status_code == 403
    assert Nomination.objects.get().state == "draft"
