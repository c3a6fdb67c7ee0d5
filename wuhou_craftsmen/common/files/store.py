"""Private files: stored by content under DATA_DIR/files, never below a public folder."""

import datetime as dt
import hashlib
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ..kernel import clock
from ..kernel.people import User
from ..kernel.refusals import Refusal
from ..models import PrivateFile
from . import inspection

RECENTLY_USED_SECONDS = 3600  # seconds; longer than any transaction that stores a file
LIMIT = inspection.LIMIT  # bytes that one upload may have


def path_of(file: PrivateFile) -> Path:
    return Path(settings.PRIVATE_FILES) / file.sha256[:2] / file.sha256


def path_of_page(file: PrivateFile, number: int) -> Path:
    """Beside the file: the picture of its page (`pages.py`)."""
    place = path_of(file)
    return place.with_name(f"{place.name}.{number}.webp")


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store(
    content: bytes,
    *,
    name: str,
    content_type: str,
    actor: User | None,
    rehearsal: bool = False,
    scanned: str = "not_needed",
    kept_until: dt.datetime | None = None,
) -> PrivateFile:
    """Write the bytes (temporary file, then rename) and make the row. Content made by the portal itself."""
    row = PrivateFile(
        sha256=hash_of(content),
        name=name[:200],
        content_type=content_type,
        size=len(content),
        uploaded_by=actor,
        uploaded_at=clock.now(),
        rehearsal=rehearsal,
        scanned=scanned,
        kept_until=kept_until,
    )
    target = path_of(row)
    if target.exists():
        os.utime(target)  # `forget` leaves alone what was wanted lately
    else:
        _write(target, content)
    row.save()
    return row


def keep_page(file: PrivateFile, number: int, content: bytes) -> str:
    """Write the picture of a page beside the file; gives its hash."""
    _write(path_of_page(file, number), content)
    return hash_of(content)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, target)


def forget(file: PrivateFile) -> None:
    """Delete the row, and after commit the bytes and the pictures of their pages, unless another row has the same
    ones or stored them just now.
    """
    target, twins = path_of(file), PrivateFile.objects.filter(sha256=file.sha256).exclude(pk=file.pk)
    file.delete()
    if not twins.exists():
        transaction.on_commit(lambda: _remove(target))


def _remove(target: Path) -> None:
    if target.exists() and time.time() - target.stat().st_mtime > RECENTLY_USED_SECONDS:
        for page in target.parent.glob(f"{target.name}.*"):
            page.unlink()
        target.unlink()


def stored_bytes(file: PrivateFile) -> bytes:
    """The bytes as they lie there, for the antivirus; Refusal if they no longer match the recorded hash."""
    content = path_of(file).read_bytes()
    if hash_of(content) != file.sha256:
        raise Refusal("文件内容与登记的核对码不符，请联系系统管理员。")
    return content


def read(file: PrivateFile) -> bytes:
    """The bytes, for whoever may see them; Refusal until the antivirus has found them clean."""
    if file.withheld:
        raise Refusal(file.withheld)
    return stored_bytes(file)
