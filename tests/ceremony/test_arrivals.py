"""The day itself: codes that are scanned, twice, of a proxy, on another day, of a revoked title; and the certificates."""

import datetime as dt

import pytest
from django.test import Client

from ceremony.domain import arrivals, planning, replies
from ceremony.models import Attendee
from tests.people import client_of, on
from tests.worlds import hall
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
PROXY = {"answer": "proxy", "proxy_name": "代示例", "proxy_relation": "同事", "reason": "出差"}


@kept
def year():
    return hall.named()


@pytest.fixture
def ceremony(year):
    return hall.told(year)


def scan(year, who, **given):
    client = client_of(year.first)
    page = f"/ceremony/c/{who.code}/"
    return words_of(client.post(page, given, follow=True) if given else client.get(page))


def test_a_code_says_nothing_of_the_person_and_is_no_certificates_code(ceremony):
    for who in ceremony.attendees.all():
        assert len(who.code) == 24
        assert who.title is None or who.code not in who.title.check_code
    assert len(set(ceremony.attendees.values_list("code", flat=True))) == 4


def test_whoever_is_no_staff_gets_nothing_by_a_code(year, ceremony):
    who = hall.of(ceremony, "丁示例")
    for client in (Client(), client_of(year.hr[year.firms[0].pk]), client_of(year.leaders[0])):
        answer = client.get(f"/ceremony/c/{who.code}/")
        assert answer.status_code in (302, 403)
        assert "丁示例" not in answer.content.decode()


def test_on_another_day_a_reason_is_asked_for(year, ceremony):
    who = hall.of(ceremony, "丁示例")
    assert "请写明原因" in scan(year, who, came="self", reason=" ")
    assert Attendee.objects.filter(arrived_at__isnull=False).count() == 0
    scan(year, who, came="self", reason="系统试用")
    assert Attendee.objects.get(arrived_at__isnull=False).arrival_reason == "系统试用"


def test_scanned_twice_it_says_when_and_nothing_changes(year, ceremony):
    on(str(hall.DAY), 9)
    who = hall.of(ceremony, "高示例")
    scan(year, who, came="self")
    at = Attendee.objects.get(pk=who.pk).arrived_at
    on(str(hall.DAY), 11)
    assert "09:00已签到（本人），不用再签" in scan(year, who)
    assert "不用再签" in scan(year, who, came="self")
    assert Attendee.objects.get(pk=who.pk).arrived_at == at


def test_a_proxy_that_nobody_announced_is_not_checked_in(year, ceremony):
    on(str(hall.DAY), 9)
    who = hall.of(ceremony, "丁示例")
    assert "没有登记代领人" in scan(year, who, came="proxy")
    replies.reply(year.first, who, **PROXY)
    scan(year, who, came="proxy")
    assert Attendee.objects.get(pk=who.pk).came == "代领人代示例"


def test_whoever_comes_in_spite_of_a_proxy_is_there_himself(year, ceremony):
    on(str(hall.DAY), 9)
    who = hall.of(ceremony, "丁示例")
    replies.reply(year.first, who, **PROXY)
    scan(year, who, came="self")
    assert Attendee.objects.get(pk=who.pk).came == "本人"


def test_a_revoked_title_is_told_and_refused(year, ceremony):
    on(str(hall.DAY), 9)
    hall.revoke(year, "丁示例")
    who = hall.of(ceremony, "丁示例")
    page = scan(year, who)
    assert "称号已经撤销" in page
    assert "签到码" not in page
    assert "称号已经撤销" in scan(year, who, came="self")
    assert not Attendee.objects.filter(arrived_at__isnull=False).exists()
    arrived = words_of(client_of(year.first).get(f"/ceremony/{ceremony.pk}/arrivals/"))
    assert "丁示例" not in arrived
    assert "0 / 1 获得称号的人已签到" in arrived


@pytest.mark.parametrize("code", ["0" * 24, "%00", "x" * 3000, "😀", "1' or '1'='1"])
def test_a_code_that_nobody_has_is_told(year, ceremony, code):
    answer = client_of(year.first).get(f"/ceremony/c/{code}/")
    assert answer.status_code in (400, 404)


def test_of_a_ceremony_that_nobody_was_told_of_nobody_is_checked_in(year):
    ceremony = hall.planned(year)
    assert "不能签到" in scan(year, hall.of(ceremony, "丁示例"), came="self", reason="试用")


def test_a_wrong_press_is_taken_back_with_a_reason(year, ceremony):
    on(str(hall.DAY), 9)
    who = hall.of(ceremony, "丁示例")
    scan(year, who, came="self")
    client = client_of(year.first)
    client.post(f"/ceremony/c/{who.code}/take-back/", {"reason": ""})
    assert Attendee.objects.get(pk=who.pk).arrived_at
    client.post(f"/ceremony/c/{who.code}/take-back/", {"reason": "点错了人"})
    assert Attendee.objects.get(pk=who.pk).arrived_at is None


def test_found_by_name_without_a_card(year, ceremony):
    on(str(hall.DAY), 9)
    page = client_of(year.first).get(f"/ceremony/{ceremony.pk}/arrivals/?q=丁").content.decode()
    assert hall.of(ceremony, "丁示例").code in page
    assert hall.of(ceremony, "甲示例").code not in page


def test_certificates_only_after_the_ceremony_and_not_before_its_day(year, ceremony):
    who = hall.of(ceremony, "丁示例")
    with pytest.raises(Refusal, match="不能登记证书发放"):
        arrivals.hand_over(year.first, who, on=hall.DAY, to="self")
    on(str(hall.DAY), 15)
    planning.hold(year.first, ceremony)
    client, page = client_of(year.first), f"/ceremony/people/{who.pk}/certificate/"
    for wrong, reason in (
        ({"on": "2022-05-26", "to": "self"}, "领取日期应在"),
        ({"on": "2022-05-28", "to": "self"}, "领取日期应在"),
        ({"on": "2022-05-27", "to": "proxy", "proxy_name": ""}, "请写明代领人的姓名"),
        ({"on": "2022-05-27", "to": "nobody"}, "有效"),
    ):
        assert reason in words_of(client.post(page, wrong))
    client.post(page, {"on": "2022-05-27", "to": "proxy", "proxy_name": "代示例"})
    assert Attendee.objects.get(pk=who.pk).taken_by == "代领人代示例"
    client.post(page, {"on": "2022-05-27", "to": "self", "proxy_name": ""})
    assert Attendee.objects.get(pk=who.pk).taken_by == "本人"
    guest = hall.of(ceremony, "高示例")
    assert client.get(f"/ceremony/people/{guest.pk}/certificate/").status_code == 404


def test_whoever_was_not_there_fetches_it_later(year, ceremony):
    on(str(hall.DAY), 15)
    planning.hold(year.first, ceremony)
    assert arrivals.hand_over_on_stage(year.first, ceremony) == 0
    on(str(hall.DAY + dt.timedelta(days=9)))
    for name in ("丁示例", "甲示例"):
        arrivals.hand_over(year.first, hall.of(ceremony, name), on=dt.date(2022, 6, 1), to="self")
    page = words_of(client_of(year.leaders[0]).get(f"/ceremony/{ceremony.pk}/certificates/"))
    assert "2 / 2 证书已领取" in page
