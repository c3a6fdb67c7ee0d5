"""What the outbox holds goes out once, is tried again, and is given up at last."""

import contextlib
import datetime as dt
import http.server
import json
import socketserver
import threading

import pytest
from django.core import mail

from tests.people import make_user, reference
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.messages import delivery, outbox
from wuhou_craftsmen.common.models import Message


@contextlib.contextmanager
def gateway(answers):
    """A text message gateway on this machine: gives the answers in turn, remembers what it was sent."""
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["Authorization"], json.loads(body)))
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *args):
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", got
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def hr(db):
    reference()
    user = make_user(Role.FIRM_HR)
    user.email, user.phone = "hr@example.invalid", "10000000001"
    user.save()
    return user


def notify(user, occasion="nomination 1 returned 1"):
    outbox.notify([user], "returned", "申报退回补正", "请补正。", path="/nominations/1/", key=occasion)


def due_now():
    Message.objects.filter(state="waiting").update(due_at=clock.database_now())


def test_an_email_goes_out_once_with_its_link(hr, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1"
    notify(hr)
    assert delivery.deliver_due() == 1
    assert delivery.deliver_due() == 0
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("申报退回补正", ["hr@example.invalid"])
    assert "/nominations/1/" in sent.body


def test_a_text_message_is_tried_again_after_the_gateway_failed(hr, settings):
    with gateway([503]) as (url, got):
        settings.SMS_URL, settings.SMS_TOKEN = url, "secret"
        notify(hr)
        assert delivery.deliver_due() == 0
        assert Message.objects.get(channel="sms").state == "waiting"
        assert delivery.deliver_due() == 0  # not before its pause is over
        due_now()
        assert delivery.deliver_due() == 1
    assert got[1] == (
        "Bearer secret",
        {"id": got[1][1]["id"], "phone": "10000000001", "text": got[1][1]["text"]},
    )
    assert "请补正" in got[1][1]["text"]
    assert got[0][1]["id"] == got[1][1]["id"]  # by which a gateway knows it again


def test_after_the_last_failure_it_is_given_up_and_shown_as_not_delivered(hr, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    notify(hr)
    for _ in range(len(delivery.RETRY_PAUSES) + 1):
        due_now()
        delivery.deliver_due()
    found = Message.objects.get(channel="sms")
    assert (found.state, found.attempts) == ("failed", len(delivery.RETRY_PAUSES) + 1)


def test_a_row_in_a_dead_workers_hand_is_found_again(hr, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1"
    notify(hr)
    now = clock.database_now()
    Message.objects.filter(channel="email").update(state="sending", due_at=now + delivery.CLAIM_EXPIRES_AFTER)
    assert delivery.deliver_due() == 0  # somebody has it
    Message.objects.filter(channel="email").update(due_at=now - dt.timedelta(seconds=1))
    assert delivery.deliver_due() == 1


def test_neither_phone_nor_text_stands_in_the_log(hr, settings, caplog):
    settings.SMS_URL = "http://127.0.0.1:9/"
    notify(hr)
    delivery.deliver_due()
    assert caplog.text
    assert "10000000001" not in caplog.text
    assert "请补正" not in caplog.text


@contextlib.contextmanager
def babbling_gateway():
    """A gateway that answers something that is not HTTP."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Babbling)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


class Babbling(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(65536)
        self.request.sendall(b"\x00\xffnot a status line\r\n\r\n")


def test_a_gateway_that_breaks_fails_its_own_message_and_the_others_go_on(hr, settings):
    settings.EMAIL_URL, settings.SMS_URL = "smtp://127.0.0.1", "http://127.0.0.1:9/"
    notify(hr)
    with babbling_gateway() as url:
        settings.SMS_URL, settings.SMS_TOKEN = url, "secret"
        for _ in range(len(delivery.RETRY_PAUSES) + 1):
            due_now()
            delivery.deliver_due()
    assert len(mail.outbox) == 1
    broken = Message.objects.get(channel="sms")
    assert (broken.state, broken.attempts) == ("failed", len(delivery.RETRY_PAUSES) + 1)


def test_a_channel_that_nobody_knows_fails_its_own_message(hr, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1"
    notify(hr)
    Message.objects.filter(channel="email").update(channel="pigeon")
    notify(hr, "nomination 2 returned 1")
    due_now()
    delivery.deliver_due()
    assert [mail.to for mail in mail.outbox] == [["hr@example.invalid"]]
    assert Message.objects.get(channel="pigeon").attempts == 1
