"""Links that open one thing once: an invitation to set a password, a nominee's look at the own file."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import Model

from ..kernel import clock
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import OneTimeLink

UNUSABLE = "这个链接已经失效：可能已使用过、已过期或已换发新的链接。请向发给您链接的单位索取新的链接。"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(actor: User | None, purpose: str, thing: Model, *, days: int) -> str:
    """The secret of a new link to `thing` for `purpose`, valid `days` days; an earlier one is void from now on.

    The caller writes its own audit row; the secret is nowhere stored and must not be logged.
    """
    now = clock.now()
    void(purpose, thing)
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        purpose=purpose,
        object_id=str(thing.pk),
        token_sha256=_hash(token),
        issued_by=actor,
        issued_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    return token


@transaction.atomic
def void(purpose: str, thing: Model) -> None:
    """No link to `thing` for `purpose` opens it any more."""
    earlier = OneTimeLink.objects.select_for_update().filter(purpose=purpose, object_id=str(thing.pk))
    earlier.filter(used_at=None, replaced_at=None).update(replaced_at=clock.now())


def look(token: str, purpose: str) -> OneTimeLink:
    """The link as long as it can be used; it stays unused, so that a preview by a messenger does no harm."""
    link = OneTimeLink.objects.filter(purpose=purpose, token_sha256=_hash(token)).first()
    if link is None or link.used_at or link.replaced_at or clock.now() >= link.expires_at:
        raise Refusal(UNUSABLE)
    return link


@transaction.atomic
def use(token: str, purpose: str) -> str:
    """Use the link up and give the number of its object; of two at once one wins, the other is refused."""
    link = look(token, purpose)
    live = OneTimeLink.objects.filter(pk=link.pk, used_at=None, replaced_at=None)
    if not live.update(used_at=clock.now()):
        raise Refusal(UNUSABLE)
    return link.object_id
