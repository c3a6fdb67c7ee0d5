"""Links that open one thing once: an invitation to set a password, a nominee's look at the own file.

A link to an account has a second half: a code, which the person was shown himself, or which another officer tells him.
Whoever holds one of the two alone opens nothing.
"""

import datetime as dt
import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils.crypto import salted_hmac

from ..kernel import clock
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import OneTimeLink
from ..security.crypto import fingerprint
from ..text.keys import squeeze

MAX_WRONG_CODES = 5  # then the link is void
UNUSABLE = "这个链接已经失效：可能已使用过、已过期或已换发新的链接。请向发给您链接的单位索取新的链接。"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(
    actor: User | None,
    purpose: str,
    thing: Model,
    *,
    days: int,
    second: User | None = None,
    own_code: str = "",
) -> str:
    """The secret of a new link to `thing` for `purpose`, valid `days` days; an earlier one is void from now on.

    `own_code`: fingerprint of the code that the person knows (`new_own_code`); else `second` tells the person one
    (`code_of`). Without its code the link opens nothing. Of two made at once one is refused. The caller writes its own audit row; the secret is nowhere stored and must not be logged.
    """
    now = clock.now()
    void(purpose, thing)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            OneTimeLink.objects.create(
                purpose=purpose,
                object_id=str(thing.pk),
                token_sha256=_hash(token),
                issued_by=actor,
                issued_at=now,
                expires_at=now + dt.timedelta(days=days),
                second=second,
                own_code=own_code,
            )
    except IntegrityError as twin:
        raise Refusal("刚刚已经为同一人发出一个链接，请刷新页面后再办理。") from twin
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


def code_of(link: OneTimeLink) -> str:
    """Six digits, which `link.second` reads on his page; nowhere stored."""
    return f"{int(salted_hmac('link code', link.token_sha256).hexdigest()[:15], 16) % 10**6:06d}"


def new_own_code() -> tuple[str, str]:
    """(six digits to show once to the person, their fingerprint to keep)."""
    code = f"{secrets.randbelow(10**6):06d}"
    return code, fingerprint(code, "own code")


def _is_code(link: OneTimeLink, code: str) -> bool:
    if link.own_code:
        return secrets.compare_digest(fingerprint(squeeze(code), "own code"), link.own_code)
    return secrets.compare_digest(squeeze(code).encode(), code_of(link).encode())


def check_code(token: str, purpose: str, code: str) -> None:
    """Refusal unless the code belongs to the link, where it needs one. Not in a transaction: a wrong one counts."""
    link = look(token, purpose)
    if not (link.own_code or link.second_id) or _is_code(link, code):
        return
    OneTimeLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1)
    link.refresh_from_db()
    if link.wrong_codes >= MAX_WRONG_CODES:
        OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(replaced_at=clock.now())
        raise Refusal("口令连续输错，链接已经作废。请与给您链接的单位联系，重新发链接。")
    told = f"由{link.second}告知您" if link.second else "在提交单位注册时显示给您"
    raise Refusal(f"口令不对。口令{told}，是六位数字。")


@transaction.atomic
def use(token: str, purpose: str) -> str:
    """Use the link up and give the number of its object; of two at once one wins, the other is refused."""
    link = look(token, purpose)
    live = OneTimeLink.objects.filter(pk=link.pk, used_at=None, replaced_at=None)
    if not live.update(used_at=clock.now()):
        raise Refusal(UNUSABLE)
    return link.object_id
