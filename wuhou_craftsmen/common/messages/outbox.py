"""Notices to people: written in the verb's own transaction, one row for each recipient and way, delivered afterwards."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import QuerySet

from ..kernel import clock
from ..kernel.people import User
from ..models import Message


def tell(users: Iterable[User], subject: str, text: str, *, path: str = "", key: str) -> None:
    """Put a notice in front of each user: in the portal, and by e-mail or text message where an address is known.

    `key` names the occasion (“nomination 12 returned 1”): notified twice it is one notice. Neither `subject` nor
    `text` may hold an ID number, a phone, an account or a birth date.
    """
    _store(
        [
            Message(key=f"{key}:{user.pk}:{way}", user=user, way=way, address=address)
            for user in users
            for way, address in _ways_to(user)
        ],
        subject=subject,
        text=text,
        path=path,
    )


def tell_address(way: str, address: str, subject: str, text: str, *, path: str = "", key: str) -> None:
    """To somebody without an account: `way` is email or sms. Only where that way is set up."""
    if address and way in settings.MESSAGE_WAYS:
        _store([Message(key=f"{key}:{way}", way=way, address=address)], subject=subject, text=text, path=path)


def _store(messages: list[Message], *, subject: str, text: str, path: str) -> None:
    """In the portal it stands at once; by the other ways it waits for its delivery."""
    now = clock.now()
    for message in messages:
        message.subject, message.text, message.path, message.created_at = subject, text, path, now
        message.due_at = None if message.way == "portal" else now
        message.state = "sent" if message.way == "portal" else "waiting"
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def _ways_to(user: User) -> Iterator[tuple[str, str]]:
    """The portal always, the others where they are set up and an address is known."""
    yield "portal", ""
    for way, address in (("email", user.email), ("sms", user.phone)):
        if address and way in settings.MESSAGE_WAYS:
            yield way, address


def inbox(user: User) -> QuerySet[Message]:
    """The user's notices in the portal, the newest first."""
    return Message.objects.filter(user=user, way="portal")


def unread(user: User) -> int:
    """How many notices the user has not opened."""
    return inbox(user).filter(read_at=None).count()


def mark_read(user: User, pks: list[int] | None = None) -> None:
    """These notices, or all of them, count as read from now on."""
    waiting = inbox(user).filter(read_at=None)
    (waiting if pks is None else waiting.filter(pk__in=pks)).update(read_at=clock.now())
