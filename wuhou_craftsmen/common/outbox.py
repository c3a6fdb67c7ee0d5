"""Notices to people: written in the verb's own transaction, one row for each recipient and way, delivered afterwards."""

from django.conf import settings

from . import clock
from .models import Message


def tell(users, subject: str, text: str, *, path: str = "", key: str) -> None:
    """Put a notice in front of each user: in the portal, and by e-mail or text message where an address is known.

    `key` names the occasion (“nomination 12 returned 1”): told twice it is one notice. Neither `subject` nor
    `text` may hold an ID number, a phone, an account or a birth date.
    """
    now = clock.now()
    rows = []
    for user in users:
        for way, address in _ways_to(user):
            rows.append(
                Message(
                    key=f"{key}:{user.pk}:{way}",
                    user=user,
                    way=way,
                    address=address,
                    subject=subject,
                    text=text,
                    path=path,
                    created_at=now,
                    due_at=None if way == "portal" else now,
                    state="sent" if way == "portal" else "waiting",
                )
            )
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def tell_address(way: str, address: str, subject: str, text: str, *, path: str = "", key: str) -> None:
    """To somebody without an account: `way` is email or sms. Only where that way is set up."""
    if address and way in settings.MESSAGE_WAYS:
        now = clock.now()
        Message.objects.bulk_create(
            [
                Message(
                    key=f"{key}:{way}",
                    way=way,
                    address=address,
                    subject=subject,
                    text=text,
                    path=path,
                    created_at=now,
                    due_at=now,
                )
            ],
            ignore_conflicts=True,
        )


def _ways_to(user):
    """The portal always, the others where they are set up and an address is known."""
    yield "portal", ""
    for way, address in (("email", user.email), ("sms", user.phone)):
        if address and way in settings.MESSAGE_WAYS:
            yield way, address


def inbox(user):
    """The user's notices in the portal, the newest first."""
    return Message.objects.filter(user=user, way="portal")


def unread(user) -> int:
    """How many notices the user has not opened."""
    return inbox(user).filter(read_at=None).count()


def mark_read(user, pks: list[int] | None = None) -> None:
    """These notices, or all of them, count as read from now on."""
    waiting = inbox(user).filter(read_at=None)
    (waiting if pks is None else waiting.filter(pk__in=pks)).update(read_at=clock.now())
