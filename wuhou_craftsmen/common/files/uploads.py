"""What people upload: looked into, stored, and kept from every reader until the antivirus has found it clean."""

from django.conf import settings
from django.db import transaction

from ..kernel.people import User
from ..models import PrivateFile
from . import inspection, scanning, store
from .inspection import Inspected


def inspect_upload(content: bytes, *, name: str, accept: tuple[str, ...] = inspection.PAPERS) -> Inspected:
    """What a person uploaded, looked into and for a picture drawn anew; Refusal where it is unfit.

    Takes tenths of a second, so not inside a transaction. Bytes that are stored already were looked into then.
    """
    known = PrivateFile.objects.filter(
        sha256=store.hash_of(content), content_type__in=inspection.PAPERS
    ).first()
    return inspection.inspect(content, name=name, accept=accept, known=known.content_type if known else "")


def store_inspected(found: Inspected, *, actor: User | None, rehearsal: bool = False) -> PrivateFile:
    """Store it; where an antivirus is set up, nobody reads it before the scan, which starts after commit."""
    scanned = "waiting" if settings.CLAMD else "not_needed"
    row = store.store(
        found.content,
        name=found.name,
        content_type=found.content_type,
        actor=actor,
        rehearsal=rehearsal,
        scanned=scanned,
    )
    if settings.CLAMD:
        transaction.on_commit(lambda: scanning.enqueue(row.pk))
    return row


def store_upload(content: bytes, *, name: str, actor: User | None, rehearsal: bool = False) -> PrivateFile:
    """Store what a person uploaded: PDF, JPEG or PNG by its content, not by its name; Refusal otherwise."""
    return store_inspected(inspect_upload(content, name=name), actor=actor, rehearsal=rehearsal)
