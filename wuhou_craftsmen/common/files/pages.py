"""Pictures of a stored paper's pages: drawn once, after the upload, by a process of its own; read like the paper itself.

The queue carries the file's number. Papers of earlier years get theirs when their page is first opened.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError as QueueDown

from ..kernel.refusals import Refusal
from ..models import PrivateFile
from . import store
from .inspection import PAPERS

log = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("draw_pages.py")
TIMEOUT_SECONDS = 90  # the program's own limit is of the processor, this one is for a machine that is busy
PICTURE = "image/webp"


def want(files: Iterable[PrivateFile]) -> None:
    """Have those of the files drawn that may be read and are not drawn yet, once this transaction is over."""
    for file in files:
        if file.page_count is None and not file.withheld and file.content_type in PAPERS:
            transaction.on_commit(lambda number=file.pk: _enqueue(number))  # type: ignore[misc]


def _enqueue(file_id: int) -> None:
    """Hand the number to the queue; if the queue is down, who opens the paper next asks again."""
    try:
        draw.delay(file_id)
    except (OSError, QueueDown):
        log.warning("file %s waits for its pages: the queue does not answer", file_id)


@shared_task(name="common.draw_pages")
def draw(file_id: int) -> None:
    """Draw the pages of a file that has none; the same content is drawn once. Page count 0: it cannot be drawn."""
    file = PrivateFile.objects.filter(pk=file_id, page_count=None).first()
    if file is None or file.withheld:
        return
    twin = PrivateFile.objects.filter(sha256=file.sha256, page_count__isnull=False).first()
    if twin:
        count, pages = twin.page_count, twin.pages
    else:
        count, drawn = _drawn(store.read(file))
        pages = [
            [width, height, store.keep_page(file, number, content)]
            for number, (width, height, content) in enumerate(drawn, 1)
        ]
        count = count if pages else 0
    PrivateFile.objects.filter(pk=file_id, page_count=None).update(page_count=count, pages=pages)


def read(file: PrivateFile, number: int) -> bytes:
    """A page's picture, for whoever may read the file; Refusal until the antivirus has found the file clean."""
    if file.withheld:
        raise Refusal(file.withheld)
    if not 0 < number <= len(file.pages):
        raise Refusal("这一页没有图片，请下载原件查看。")
    content = store.path_of_page(file, number).read_bytes()
    if store.hash_of(content) != file.pages[number - 1][2]:
        raise Refusal("文件内容与登记的核对码不符，请联系系统管理员。")
    return content


def _drawn(content: bytes) -> tuple[int, list[tuple[int, int, bytes]]]:
    """(how many pages the paper has, width, height and picture of each that was drawn)."""
    process = subprocess.Popen(
        [sys.executable, "-I", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer, _ = process.communicate(content, timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        answer, _ = process.communicate()  # what was drawn until then
    count, _, rest = answer.partition(b"\n")
    return int(count or 0), list(_whole_pages(rest))


def _whole_pages(answer: bytes) -> Iterator[tuple[int, int, bytes]]:
    while answer:
        head, _, rest = answer.partition(b"\n")
        try:
            width, height, size = json.loads(head)
        except ValueError:
            return  # the process was ended within this line
        if len(rest) < size:
            return
        yield width, height, rest[:size]
        answer = rest[size:]
