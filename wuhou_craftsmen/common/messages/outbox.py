"""Notices to people: written in the verb's own transaction, one row for each recipient and channel, delivered afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ..kernel import clock
from ..kernel.people import User
from ..models import Message
from . import channels, kinds
from .channels import PORTAL


@dataclass(frozen=True)
class Notice:
    """One thing to tell, and to whom.

    `kind` is a code of the register; `key` names the occasion (“nomination 12 returned 1”): notified twice it is one
    notice. Neither `subject` nor `text` may hold an ID number, a phone, an account or a birth date.
    """

    users: Iterable[User]
    kind: str
    subject: str
    text: str
    key: str
    path: str = ""


def notify(users: Iterable[User], kind: str, subject: str, text: str, *, path: str = "", key: str) -> None:
    """Put a notice in front of each user: in the portal, and by every channel where an address is known."""
    notify_all([Notice(users, kind, subject, text, key, path)])


def notify_all(notices: Iterable[Notice]) -> None:
    """The same for many notices, each with its own words, written together."""
    now = clock.now()  # asked once: each asking is a question to the database
    messages: list[Message] = []
    for notice in notices:
        own = [message for user in notice.users for message in _messages_to(user, notice.key)]
        messages += _worded(own, now, notice.kind, notice.subject, notice.text, notice.path)
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def _messages_to(user: User, key: str) -> list[Message]:
    outside = [
        Message(key=f"{key}:{user.pk}:{channel.key}", user=user, channel=channel.key, address=address)
        for channel, address in channels.reaching(user)
    ]
    return [Message(key=f"{key}:{user.pk}:{PORTAL}", user=user, channel=PORTAL), *outside]


def notify_outside(person: object, kind: str, subject: str, text: str, *, path: str = "", key: str) -> None:
    """The same past the portal: to somebody without an account, or who cannot sign in now.

    `person` is whatever has the addresses: a user, a craftsman.
    """
    messages = [
        Message(key=f"{key}:{channel.key}", channel=channel.key, address=address)
        for channel, address in channels.reaching(person)
    ]
    worded = _worded(messages, clock.now(), kind, subject, text, path)
    Message.objects.bulk_create(worded, ignore_conflicts=True)


def _worded(
    messages: list[Message], now: dt.datetime, kind: str, subject: str, text: str, path: str
) -> list[Message]:
    """In the portal it stands at once; by the other channels it waits for its delivery."""
    kinds.require_registered(kind)
    for message in messages:
        message.kind, message.subject, message.text = kind, subject, text
        message.path, message.created_at = path, now
        message.due_at = None if message.channel == PORTAL else now
        message.state = "sent" if message.channel == PORTAL else "waiting"
    return messages


def inbox(user: User) -> QuerySet[Message]:
    """The user's notices in the portal, the newest first."""
    return Message.objects.filter(user=user, channel=PORTAL)


def unread(user: User) -> int:
    """How many notices the user has not opened."""
    return inbox(user).filter(read_at=None).count()


def mark_read(user: User, pks: list[int] | None = None) -> None:
    """These notices, or all of them, count as read from now on."""
    waiting = inbox(user).filter(read_at=None)
    (waiting if pks is None else waiting.filter(pk__in=pks)).update(read_at=clock.now())
