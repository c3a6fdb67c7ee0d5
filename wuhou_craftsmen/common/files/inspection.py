"""What a person uploads is looked into before it is stored: by its content, in a process of its own."""

import json
import logging
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ..kernel.refusals import Refusal
from ..text import private_numbers

log = logging.getLogger(__name__)
LIMIT = 10 * 1024 * 1024
SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}
PAPERS = tuple(SUFFIXES)
PICTURES = ("image/jpeg", "image/png")
PROGRAM = Path(__file__).with_name("inspect_file.py")
INSPECTION_TIMEOUT_SECONDS = (
    20  # seconds; the program's own limit is of the processor, this one is for a machine that is busy
)
NAME_LENGTH = 80
UNFIT = {
    "kind": "不是 PDF，也不是 JPEG、PNG、WebP 或 HEIC 照片，请换成其中一种。",
    "unreadable": "已经损坏，打不开，请重新扫描或导出后再上传。",
    "pixels": "超过 4000 万像素，请缩小后再上传。",
    "pages": "超过 100 页，请拆成几份或只留有关的页。",
    "encrypted": "设有密码，请取消密码后再上传。",
    "active": "带有脚本或自动运行的内容，请用“打印为 PDF”另存后再上传。",
    "embedded": "里面夹带了其他文件，请用“打印为 PDF”另存后再上传。",
    "heavy": "过于复杂，无法检查，请重新扫描或导出后再上传。",
}


@dataclass(frozen=True)
class Inspected:
    """A file found fit: what will be stored, which for a picture is not what was sent, for a PDF seldom."""

    name: str
    content: bytes
    content_type: str


def inspect(content: bytes, *, name: str, accept: tuple[str, ...] = PAPERS, known: str = "") -> Inspected:
    """Refusal unless it is one of `accept` by its content and within every limit.

    `known`: the type of the same bytes that were found fit before; they are not looked into again.
    """
    shown = clean_name(name)
    if len(content) > LIMIT:
        raise Refusal(f"文件“{shown}”超过 10 兆字节，请压缩后再上传。")
    if not content:
        raise Refusal(f"文件“{shown}”是空的，请重新选择。")
    if not known:
        known, content = _look(content, shown)
    if known not in accept:
        raise Refusal(f"文件“{shown}”不是照片，请换成 JPEG、PNG、WebP 或 HEIC 照片。")
    return Inspected(clean_name(name, known), content, known)


def _look(content: bytes, shown: str) -> tuple[str, bytes]:
    """(type, bytes to keep), as the program of its own says."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM)],
            input=content,
            capture_output=True,
            timeout=INSPECTION_TIMEOUT_SECONDS,
            check=False,
        )
        head, _, kept = done.stdout.partition(b"\n")
        answer = json.loads(head) if done.returncode == 0 else {"unfit": "heavy"}
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        answer = {"unfit": "heavy"}
    if unfit := answer.get("unfit"):
        log.info("upload refused: %s", unfit)
        raise Refusal(f"文件“{shown}”{UNFIT[unfit]}")
    return answer["content_type"], kept


def clean_name(name: str, content_type: str = "") -> str:
    """The name as it may be shown and sent: no folder, no control or direction mark, no private number, right suffix."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    kept = re.sub(r'[<>:"|?*]', "", kept)
    kept = private_numbers.left_out(kept).strip()
    if not content_type:
        return kept.strip(" .")[:NAME_LENGTH] or "未命名"
    stem, dot, suffix = kept.rpartition(".")
    wanted = SUFFIXES[content_type]
    if not dot or len(suffix) > 5:
        stem, suffix = kept, ""
    ending = f".{suffix.lower()}" if f".{suffix.lower()}" in wanted else wanted[0]
    return (stem.strip(" .")[:NAME_LENGTH] or "材料") + ending
