"""Looks into one uploaded file, in a process of its own: little memory, few seconds, no Django.

Run as `python inspect_file.py < file`. Answers a line of JSON, {"content_type": …} or {"unfit": code}; for a picture
the re-encoded bytes follow. A file that costs too much kills this process and nothing else.
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
MAX_PAGES = 100
# what a PDF may do by itself, as keys and as values; the long names are also looked for in the raw bytes
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
    """The picture drawn anew: upright, at most LONG_SIDE pixels long, nothing in the file but the pixels."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limit below is stricter, and asked before anything is decoded
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
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
        image.convert("RGB").save(drawn, "JPEG", quality=88, optimize=True)
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


def pdf(content: bytes) -> str:
    """A PDF that lies still: readable by everybody, of few pages, without script, launch or attachment."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Unfit("encrypted")
        _count_pages(reader)
        _look_through(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unfit("unreadable") from error
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
    if RAW_ACTIVE.search(plain):
        raise Unfit("active")
    if RAW_EMBEDDED.search(plain):
        raise Unfit("embedded")
    return "application/pdf"


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
            todo += [*item.keys(), *(item.raw_get(key) for key in item)]  # type: ignore[attr-defined]  # pypdf's own dict
        elif isinstance(item, list):
            todo += list(item)
        elif isinstance(item, str) and item.startswith("/"):
            if item in ACTIVE:
                raise Unfit("active")
            if item in EMBEDDED:
                raise Unfit("embedded")


def main() -> None:
    limit()
    content, drawn = sys.stdin.buffer.read(), b""
    try:
        if content.startswith(b"%PDF-"):
            answer = {"content_type": pdf(content)}
        elif content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
            content_type, drawn = picture(content)
            answer = {"content_type": content_type}
        else:
            answer = {"unfit": "kind"}
    except Unfit as unfit:
        answer = {"unfit": str(unfit)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + drawn)


if __name__ == "__main__":
    main()
