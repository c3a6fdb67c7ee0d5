"""Files that people upload, honest and hostile, and a clamd of the tests' own."""

import io
import socketserver
import struct
import threading
import zlib
from contextlib import contextmanager

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from tests.pdfs import PDF, tiny_pdf

SIGNATURE = b"WUHOU-OWN-TEST-SIGNATURE"
FOUND = "Wuhou.Test"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 80), colour: str = "navy", **more) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind, **more)
    return made.getvalue()


def photo_with_a_place() -> bytes:
    """As a telephone takes it: lying on its side, with the place, the maker and a comment."""
    exif = Image.Exif()
    exif[0x010F] = "Example Maker"
    exif[0x0112] = 6  # turn it to the right
    exif[0x8825] = {1: "N", 2: (30.0, 38.0, 29.0), 3: "E", 4: (104.0, 2.0, 35.0)}
    return photo(exif=exif, comment=b"comment of the maker")


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how big it is and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def pdf_with_action(name: str) -> bytes:
    """Something happens when it is opened."""
    writer = PdfWriter()
    action = {NameObject("/S"): NameObject(name), NameObject("/JS"): TextStringObject("app.alert(1)")}
    if name != "/JavaScript":
        del action[NameObject("/JS")]
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return tiny_pdf(writer=writer)


def pdf_with_opening(key: str, action, *, on_page: bool = False) -> bytes:
    """`/OpenAction` or `/AA` of the file, or of its page, with this action: a dict of names and texts, or a place."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    made = ArrayObject([page.indirect_reference, NameObject("/Fit")]) if action is None else _pdf_dict(action)
    if key == "/AA":
        made = DictionaryObject({NameObject("/O"): made})
    (page if on_page else writer.root_object)[NameObject(key)] = writer._add_object(made)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pdf_dict(words: dict) -> DictionaryObject:
    def value(word):
        if isinstance(word, dict):
            return _pdf_dict(word)
        return NameObject(word) if word.startswith("/") else TextStringObject(word)

    return DictionaryObject({NameObject(key): value(word) for key, word in words.items()})


def pdf_with_owners_password(algorithm: str = "RC4-128") -> bytes:
    """Opens without a password; printing is restricted."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt("", "owner", algorithm=algorithm, permissions_flag=-3904)
    return tiny_pdf(writer=writer)


def heic() -> bytes:
    """A photo as an iPhone saves it."""
    import pillow_heif

    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (60, 80), "navy")).save(made)
    return made.getvalue()


def pdf_with_attachment() -> bytes:
    writer = PdfWriter()
    writer.add_attachment("inner.exe", b"MZ")
    return tiny_pdf(writer=writer)


def pdf_with_password() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt("secret", algorithm="RC4-128")
    return tiny_pdf(writer=writer)


def pdf_with_signature() -> bytes:
    return PDF + b"%" + SIGNATURE


class _Clamd(socketserver.BaseRequestHandler):
    """INSTREAM: pieces with their length before them, an empty one at the end."""

    def handle(self):
        line = self.request.makefile("rb")
        assert line.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", line.read(4))[0]:
            content += line.read(length)
        self.server.asked.append(content)
        verdict = f"stream: {FOUND} FOUND" if SIGNATURE in content else self.server.answer
        self.request.sendall(verdict.encode() + b"\0")


@contextmanager
def clamd(answer: str = "stream: OK"):
    """A server that knows one signature; gives it, with `asked`, what was sent to it, and `address`."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd) as server:
        server.asked, server.answer = [], answer
        server.address = f"tcp://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
