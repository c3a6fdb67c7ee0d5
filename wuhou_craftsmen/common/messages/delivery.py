"""Sends what the outbox holds: each row is claimed by one conditional UPDATE, tried again at growing intervals, given up at last.

A worker that dies between sending and writing it down may send a message a second time; it never loses one.
"""

import datetime as dt
import logging

from celery import shared_task
from django.db.models import Q

from ..kernel import clock
from ..models import Message
from . import channels

log = logging.getLogger(__name__)
RETRY_PAUSES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600)]  # after each failure
CLAIM_EXPIRES_AFTER = dt.timedelta(minutes=5)  # a row in hand for longer belonged to a worker that died
MAX_MESSAGES_PER_RUN = 100


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
        channels.send(message)
    except Exception as error:  # noqa: BLE001  whatever one gateway does, it is this message's failure, not the batch's
        log.warning("message %s by %s: %s", message.pk, message.channel, type(error).__name__)
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
