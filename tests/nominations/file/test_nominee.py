"""The nominee acts through a link of the own, once, and sees nothing but the own file."""

import datetime as dt

import pytest
from django.test import Client

from nominations.domain.checking import qualification
from nominations.domain.file import nominee, submission
from nominations.models import NomineeRemark
from nominations.rules.file.nominee import may_invite
from tests.people import make_user, on
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import AuditEntry, Message

pytestmark = pytest.mark.django_db


def let_in(world, nomination) -> Client:
    """The nominee's browser after the button of the link."""
    phone = Client()
    token = nominee.invite(world.hr, nomination)
    assert phone.get(f"/nominations/nominee/{token}/").status_code == 200  # a messenger looks first
    assert phone.post(f"/nominations/nominee/{token}/").url == "/nominations/nominee/"
    assert phone.post(f"/nominations/nominee/{token}/").status_code in (302, 403)  # used up
    return phone


def test_the_nominee_reads_what_is_said_and_no_private_number(world):
    nomination = world.draft()
    page = let_in(world, nomination).get("/nominations/nominee/").content.decode()
    assert nomination.deeds in page
    assert nomination.person.id_number not in page
    assert nomination.person.phone not in page


def test_consent_and_pledge_date_the_file_and_stand_on_record(world):
    nomination = world.draft()
    phone = let_in(world, nomination)
    for kind in ("consent", "pledge", "consent"):
        phone.post("/nominations/nominee/remark/", {"kind": kind})
    nomination.refresh_from_db()
    assert (nomination.consented_on, nomination.pledged_on) == (dt.date(2021, 2, 1), dt.date(2021, 2, 1))
    assert [remark.kind for remark in nomination.remarks.all()] == ["consent", "pledge"]
    assert AuditEntry.objects.filter(verb="本人单独同意").exists()
    assert f"{nomination.no} 本人单独同意" in outbox.inbox(world.hr).values_list("subject", flat=True)


def test_a_date_that_the_firm_entered_from_paper_is_kept(world):
    nomination = world.complete(world.draft())
    on("2021-02-03")
    nominee.add_remark(nomination, "consent")
    nomination.refresh_from_db()
    assert nomination.consented_on == dt.date(2021, 2, 1)


def test_a_correction_is_asked_of_the_firm_and_answered_once(world, client):
    nomination = world.draft()
    let_in(world, nomination).post(
        "/nominations/nominee/remark/", {"kind": "correction", "text": "工种应为焊工"}
    )
    remark = NomineeRemark.objects.get()
    assert_refused("正在办理", nominee.add_remark, nomination, "correction", "再改一处")
    assert_refused("由填报单位", nominee.answer, world.stranger, remark, "已改")
    assert_refused("请写明答复", nominee.answer, world.hr, remark, " ")
    client.force_login(world.hr)
    client.post(f"/nominations/nominee/answer/{remark.pk}/", {"text": "已改为焊工"})
    remark.refresh_from_db()
    assert (remark.answer, remark.answered_by) == ("已改为焊工", world.hr)
    assert nominee.answer(world.hr, remark, "别的话").answer == "已改为焊工"
    client.force_login(world.stranger)
    assert client.post(f"/nominations/nominee/answer/{remark.pk}/", {"text": "已改"}).status_code == 404


def test_no_private_number_is_written_into_a_request(world):
    assert_refused("请不要写", nominee.add_remark, world.draft(), "correction", "电话 10000000009")


def test_a_refused_nominee_asks_for_a_second_look_by_others(world):
    nomination = world.endorsed()
    assert_refused("只有认定为资格不合格的", nominee.add_remark, nomination, "complaint", "材料属实")
    found = qualification.check(world.first, nomination, verdict="unqualified", reason="材料不实")
    qualification.confirm(world.second, found)
    remark = nominee.add_remark(nomination, "complaint", "材料属实，有合同为证")
    for officer in (world.first, world.second):
        assert_refused("须由其他工作人员答复", nominee.answer, officer, remark, "维持")
    third = make_user(Role.UNION_STAFF)
    assert nominee.answer(third, remark, "已提请重新审查").answered_by == third


def test_nothing_is_confirmed_once_the_file_is_submitted(world):
    nomination = submission.submit(world.hr, world.complete(world.draft()))
    assert_refused("已经报送", nominee.add_remark, nomination, "consent")


def test_only_who_writes_the_file_sends_the_link(world):
    nomination = world.draft()
    for person in (world.stranger, world.clerk, world.first):
        assert_refused("由填报单位发出", nominee.invite, person, nomination)


def test_whoever_is_signed_in_does_not_enter_for_the_nominee(world, client):
    nomination = world.draft()
    token = nominee.invite(world.hr, nomination)
    client.force_login(world.hr)
    client.post(f"/nominations/nominee/{token}/")
    assert client.get("/nominations/nominee/").status_code == 403
    assert let_in(world, nomination)  # a new link is as good


def test_the_browser_is_let_in_for_two_hours(world, monkeypatch):
    from nominations.views.file import nominee as pages

    monkeypatch.setattr(pages, "SESSION_VALID_FOR", dt.timedelta(seconds=-1))
    assert let_in(world, world.draft()).get("/nominations/nominee/").status_code == 403


def test_without_a_link_there_is_nothing(client, world):
    world.draft()
    assert client.get("/nominations/nominee/").status_code == 403
    assert client.get("/nominations/nominee/wrong/").status_code == 403
    assert client.post("/nominations/nominee/remark/", {"kind": "consent"}).status_code in (302, 403)
    assert not NomineeRemark.objects.exists()


def test_the_link_goes_to_the_nominees_phone_where_a_gateway_is_set(world, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    nominee.invite(world.hr, world.draft())
    sent = Message.objects.get(channel="sms")
    assert sent.address == "10000000001"
    assert sent.path.startswith("/nominations/nominee/")


def test_the_firm_sees_the_link_once_with_its_code(world, client):
    nomination = world.draft()
    client.force_login(world.hr)
    page = client.post(f"/nominations/{nomination.pk}/nominee/")
    assert "/nominations/nominee/" in page.content.decode()
    assert "<svg" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert may_invite(world.hr, nomination)
