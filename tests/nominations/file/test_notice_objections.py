"""单位公示异议: an open one keeps the file with the firm, a settled one stops nothing and stays on record."""

import datetime as dt

import pytest
from django.test import Client

from nominations.domain.file import notice_objections, submission
from nominations.models import Nomination
from tests.worlds.nomination import assert_refused

pytestmark = pytest.mark.django_db


def test_a_settled_objection_stops_nothing(world):
    file = world.complete(world.draft())
    found = notice_objections.enter(world.hr, file, raised_on=dt.date(2021, 1, 27), text="业绩与事实不符。")
    assert_refused("请写明核查的经过和结果", notice_objections.settle, world.hr, found, finding=" ")
    assert_refused("只有填报单位", notice_objections.settle, world.stranger, found, finding="查无此事。")
    client = Client()
    client.force_login(world.hr)
    page = f"/nominations/{file.pk}/"
    assert "单位公示还有未办结的异议" in client.get(page).content.decode()
    client.post(f"/nominations/objections/{found.pk}/settle/", {"finding": "经查，业绩属实。"})
    assert submission.submit(world.hr, Nomination.objects.get()).state == "submitted"
    assert "经查，业绩属实。" in client.get(page).content.decode()


def test_an_objection_is_dated_and_holds_no_number(world):
    file, enter = world.draft(), notice_objections.enter
    assert_refused("请写明异议的内容", enter, world.hr, file, raised_on=dt.date(2021, 1, 27), text=" ")
    assert_refused("不能晚于今天", enter, world.hr, file, raised_on=dt.date(2021, 2, 2), text="不实。")
    assert_refused(
        "长串数字", enter, world.hr, file, raised_on=dt.date(2021, 1, 27), text="打 10000000001 问"
    )
    assert_refused("只有填报单位", enter, world.stranger, file, raised_on=dt.date(2021, 1, 27), text="不实。")
