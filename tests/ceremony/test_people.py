"""Who is expected and what is answered: guests, supplementary naming, proxies, other firms, revoked titles, notices."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from awards.models import NamingDecision, Title
from ceremony import queries
from ceremony.domain import planning, replies
from ceremony.models import Attendee, Ceremony
from tests.people import client_of, make_user, on
from tests.worlds import hall
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Message

pytestmark = pytest.mark.django_db
PROXY = {"answer": "proxy", "proxy_name": "代示例", "proxy_relation": "同事", "reason": "出差"}


@kept
def year():
    return hall.named()


def hr(year, firm=0):
    return year.hr[year.firms[firm].pk]


def told(user) -> list[str]:
    found = Message.objects.filter(user=user, channel="portal", kind__startswith="ceremony").order_by("pk")
    return list(found.values_list("text", flat=True))


def test_the_list_is_in_the_decisions_order_and_one_ceremony_stands_for_a_decision(year):
    ceremony = hall.planned(year)
    assert list(ceremony.attendees.order_by("order").values_list("name", flat=True)) == ["丁示例", "甲示例"]
    with pytest.raises(Refusal, match="已经有命名大会"):
        hall.planned(year)
    planning.cancel(year.first, ceremony, "改期")
    assert hall.planned(year).pk != ceremony.pk


def test_whoever_is_named_later_is_told_to_be_missing_and_joins_at_the_end(year):
    ceremony = hall.told(year)
    Attendee.objects.filter(name="丁示例").delete()
    page = words_of(client_of(year.first).get(f"/ceremony/{ceremony.pk}/people/"))
    assert "补充命名的 1 人还没有列入名单" in page
    client_of(year.first).post(f"/ceremony/{ceremony.pk}/people/update/")
    ceremony.refresh_from_db()
    assert ceremony.changed
    assert hall.of(ceremony, "丁示例").order == 2


def test_guests_keep_their_order(year):
    ceremony = hall.told(year)
    planning.add_guest(year.first, ceremony, name="何示例", unit="示例单位", order=1)
    assert [guest.name for guest in queries.guests(ceremony)] == ["何示例", "高示例", "郭示例"]
    planning.remove_guest(year.first, hall.of(ceremony, "高示例"))
    assert [guest.order for guest in queries.guests(ceremony)] == [1, 2]
    with pytest.raises(Refusal, match="不能删除"):
        planning.remove_guest(year.first, hall.of(ceremony, "丁示例"))


def test_a_changed_place_is_told_again_and_only_then(year):
    ceremony = hall.told(year)
    assert len(told(hr(year))) == 1
    assert told(hr(year, 1)) == []
    planning.edit(year.first, ceremony, **hall.VALUES | {"presider": "另一人"})
    ceremony.refresh_from_db()
    assert not ceremony.changed
    planning.edit(year.first, ceremony, **hall.VALUES | {"place": "区政府礼堂"})
    ceremony.refresh_from_db()
    assert ceremony.changed
    planning.notify(year.first, ceremony)
    assert "安排有改动" in told(hr(year))[-1]
    assert "区政府礼堂" in told(hr(year))[-1]


def test_a_cancelled_ceremony_is_told_with_its_reason(year):
    planning.cancel(year.first, hall.told(year), "会场停电")
    assert "会场停电" in told(hr(year))[-1]
    assert "大会已取消" in words_of(client_of(hr(year)).get("/ceremony/own/"))


def test_firms_are_reminded_once_a_day_of_whom_they_have_not_answered_for(year):
    ceremony = hall.told(year)
    replies.reply(hr(year), hall.of(ceremony, "丁示例"), answer="self")
    assert planning.chase(year.first, ceremony) == 1
    planning.chase(year.first, ceremony)
    assert len(told(hr(year))) == 2
    assert "甲示例" in told(hr(year))[-1]
    assert "丁示例" not in told(hr(year))[-1]


def test_one_proxy_for_two_is_told(year):
    ceremony = hall.told(year)
    for name in ("丁示例", "甲示例"):
        replies.reply(hr(year), hall.of(ceremony, name), **PROXY)
    assert [who.name for who in queries.together_with(hall.of(ceremony, "甲示例"))] == ["丁示例"]


def test_another_firm_neither_sees_nor_answers_nor_takes_anything(year):
    who = hall.of(hall.told(year), "丁示例")
    stranger = client_of(hr(year, 1))
    for page in ("", "reply/"):
        assert stranger.get(f"/ceremony/people/{who.pk}/{page}").status_code == 404
    assert stranger.post(f"/ceremony/people/{who.pk}/reply/", PROXY).status_code == 404
    assert stranger.post(f"/ceremony/people/{who.pk}/invitation/").status_code == 404
    assert "丁示例" not in words_of(stranger.get("/ceremony/own/"))
    who.refresh_from_db()
    assert who.reply == ""


def test_whoever_does_not_come_gives_the_seat_free(year):
    ceremony = hall.told(year)
    who = hall.of(ceremony, "丁示例")
    assert who.where
    replies.reply(hr(year), who, answer="absent", reason="住院")
    who.refresh_from_db()
    assert (who.where, who.reply_reason) == ("", "住院")


def test_a_revoked_title_is_neither_invited_nor_answered_for(year):
    ceremony = hall.told(year)
    hall.revoke(year, "丁示例")
    who = hall.of(ceremony, "丁示例")
    with pytest.raises(Refusal, match="称号已经撤销"):
        replies.reply(hr(year), who, answer="self")
    planning.notify(year.first, ceremony)
    assert "丁示例" not in told(hr(year))[-1]
    assert client_of(hr(year)).post(f"/ceremony/people/{who.pk}/invitation/").status_code == 403


def test_what_cannot_be_is_refused_on_the_page_with_its_reason(year):
    client = client_of(year.first)
    new = f"/ceremony/decisions/{hall.decision(year).pk}/new/"
    for wrong, reason in (
        ({"starts_at": "2022-04-01T09:00"}, "已经过去"),
        ({"reply_by": "2022-06-01"}, "回复期限应在"),
        ({"left": 7}, "不能多于每排座位数"),
        ({"rows": 0}, "1"),
    ):
        assert reason in words_of(client.post(new, hall.TYPED | wrong))
    assert not Ceremony.objects.exists()


def test_the_database_refuses_a_second_ceremony_and_a_proxy_without_a_name(year):
    ceremony = hall.planned(year)
    with pytest.raises(IntegrityError, match=r"one_ceremony_a_decision|UNIQUE"), transaction.atomic():
        Ceremony.objects.create(
            decision=ceremony.decision, created_by=year.first, created_at=ceremony.created_at, **hall.VALUES
        )
    with pytest.raises(IntegrityError, match="proxy_has_name"), transaction.atomic():
        ceremony.attendees.update(reply="proxy", reply_reason="出差")


def test_a_ceremony_is_not_held_before_its_day_nor_changed_afterwards(year):
    ceremony = hall.told(year)
    with pytest.raises(Refusal, match="还没有到大会当天"):
        planning.hold(year.first, ceremony)
    on(str(hall.DAY + dt.timedelta(days=1)))
    planning.hold(year.first, ceremony)
    with pytest.raises(Refusal, match="不能修改安排"):
        planning.add_guest(year.first, ceremony, name="何示例", unit="示例")
    assert Title.objects.count() == 2


def test_whoever_is_named_after_the_ceremony_has_one_of_his_own(year):
    ceremony = hall.held(year)
    main = hall.decision(year)
    assert not queries.without_ceremony().exists()
    later = NamingDecision.objects.create(
        round=main.round, supplement=True, number="示例〔2022〕9号", decided_on=hall.DAY, issuers=main.issuers,
        meeting=main.meeting, decided_by=year.leaders[0], confirmed_by=year.leaders[1], at=main.at,
    )  # fmt: skip
    Attendee.objects.filter(ceremony=ceremony, name="甲示例").delete()
    Title.objects.filter(name="甲示例").update(decision=later)
    assert list(queries.without_ceremony()) == [later]
    values = hall.VALUES | {"starts_at": hall.STARTS + dt.timedelta(days=30)}
    own = planning.plan(year.first, later, **values | {"reply_by": hall.DAY + dt.timedelta(days=9)})
    assert [who.name for who in own.attendees.all()] == ["甲示例"]


PAGES = ("", "people/", "groups/", "seats/", "readings/", "papers/", "arrivals/", "certificates/", "photos/")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_many_people_asks_as_often_as_one_of_few(year, page):
    ceremony = hall.told(year)
    client = client_of(year.first)
    many = asked(client, f"/ceremony/{ceremony.pk}/{page}")
    ceremony.groups.update(presenter=None)
    Attendee.objects.filter(name__in=["郭示例", "甲示例"]).delete()
    assert asked(client, f"/ceremony/{ceremony.pk}/{page}") == many


def asked(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as questions:
        assert client.get(page).status_code == 200
    return len(questions)


def test_whoever_may_not_take_papers_is_not_led_to_them(year):
    ceremony = hall.told(year)
    papers = f'href="/ceremony/{ceremony.pk}/papers/"'
    auditor = make_user(Role.AUDITOR)
    for user, led in ((auditor, False), (year.leaders[0], True), (year.first, True)):
        assert (papers in client_of(user).get(f"/ceremony/{ceremony.pk}/").content.decode()) == led
