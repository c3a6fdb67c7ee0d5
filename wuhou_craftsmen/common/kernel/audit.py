"""The hash-chained audit log. Every verb writes its row here, in the same transaction as its change."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from ..models import AuditEntry
from . import clock, digests
from .people import User

GENESIS = "0" * 64
CHAIN_CHECKED = "核对操作记录"
_LOCK = 7_310_107  # one writer of the chain at a time on PostgreSQL; SQLite's transactions are already alone
_listeners: list[Callable[[], None]] = []


def when_recording(listener: Callable[[], None]) -> Callable[[], None]:
    """Register `listener()`: runs before rows are written, in the same transaction; what it raises undoes the verb."""
    _listeners.append(listener)
    return listener


def record(actor: User | None, verb: str, thing: Model, **details: Any) -> None:
    """Append one row. `details` are plain values; never an ID number, phone, account or birth date."""
    record_many(actor, verb, [(thing, details)])


def record_many(actor: User | None, verb: str, rows: Iterable[tuple[Model, dict]]) -> None:
    """Append a row for each (object, details) pair; one lock and one insert for all."""
    for listener in _listeners:
        listener()
    with transaction.atomic(savepoint=False):  # what cannot be recorded did not happen: nothing to go back to
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = AuditEntry.objects.order_by("-seq").values_list("seq", "hash").first()
        seq, previous = last or (0, GENESIS)
        at = clock.now()
        entries = []
        for thing, details in rows:
            seq += 1
            entry = AuditEntry(
                seq=seq,
                at=at,
                actor=actor,
                actor_name=str(actor) if actor else "系统",
                verb=verb,
                object_type=thing._meta.label,
                object_id=str(thing.pk),
                object_label=str(thing)[:200],
                details=details,
                previous_hash=previous,
            )
            entry.hash = previous = digest(entry)
            entries.append(entry)
        AuditEntry.objects.bulk_create(entries)


def last_of(thing: Model) -> AuditEntry | None:
    """The last row about this object: who did what with it, and when."""
    return AuditEntry.objects.filter(object_type=thing._meta.label, object_id=str(thing.pk)).first()


def has_done(actor: User, verb: str, thing: Model) -> bool:
    """Whether this person has ever done this with the object."""
    done = AuditEntry.objects.filter(object_type=thing._meta.label, object_id=str(thing.pk))
    return done.filter(actor=actor, verb=verb).exists()


def digest(entry: AuditEntry) -> str:
    """SHA-256 over everything in the row but the hash itself, in a fixed order."""
    told = [
        entry.seq,
        entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="milliseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.verb,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.details,
        entry.previous_hash,
    ]
    return digests.digest(told)


def verify() -> str | None:
    """None if the whole chain holds, else Chinese text naming the first row that does not."""
    previous, expected = GENESIS, 1
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != expected:
            return f"第 {expected} 条缺失"
        if entry.previous_hash != previous or digest(entry) != entry.hash:
            return f"第 {entry.seq} 条与核对码不符"
        previous, expected = entry.hash, expected + 1
    return None


def check_chain(actor: User | None) -> str | None:
    """Verify the chain and write down that it was done; gives the first fault, or None."""
    problem = verify()
    seq, last = head()
    if not seq:
        return problem
    entry = AuditEntry.objects.get(seq=seq)
    record(actor, CHAIN_CHECKED, entry, result=problem or "完整", head=last)
    return problem


def checked_today() -> bool:
    """Whether somebody has verified the chain today."""
    return AuditEntry.objects.filter(
        verb=CHAIN_CHECKED,
        at__gte=timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0),
    ).exists()


def head() -> tuple[int, str]:
    """Number and hash of the last row, to be kept outside the system."""
    return AuditEntry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
