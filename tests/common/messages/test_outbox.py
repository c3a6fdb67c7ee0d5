"""A notice reaches each recipient once, by every channel that is set up."""

from types import SimpleNamespace

import pytest

from tests.people import make_user, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.messages import channels, delivery, outbox
from wuhou_craftsmen.common.models import Message


@pytest.fixture
def hr(db):
    reference()
    user = make_user(Role.FIRM_HR)
    user.email, user.phone = "hr@example.invalid", "10000000001"
    user.save()
    return user


def test_notified_twice_is_one_notice(hr):
    for _ in range(2):
        outbox.notify([hr], "returned", "申报退回补正", "请补正。", key="nomination 1 returned 1")
    assert Message.objects.get().channel == "portal"


def test_every_channel_that_is_set_up_gets_a_row_of_its_own(hr, settings):
    settings.EMAIL_URL, settings.SMS_URL = "smtp://127.0.0.1", "http://127.0.0.1:9/"
    outbox.notify([hr], "returned", "申报退回补正", "请补正。", key="nomination 1 returned 1")
    assert {(m.channel, m.state) for m in Message.objects.all()} == {
        ("portal", "sent"),
        ("email", "waiting"),
        ("sms", "waiting"),
    }


def test_an_address_is_stored_encrypted(hr, settings):
    from django.db import connection

    settings.SMS_URL = "http://127.0.0.1:9/"
    outbox.notify([hr], "returned", "申报退回补正", "请补正。", key="nomination 1 returned 1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM common_message WHERE channel = 'sms'")
        assert "10000000001" not in cursor.fetchone()[0]


def test_without_a_gateway_nobody_outside_is_written_to(db):
    person = SimpleNamespace(phone="10000000002")
    outbox.notify_outside(person, "nominee_link", "请核对申报内容", "请打开链接。", key="nomination 1 link 1")
    assert not Message.objects.exists()


def test_a_kind_that_is_not_registered_is_refused(hr):
    with pytest.raises(ValueError, match="not registered"):
        outbox.notify([hr], "greeting", "您好", "您好。", key="greeting 1")
    with pytest.raises(ValueError, match="not registered"):
        outbox.notify_outside(hr, "greeting", "您好", "您好。", key="greeting 1")
    assert not Message.objects.exists()


def test_the_page_of_notices_shows_the_kind(hr, client):
    outbox.notify([hr], "returned", "WH-1", "请补正。", key="nomination 1 returned 1")
    client.force_login(hr)
    assert "退回补正" in client.get("/messages/").content.decode().split("<main")[1]


def test_a_further_channel_is_an_entry_of_the_table(hr, monkeypatch):
    """Outbox, delivery, links and the model follow; a person without the address is left out."""
    got = []
    wechat = channels.Channel("wechat", "微信", channels.column("wechat_id"), got.append, lambda: True)
    monkeypatch.setattr(channels, "CHANNELS", [*channels.CHANNELS, wechat])
    outbox.notify([hr], "returned", "申报退回补正", "请补正。", key="nomination 1 returned 1")
    assert not Message.objects.filter(channel="wechat").exists()

    hr.wechat_id = "示例号"
    outbox.notify([hr], "returned", "申报退回补正", "请补正。", key="nomination 1 returned 2")
    outbox.notify_outside(hr, "password_link", "设置登录密码", "请打开链接。", key="password link 1")
    assert delivery.deliver_due() == 2
    assert [(m.kind, m.address, m.get_channel_display()) for m in got] == [
        ("returned", "示例号", "微信"),
        ("password_link", "示例号", "微信"),
    ]
    assert set(Message.objects.filter(channel="wechat").values_list("state", flat=True)) == {"sent"}
    assert channels.any_configured()
