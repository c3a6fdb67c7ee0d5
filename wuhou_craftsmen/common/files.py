"""Private files: stored by content under DATA_DIR/files, never below a public folder."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from . import clock
from .models import PrivateFile
from .refusals import Refusal

LIMIT = 10 * 1024 * 1024
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def path_of(file: PrivateFile) -> Path:
    return Path(settings.PRIVATE_FILES) / file.sha256[:2] / file.sha256


def store(content: bytes, *, name: str, content_type: str, actor, rehearsal: bool = False) -> PrivateFile:
    """Write the bytes (temporary file, then rename) and make the row. Content made by the portal itself."""
    sha256 = hashlib.sha256(content).hexdigest()
    row = PrivateFile(
        sha256=sha256,
        name=name[:200],
        content_type=content_type,
        size=len(content),
        uploaded_by=actor,
        uploaded_at=clock.now(),
        rehearsal=rehearsal,
    )
    target = path_of(row)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(content)
        os.replace(draft.name, target)
    row.save()
    return row


def store_upload(content: bytes, *, name: str, actor, rehearsal: bool = False) -> PrivateFile:
    """Store what a person uploaded: PDF, JPEG or PNG by its content, not by its name; Refusal otherwise."""
    if len(content) > LIMIT:
        raise Refusal(f"文件“{name}”超过 10 兆字节，请压缩后再上传。")
    content_type = next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
    if content_type is None:
        raise Refusal(f"文件“{name}”不是 PDF、JPEG 或 PNG，请换成这三种格式之一。")
    return store(content, name=Path(name).name, content_type=content_type, actor=actor, rehearsal=rehearsal)


def read(file: PrivateFile) -> bytes:
    """The bytes; Refusal if they no longer match the recorded hash."""
    content = path_of(file).read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refusal("文件内容与登记的校验值不符，请联系系统管理员。")
    return content
