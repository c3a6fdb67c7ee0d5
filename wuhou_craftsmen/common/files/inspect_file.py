"""Looks into one uploaded file, in a process of its own: little memory, few seconds, no Django.

Run as `python inspect_file.py < file`. Answers a line of JSON, {"content_type": …} or {"unfit": code}; where other bytes
are to be kept than were sent (every picture, a PDF written anew), they follow. A file that costs too much kills this process and nothing else.
"""

import io
import json
import re
import resource
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader

MAX_MEMORY_BYTES = 512 * 2**20
MAX_CPU_SECONDS = 8  # of the processor
MAX_PIXELS = 40_000_000
LONG_SIDE = 2400
PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
MAX_PAGES = 100
HEAD_WITHIN_BYTES = 1024  # readers look so far for the head of a PDF
# what a PDF may never hold, as keys and as values; the long names are also looked for in the raw bytes
ACTIVE = {"/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMedia", "/XFA"}
EMBEDDED = {"/EF", "/EmbeddedFile", "/EmbeddedFiles"}
RAW_ACTIVE = re.compile(rb"/(JavaScript|Launch|SubmitForm|ImportData|RichMedia)(?![A-Za-z])")
RAW_EMBEDDED = re.compile(rb"/EmbeddedFiles?(?![A-Za-z])")


class Unfit(Exception):
    """The file is refused; the code says why."""


def limit() -> None:
    """From here on this process may neither grow, nor last, nor write a file."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def picture(content: bytes) -> tuple[str, bytes]:
    """The picture drawn anew, JPEG but for a PNG: upright, at most LONG_SIDE pixels long, nothing in it but the pixels."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limit below is stricter, and asked before anything is decoded
    try:
        formats = ["JPEG", "PNG", "WEBP"]
        if _is_heic(content):
            from pillow_heif import register_heif_opener

            register_heif_opener(thumbnails=False)
            formats = ["HEIF"]
        image: Image.Image = Image.open(io.BytesIO(content), formats=formats)
        if image.width * image.height > MAX_PIXELS:
            raise Unfit("pixels")
        kind = "PNG" if image.format == "PNG" else "JPEG"
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a big JPEG is decoded small at once
        image = _plain(image)
        image.thumbnail((LONG_SIDE, LONG_SIDE))
        image = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unfit("unreadable") from error
    image.info = {}
    drawn = io.BytesIO()
    if kind == "JPEG":
        _on_white(image).save(drawn, "JPEG", quality=88, optimize=True)
    else:
        image.save(drawn, "PNG")
    return f"image/{kind.lower()}", drawn.getvalue()


def _plain(image: "Image.Image") -> "Image.Image":
    """Eight bits a channel, with transparency only where there is some."""
    if image.mode.startswith("I"):  # sixteen bits: a scanner's grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _on_white(image: "Image.Image") -> "Image.Image":
    """Without transparency, which JPEG does not know."""
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def pdf(content: bytes) -> bytes:
    """A PDF that lies still: readable by everybody, of few pages, without script, launch or attachment.

    Gives the bytes to keep. They are written anew where something stands before the head, or where an owner's password
    restricts printing and the like (it opens without one).
    """
    from pypdf.errors import PyPdfError

    try:
        anew = _looked_into(content)
        if anew:
            _looked_into(anew)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unfit("unreadable") from error
    return anew or content


def _looked_into(content: bytes) -> bytes:
    """Unfit, or the bytes of a PDF written anew where it has to be."""
    from pypdf import PasswordType, PdfReader, PdfWriter

    start = content.find(b"%PDF-", 0, HEAD_WITHIN_BYTES)
    reader = PdfReader(io.BytesIO(content[start:]))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise Unfit("encrypted")
    _count_pages(reader)
    _look_through(reader)
    _look_at_bytes(content)
    if not start and not reader.is_encrypted:
        return b""
    written = io.BytesIO()
    PdfWriter(clone_from=reader).write(written)
    return written.getvalue()


def _look_at_bytes(content: bytes) -> None:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
    if RAW_ACTIVE.search(plain):
        raise Unfit("active")
    if RAW_EMBEDDED.search(plain):
        raise Unfit("embedded")


def _count_pages(reader: "PdfReader") -> None:
    """By walking the tree, for its own count may lie."""
    root: Any = reader.trailer["/Root"]
    todo, seen, pages = [root["/Pages"]], set(), 0
    while todo:
        node = todo.pop().get_object()
        if id(node) in seen:
            raise Unfit("unreadable")
        seen.add(id(node))
        if "/Kids" in node:
            todo += list(node["/Kids"])
        else:
            pages += 1
        if pages > MAX_PAGES or len(todo) > MAX_PAGES:
            raise Unfit("pages")
    if not pages:
        raise Unfit("unreadable")


def _look_through(reader: "PdfReader") -> None:
    """Every object of the file, reachable or not; what cannot be read of it cannot act either."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    known = {(number, generation) for generation, rows in reader.xref.items() for number in rows}
    known |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in known:
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue
        _look_into(found)


def _look_into(found: Any) -> None:
    todo = [found]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            _look_at_triggers(item)
            todo += [*item.keys(), *(item.raw_get(key) for key in item)]  # type: ignore[attr-defined]  # pypdf's own dict
        elif isinstance(item, list):
            todo += list(item)
        elif isinstance(item, str) and item.startswith("/"):
            if item in ACTIVE:
                raise Unfit("active")
            if item in EMBEDDED:
                raise Unfit("embedded")


def _look_at_triggers(item: Any) -> None:
    """What happens by itself, on opening and the like: only that a place of the same file is shown."""
    found = [item[key] for key in ("/OpenAction",) if key in item]
    if "/AA" in item:
        found += list(item["/AA"].get_object().values())
    seen: set[int] = set()
    while found:
        action = found.pop().get_object()
        if not isinstance(action, dict) or id(action) in seen:
            continue  # a plain place
        seen.add(id(action))
        if action.get("/S", "/GoTo") != "/GoTo":
            raise Unfit("active")
        following = action.get("/Next", [])
        found += following if isinstance(following, list) else [following]


def _kept(content: bytes) -> tuple[str, bytes]:
    """(content type, bytes to keep), by what the file is."""
    if content.startswith(PICTURE_HEADS) or content[8:12] == b"WEBP" or _is_heic(content):
        return picture(content)
    if b"%PDF-" in content[:HEAD_WITHIN_BYTES]:
        return "application/pdf", pdf(content)
    raise Unfit("kind")


def main() -> None:
    limit()
    content, kept = sys.stdin.buffer.read(), b""
    try:
        content_type, kept = _kept(content)
        answer = {"content_type": content_type}
    except Unfit as unfit:
        answer = {"unfit": str(unfit)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
