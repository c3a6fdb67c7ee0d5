"""What a person uploads: known by content, within limits, without hidden parts, unread before it is found clean."""

import gzip
import io
import resource
import subprocess
import sys

import pytest
from PIL import Image
from pypdf import PdfReader

from tests import uploads
from tests.pdfs import PDF, tiny_pdf
from wuhou_craftsmen.common.files import inspection, scanning, store
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry, PrivateFile
from wuhou_craftsmen.common.web.views import attachment

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(1)</script></html>"


def upload(content: bytes, name: str = "example.pdf") -> PrivateFile:
    return store_upload(content, name=name, actor=None)


def drawn(file: PrivateFile) -> Image.Image:
    return Image.open(io.BytesIO(store.read(file)))


# Kinds and limits

HOSTILE = {
    "html named pdf": (HTML, "不是 PDF，也不是"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "不是 PDF，也不是"),
    "program": (b"MZ\x90\x00", "不是 PDF，也不是"),
    "a pdf far behind its first bytes": (b" " * 1100 + PDF, "不是 PDF，也不是"),
    "zip": (b"PK\x03\x04" + b"\0" * 40, "不是 PDF，也不是"),
    "gzip": (gzip.compress(b"\0" * 100_000), "不是 PDF，也不是"),
    "gif": (b"GIF89a" + b"\0" * 20, "不是 PDF，也不是"),
    "nothing": (b"", "是空的"),
    "a pdf by its first bytes only": (b"%PDF-1.7 example", "已经损坏"),
    "html behind a jpeg mark": (b"\xff\xd8\xff" + HTML, "已经损坏"),
    "half a photo": (uploads.photo(size=(900, 900))[:2000], "已经损坏"),
    "png of 50,000 pixels a side": (uploads.png_header(50_000, 50_000), "4000 万像素"),
    "png one row over": (uploads.png_header(8000, 5001), "4000 万像素"),
    "script": (uploads.pdf_with_action("/JavaScript"), "脚本"),
    "launch": (uploads.pdf_with_action("/Launch"), "脚本"),
    "script under another spelling": (PDF.replace(b"/Title", b"/J#61vaScript"), "脚本"),
    "leads to a share": (
        uploads.pdf_with_opening("/OpenAction", {"/S": "/GoToR", "/F": "//x/y"}),
        "自动运行",
    ),
    "opens an address": (
        uploads.pdf_with_opening("/OpenAction", {"/S": "/URI", "/URI": "http://x"}),
        "自动运行",
    ),
    "plays a film": (uploads.pdf_with_opening("/OpenAction", {"/S": "/Movie"}), "自动运行"),
    "embedded place": (uploads.pdf_with_opening("/AA", {"/S": "/GoToE"}), "自动运行"),
    "an address on showing a page": (
        uploads.pdf_with_opening("/AA", {"/S": "/URI", "/URI": "http://x"}, on_page=True),
        "自动运行",
    ),
    "an address after a place": (
        uploads.pdf_with_opening("/OpenAction", {"/S": "/GoTo", "/D": "a", "/Next": {"/S": "/URI"}}),
        "自动运行",
    ),
    "attachment": (uploads.pdf_with_attachment(), "夹带了其他文件"),
    "password": (uploads.pdf_with_password(), "密码"),
    "101 pages": (tiny_pdf(pages=101), "100 页"),
    "10,000 pages": (tiny_pdf(pages=10_000), "100 页"),
    "too big": (PDF + b"\0" * inspection.LIMIT, "10 兆字节"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_stored(name):
    content, reason = HOSTILE[name]
    with pytest.raises(Refusal, match=reason):
        upload(content)
    assert not PrivateFile.objects.exists()


@pytest.mark.parametrize(
    "harmless",
    [
        uploads.pdf_with_opening("/OpenAction", None),
        uploads.pdf_with_opening("/OpenAction", {"/S": "/GoTo", "/D": "chapter"}),
        b"\r\n \n" + PDF,
        HTML + PDF,
        b"x" * 1019 + PDF,
        uploads.pdf_with_owners_password(),
        uploads.pdf_with_owners_password("AES-256"),
    ],
    ids=["place", "named place", "blank lines", "words before the head", "just within", "owner", "owner aes"],
)
def test_what_every_reader_shows_is_kept_as_a_plain_pdf(harmless):
    kept = store.read(upload(harmless))
    assert kept.startswith(b"%PDF-")
    assert b"<script>" not in kept
    assert not PdfReader(io.BytesIO(kept)).is_encrypted


@pytest.mark.parametrize(
    "photo",
    [uploads.heic(), uploads.photo("WEBP"), uploads.photo("WEBP", lossless=True)],
    ids=["heic", "webp", "lossless webp"],
)
def test_photos_as_phones_save_them_are_drawn_anew_as_jpeg(photo):
    stored = upload(photo, "IMG_0001.HEIC")
    assert (stored.name, stored.content_type) == ("IMG_0001.jpg", "image/jpeg")
    assert drawn(stored).size == (60, 80)


def test_limits_are_met_exactly():
    assert upload(tiny_pdf(pages=100)).content_type == "application/pdf"
    assert upload(uploads.photo("PNG", (8000, 5000)), "big.png").content_type == "image/png"


def test_the_process_that_looks_may_not_grow_beyond_half_a_gigabyte():
    greedy = "import runpy; m = runpy.run_path({!r}); m['limit'](); bytearray(600 * 2**20)"
    command = [sys.executable, "-I", "-c", greedy.format(str(inspection.PROGRAM))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
    busy = greedy.replace(
        "bytearray(600 * 2**20)", "print(m['MAX_CPU_SECONDS'], __import__('resource').getrlimit(0))"
    )
    done = subprocess.run([*command[:3], busy.format(str(inspection.PROGRAM))], capture_output=True, text=True, check=True)  # fmt: skip
    assert resource.RLIMIT_CPU == 0
    assert done.stdout.strip() == "8 (8, 8)"


def test_a_file_that_kills_its_looker_is_refused(monkeypatch, tmp_path):
    looker = tmp_path / "looker.py"
    looker.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(inspection, "PROGRAM", looker)
    with pytest.raises(Refusal, match="过于复杂"):
        upload(PDF)


def test_html_in_a_picture_does_not_survive():
    for kind in ("JPEG", "PNG"):
        stored = upload(uploads.photo(kind) + HTML, "photo.jpg")
        assert b"<script>" not in store.read(stored)


def test_html_behind_a_pdf_is_only_ever_a_download():
    stored = upload(PDF + HTML)
    answer = attachment(store.read(stored), stored.name, stored.content_type)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"


# Pictures


def test_a_photo_stands_upright_and_forgets_where_it_was_taken():
    sent = uploads.photo_with_a_place()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)  # the place was there
    kept = drawn(upload(sent, "photo.jpg"))
    assert kept.size == (80, 60)
    assert not kept.getexif()
    assert {"exif", "comment", "icc_profile"}.isdisjoint(kept.info)


def test_a_png_forgets_its_words_and_keeps_its_transparency():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "somebody")
    made = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(made, "PNG", pnginfo=words)
    kept = drawn(upload(made.getvalue(), "seal.png"))
    assert (kept.mode, kept.getpixel((5, 5))[3]) == ("RGBA", 0)
    assert "Author" not in kept.info


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not():
    assert drawn(upload(uploads.photo(size=(4800, 1200)), "wide.jpg")).size == (2400, 600)
    assert drawn(upload(uploads.photo(size=(300, 400)), "small.jpg")).size == (300, 400)


# Names

NAMES = [
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("..\\..\\boot.pdf", "boot.pdf"),
    ("/etc/cron.d/x.pdf", "x.pdf"),
    ("C:\\证书.PDF", "证书.pdf"),
    ("a\0b.pdf", "ab.pdf"),
    ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
    ("证\u202efdp.exe", "证fdp.pdf"),
    ("\u2066x\u2069.pdf", "x.pdf"),
    ("证书😀.pdf", "证书😀.pdf"),
    ("证\u200b书.pdf", "证书.pdf"),
    ("honour.exe", "honour.pdf"),
    ("honour.pdf.exe", "honour.pdf.pdf"),
    ("honour", "honour.pdf"),
    ("...", "材料.pdf"),
    ("", "材料.pdf"),
    (".pdf", "材料.pdf"),
    ("CON:|*?.pdf", "CON.pdf"),
    ("\u2028x\u2029.pdf", "x.pdf"),
    ('a"b.pdf', "ab.pdf"),
    ("<script>.pdf", "script.pdf"),
    ("99999919850101001X.pdf", "号码略.pdf"),
    ("张三10000000001证书.pdf", "张三号码略证书.pdf"),
    ("IMG_20220101123456.pdf", "IMG_20220101123456.pdf"),
    ("2021.06.07 公示.pdf", "2021.06.07 公示.pdf"),
]
NAMES += [(f"{sign}证书.pdf", "证书.pdf") for sign in map(chr, (1, 7, 8, 9, 11, 12, 27, 127, 133, 0x200E, 0x200F, 0x202A, 0x202D, 0xFEFF, 0xE000))]  # fmt: skip
NAMES += [("长" * 500 + ".pdf", "长" * 80 + ".pdf")]


def test_forty_names_are_made_harmless():
    assert len(NAMES) == 40
    for name, wanted in NAMES:
        kept = inspection.clean_name(name, "application/pdf")
        assert kept == wanted
        sent = attachment(b"", kept, "application/pdf").headers["Content-Disposition"]
        assert sent.startswith("attachment; ")
        assert sent.isprintable()


# The antivirus


@pytest.fixture
def scanner(settings):
    with uploads.clamd() as server:
        settings.CLAMD = server.address
        yield server


def test_without_an_antivirus_a_file_is_readable_at_once():
    stored = upload(PDF)
    assert (stored.scanned, store.read(stored)) == ("not_needed", PDF)


def test_a_clean_file_is_readable_after_its_scan(scanner, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(
        scanning.scan_or_wait, "delay", scanning.scan_or_wait
    )  # what is queued is done at once
    with django_capture_on_commit_callbacks(execute=True):
        stored = upload(PDF)
    assert stored.scanned == "waiting"  # as this request knows it
    stored.refresh_from_db()
    assert stored.scanned == "clean"
    assert stored.scanned_at
    assert store.read(stored) == PDF
    assert scanner.asked == [PDF]


def test_a_waiting_file_is_read_by_nobody(scanner):
    stored = upload(PDF)  # the test's transaction does not end, so nothing is queued
    with pytest.raises(Refusal, match="正在安全检查，请稍后再看"):
        store.read(stored)
    assert scanning.scan_waiting() == 1
    stored.refresh_from_db()
    assert store.read(stored) == PDF
    assert scanning.scan_waiting() == 0


def test_an_infected_file_is_never_read_and_the_finding_is_on_record(scanner):
    stored = upload(uploads.pdf_with_signature())
    scanning.scan(stored.pk)
    stored.refresh_from_db()
    assert stored.scanned == "infected"
    with pytest.raises(Refusal, match="未通过安全检查，请更换"):
        store.read(stored)
    row = AuditEntry.objects.get(verb="材料未通过安全检查")
    assert row.details == {"sha256": stored.sha256, "found": uploads.FOUND}
    scanning.scan(stored.pk)  # judged once
    assert len(scanner.asked) == 1


def test_while_the_antivirus_is_down_new_files_wait_and_old_ones_are_readable(settings, scanner):
    old = upload(PDF)
    scanning.scan(old.pk)
    settings.CLAMD = "tcp://127.0.0.1:1"
    new = upload(tiny_pdf("new"))
    assert scanning.scan_waiting() == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.scanned, new.scanned) == ("clean", "waiting")
    assert store.read(old) == PDF
    settings.CLAMD = scanner.address
    assert scanning.scan_waiting() == 1
    new.refresh_from_db()
    assert store.read(new) == tiny_pdf("new")


def test_an_answer_that_is_no_verdict_leaves_the_file_waiting(settings):
    with uploads.clamd("INSTREAM size limit exceeded. ERROR") as server:
        settings.CLAMD = server.address
        stored = upload(PDF)
        assert not scanning.scan_or_wait(stored.pk)
    stored.refresh_from_db()
    assert stored.scanned == "waiting"


def test_a_file_changed_on_disk_is_not_given_out():
    stored = upload(tiny_pdf("spoilt"))
    store.path_of(stored).write_bytes(b"other")
    try:
        with pytest.raises(Refusal, match="核对码不符"):
            store.read(stored)
    finally:
        store.path_of(stored).unlink()
