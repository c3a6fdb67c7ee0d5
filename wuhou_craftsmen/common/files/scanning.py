"""The antivirus: uploads wait for clamd where the setting CLAMD names one, and nobody reads them before it says clean."""

import logging
import socket
import struct

from celery import shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError as QueueDown

from ..kernel import audit, clock
from ..models import PrivateFile
from . import store

log = logging.getLogger(__name__)
CHUNK_BYTES = 64 * 1024
SCAN_TIMEOUT_SECONDS = 30  # seconds for one file
MAX_SCANS_PER_RUN = 200  # files that one look of the beat goes through


class ScannerDown(Exception):
    """clamd does not answer, or not with a verdict: the file waits."""


def ask(content: bytes) -> str:
    """What clamd finds in the bytes: the name of a signature, or nothing (its INSTREAM command)."""
    try:
        with _connect() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK_BYTES):
                piece = content[start : start + CHUNK_BYTES]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            reply = b""
            while not reply.endswith(b"\0") and (more := line.recv(4096)):
                reply += more
    except OSError as error:
        raise ScannerDown(type(error).__name__) from error
    words = reply.rstrip(b"\0\n").decode("utf-8", "replace")
    if words == "stream: OK":
        return ""
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return words.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerDown(words[:100] or "no answer")


def _connect() -> socket.socket:
    address = settings.CLAMD
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SCAN_TIMEOUT_SECONDS)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SCAN_TIMEOUT_SECONDS)


def enqueue(file_id: int) -> None:
    """Hand the number to the queue; if the queue is down the file waits and is found again."""
    try:
        scan_or_wait.delay(file_id)
    except (OSError, QueueDown):
        log.warning("file %s waits for its scan: the queue does not answer", file_id)


def scan(file_id: int) -> None:
    """Ask about one waiting file and write the verdict down; a file that is judged already is left alone."""
    file = PrivateFile.objects.filter(pk=file_id, scanned="waiting").first()
    if file is None or not settings.CLAMD:
        return
    found = ask(store.stored_bytes(file))
    with transaction.atomic():
        waiting = PrivateFile.objects.filter(pk=file_id, scanned="waiting")
        verdict = "infected" if found else "clean"
        if waiting.update(scanned=verdict, scanned_at=clock.now()) and found:
            audit.record(None, "材料未通过安全检查", file, sha256=file.sha256, found=found[:100])


@shared_task(name="common.scan_file")
def scan_or_wait(file_id: int) -> bool:
    """Whether clamd answered; if not, the file goes on waiting."""
    try:
        scan(file_id)
    except ScannerDown as down:
        log.warning("file %s waits for its scan: %s", file_id, down)
        return False
    return True


@shared_task(name="common.scan_waiting_files")
def scan_waiting() -> int:
    """The oldest waiting files, until clamd is silent; gives how many were asked about."""
    waiting = PrivateFile.objects.filter(scanned="waiting").order_by("pk").values_list("pk", flat=True)
    asked = 0
    for file_id in list(waiting[:MAX_SCANS_PER_RUN]):
        if not scan_or_wait(file_id):
            break
        asked += 1
    return asked
