"""Pictures of a paper's pages: as many as are drawn, nothing but pixels, of one content once, gone with the file."""

import io
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from tests import uploads
from tests.pdfs import PDF, tiny_pdf
from wuhou_craftsmen.common.files import pages, store
from wuhou_craftsmen.common.files.uploads import store_upload
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.PRIVATE_FILES = tmp_path


def drawn(content: bytes, content_type: str = "application/pdf", **more) -> PrivateFile:
    file = store.store(content, name="example", content_type=content_type, actor=None, **more)
    pages.draw(file.pk)
    file.refresh_from_db()
    return file


def picture(file: PrivateFile, number: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(pages.read(file, number)))


def test_each_page_of_a_pdf_is_a_picture_as_wide_as_a_screen():
    file = drawn(tiny_pdf(pages=3))
    assert (file.page_count, len(file.pages)) == (3, 3)
    for number in (1, 2, 3):
        found = picture(file, number)
        assert (found.format, found.width) == ("WEBP", 1200)
        assert file.pages[number - 1][:2] == list(found.size)
    for number in (0, 4, 10**30):
        with pytest.raises(Refusal, match="没有图片"):
            pages.read(file, number)


@pytest.mark.parametrize(
    ("sent", "size"),
    [
        (uploads.photo(size=(2400, 1800)), (1200, 900)),
        (uploads.heic(), (60, 80)),
        (uploads.photo("PNG"), (60, 80)),
    ],
    ids=["jpeg", "heic", "png"],
)
def test_a_photo_is_one_page_and_never_drawn_larger(sent, size):
    file = store_upload(sent, name="photo.jpg", actor=None)
    pages.draw(file.pk)
    file.refresh_from_db()
    assert (file.page_count, picture(file).size) == (1, size)


def test_of_a_long_paper_the_first_thirty_pages_are_drawn():
    file = drawn(tiny_pdf(pages=31))
    assert (file.page_count, len(file.pages)) == (31, 30)


def test_what_was_typed_into_a_form_is_drawn():
    def with_words(words: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(tiny_pdf())))
        box = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("name"),
                NameObject("/V"): TextStringObject(words),
                NameObject("/DA"): TextStringObject("/Helv 40 Tf 0 g"),
                NameObject("/Rect"): ArrayObject(FloatObject(side) for side in (0, 0, 150, 60)),
                NameObject("/F"): FloatObject(4),
            }
        )
        place = writer._add_object(box)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([place])
        fonts = DictionaryObject(
            {
                NameObject("/Helv"): DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Font"),
                        NameObject("/Subtype"): NameObject("/Type1"),
                        NameObject("/BaseFont"): NameObject("/Helvetica"),
                    }
                )
            }
        )
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
            {
                NameObject("/Fields"): ArrayObject([place]),
                NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
            }
        )
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()

    assert picture(drawn(with_words("XX"))).tobytes() != picture(drawn(with_words(""))).tobytes()


def test_a_pdf_that_would_act_draws_its_page_and_does_nothing():
    """Such a file is refused on uploading; one that came in by a gap would find no engine for its script."""
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        server.timeout = 0
        address = f"http://127.0.0.1:{server.server_port}/"
        for hostile in (
            uploads.pdf_with_action("/JavaScript"),
            uploads.pdf_with_opening("/OpenAction", {"/S": "/URI", "/URI": address}),
            uploads.pdf_with_opening(
                "/AA", {"/S": "/JavaScript", "/JS": f"app.launchURL('{address}')"}, on_page=True
            ),
            uploads.pdf_with_attachment(),
        ):
            assert drawn(hostile).page_count == 1
        server.handle_request()  # whoever has come by now
        assert asked == []
    kept = [
        path.suffix
        for path in store.path_of(PrivateFile(sha256="00")).parent.parent.rglob("*")
        if path.is_file()
    ]
    assert set(kept) == {"", ".webp"}


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 nothing", uploads.pdf_with_password(), b"\x00" * 100],
    ids=["torn", "locked", "no paper"],
)
def test_what_cannot_be_drawn_is_said_once_and_for_all(content):
    file = drawn(content)
    assert (file.page_count, file.pages) == (0, [])


def test_what_kills_its_drawer_keeps_the_pages_drawn_before(monkeypatch, tmp_path):
    drawer = tmp_path / "drawer.py"
    drawer.write_text(
        "import os, sys; sys.stdout.buffer.write(b'3\\n[1, 2, 4]\\nabcd[5, 6, 900]\\nx'); sys.stdout.flush(); os.kill(os.getpid(), 9)"
    )
    monkeypatch.setattr(pages, "PROGRAM", drawer)
    file = drawn(PDF)
    assert (file.page_count, [row[:2] for row in file.pages]) == (3, [[1, 2]])
    assert pages.read(file, 1) == b"abcd"


def test_the_process_that_draws_may_neither_grow_nor_write():
    tries = "import resource, runpy; m = runpy.run_path({!r}); m['limit'](); print(resource.getrlimit(resource.RLIMIT_FSIZE)); bytearray(600 * 2**20)"
    command = [sys.executable, "-I", "-c", tries.format(str(pages.PROGRAM))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(0, 0)"
    assert "MemoryError" in done.stderr


def test_the_same_content_is_drawn_once(monkeypatch):
    first = drawn(PDF)
    monkeypatch.setattr(pages, "PROGRAM", "/nowhere")
    second = drawn(PDF)
    assert second.pages == first.pages
    assert picture(second)


def test_pages_are_kept_from_readers_as_long_as_the_paper_is():
    file = drawn(PDF, scanned="waiting")
    assert file.page_count is None
    done = drawn(tiny_pdf("other"))
    PrivateFile.objects.filter(pk=done.pk).update(scanned="waiting")
    done.refresh_from_db()
    with pytest.raises(Refusal, match="正在安全检查"):
        pages.read(done, 1)


def test_a_picture_changed_on_disk_is_not_given_out():
    file = drawn(PDF)
    store.path_of_page(file, 1).write_bytes(b"other")
    with pytest.raises(Refusal, match="核对码不符"):
        pages.read(file, 1)


def test_the_pictures_go_with_the_file(django_capture_on_commit_callbacks, monkeypatch):
    file, twin = drawn(PDF), drawn(PDF)
    place = store.path_of_page(file, 1)
    monkeypatch.setattr(store, "RECENTLY_USED_SECONDS", -1)
    with django_capture_on_commit_callbacks(execute=True):
        store.forget(twin)
    assert place.exists()
    with django_capture_on_commit_callbacks(execute=True):
        store.forget(file)
    assert not place.exists()


def test_only_papers_that_may_be_read_and_are_not_drawn_are_asked_for(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(pages.draw, "delay", pages.draw)  # what is queued is done at once
    new = store.store(PDF, name="example", content_type="application/pdf", actor=None)
    book = store.store(b"PK", name="book", content_type="application/zip", actor=None)
    waiting = store.store(
        tiny_pdf("w"), name="w", content_type="application/pdf", actor=None, scanned="waiting"
    )
    with django_capture_on_commit_callbacks(execute=True) as asked:
        pages.want([new, book, waiting])
    assert len(asked) == 1
    new.refresh_from_db()
    assert new.page_count == 1
    with django_capture_on_commit_callbacks() as asked:
        pages.want([new])
    assert asked == []
