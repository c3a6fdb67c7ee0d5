"""A notice reaches each recipient once, by every way that is set up."""

import pytest

from tests.people import make_user, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import Message


@pytest.fixture
def hr(db):
    reference()
    user = make_user(Role.FIRM_HR)
    user.email, user.phone = "hr@example.invalid", "10000000001"
    user.save()
    return user


def test_told_twice_is_one_notice(hr):
    for _ in range(2):
        outbox.tell([hr], "申报退回补正", "请补正。", key="nomination 1 returned 1")
    assert Message.objects.get().way == "portal"


def test_every_way_that_is_set_up_gets_a_row_of_its_own(hr, settings):
    settings.MESSAGE_WAYS = ["email", "sms"]
    outbox.tell([hr], "申报退回补正", "请补正。", key="nomination 1 returned 1")
    assert {(m.way, m.state) for m in Message.objects.all()} == {
        ("portal", "sent"),
        ("email", "waiting"),
        ("sms", "waiting"),
    }


def test_an_address_is_stored_encrypted(hr, settings):
    from django.db import connection

    settings.MESSAGE_WAYS = ["sms"]
    outbox.tell([hr], "申报退回补正", "请补正。", key="nomination 1 returned 1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM common_message WHERE way = 'sms'")
        assert "10000000001" not in cursor.fetchone()[0]


def test_without_a_gateway_nobody_outside_is_written_to(db):
    outbox.tell_address("sms", "10000000002", "请核对申报内容", "请打开链接。", key="nomination 1 link 1")
    assert not Message.objects.exists()
