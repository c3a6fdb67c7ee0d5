"""评审中撤回: two people, on a page; the rest of an approved list still goes on show."""

import pytest
from django.test import Client

from tests.small_year import Year
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db
ACT = "review.withdraw"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(year, no, reason="本人书面申请，2022年4月11日"):
    page = f"/review/rounds/{year.round.pk}/withdrawal/"
    words = {"candidacy": f"ZG2022-{no}", "reason": reason}
    return signed_in(year.first).post(page, words, follow=True).content.decode()


def test_one_asks_on_the_page_and_a_leader_confirms():
    year = Year().play("check")
    year.open_scoring()
    home = signed_in(year.first).get(f"/review/rounds/{year.round.pk}/").content.decode()
    assert "评审中撤回</a>" in home
    assert "等待另一人复核" in ask(year, "001")
    assert year.candidate("001").state == "in_review"
    pending = PendingAct.objects.get(act=ACT)
    signed_in(year.leaders[0]).post(f"/pending/{pending.pk}/", {"confirm": ""})
    assert year.candidate("001").state == year.file("001").state == "withdrawn"
    page = signed_in(year.first).get(f"/review/rounds/{year.round.pk}/withdrawal/").content.decode()
    assert "本人书面申请，2022年4月11日" in page
    assert "现在是“已撤回”，不能办理" in ask(year, "001")  # cannot leave twice


def test_who_leaves_after_the_approval_does_not_stop_the_notice_of_the_others():
    year = Year().play("deliberate")
    ask(year, "001")
    signed_in(year.second).post(f"/pending/{PendingAct.objects.get(act=ACT).pk}/", {"confirm": ""})
    year.publish()
    shown = set(year.shown.entries.values_list("name", flat=True))
    assert shown
    assert "甲示例" not in shown


def test_before_the_review_the_page_says_that_nobody_can_leave_here():
    year = Year().play("nominate")
    page = signed_in(year.first).get(f"/review/rounds/{year.round.pk}/withdrawal/").content.decode()
    assert "现在没有可以撤回的候选人" in page
