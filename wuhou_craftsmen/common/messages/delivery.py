"""Sends what the outbox holds: each row is claimed by one conditional UPDATE, tried again at growing intervals, given up at last.

A worker that dies between sending and writing it down may send a message a second time; it never loses one.
"""

import datetime as dt
import json
import logging
import urllib.request

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q

from ..kernel import clock
from ..models import Message

log = logging.getLogger(__name__)
RETRY_PAUSES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600)]  # after each failure
CLAIM_EXPIRES_AFTER = dt.timedelta(minutes=5)  # a row in hand for longer belonged to a worker that died
MAX_MESSAGES_PER_RUN = 100
GATEWAY_TIMEOUT_SECONDS = 10  # seconds that a mail server or a gateway may take


@shared_task(name="common.deliver_messages")
def deliver_due() -> int:
    """Send what is due, at most MAX_MESSAGES_PER_RUN; gives how many went out."""
    now = clock.database_now()
    due = Message.objects.filter(Q(state="waiting") | Q(state="sending"), due_at__lte=now)
    sent = 0
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:MAX_MESSAGES_PER_RUN]):
        if due.filter(pk=pk).update(state="sending", due_at=now + CLAIM_EXPIRES_AFTER):
            sent += _try(Message.objects.get(pk=pk))
    return sent


def _try(message: Message) -> bool:
    try:
        WAYS[message.way](message.address, message)
    except Exception as error:  # noqa: BLE001  whatever one gateway does, it is this message's failure, not the batch's
        log.warning("message %s by %s: %s", message.pk, message.way, type(error).__name__)
        _failed(message)
        return False
    message.state, message.sent_at = "sent", clock.database_now()
    message.save(update_fields=["state", "sent_at"])
    return True


def _failed(message: Message) -> None:
    again = message.attempts < len(RETRY_PAUSES)
    message.state = "waiting" if again else "failed"
    message.due_at = clock.database_now() + RETRY_PAUSES[message.attempts] if again else None
    message.attempts += 1
    message.save(update_fields=["state", "due_at", "attempts"])


def _text(message: Message) -> str:
    return f"{message.text}\n{settings.PUBLIC_URL}{message.path}" if message.path else message.text


def send_email(address: str, message: Message) -> None:
    """By the mail server of EMAIL_URL."""
    EmailMessage(
        message.subject,
        _text(message),
        settings.EMAIL_FROM,
        [address],
        connection=get_connection(timeout=GATEWAY_TIMEOUT_SECONDS),
    ).send()


def send_sms(address: str, message: Message) -> None:
    """To the gateway of SMS_URL: a JSON post of {id, phone, text}; anything but a 2xx answer is a failure.

    The number of the message goes along, so that a gateway can drop what it has already sent.
    """
    body = json.dumps({"id": message.pk, "phone": address, "text": f"【武侯区总工会】{_text(message)}"})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    request = urllib.request.Request(settings.SMS_URL, data=body.encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=GATEWAY_TIMEOUT_SECONDS):
        pass


WAYS = {"email": send_email, "sms": send_sms}
