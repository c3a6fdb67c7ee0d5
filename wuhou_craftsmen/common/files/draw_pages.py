"""Draws the pages of one stored PDF or picture, in a process of its own: little memory, few seconds, no Django.

Run as `python draw_pages.py < file`. Answers a line of JSON with the number of pages, then for each that is drawn a line
[width, height, bytes] and a WebP. Whatever ends this process early, the pages before that are whole. The renderer is
PDFium without a JavaScript engine: nothing of a document runs, all that comes out is pixels.
"""

import io
import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MAX_MEMORY_BYTES = 512 * 2**20
MAX_CPU_SECONDS = 40  # of the processor, for all pages
ENOUGH_SECONDS = 30  # after these no further page is begun
MAX_PAGES = 30
WIDTH, MAX_HEIGHT = 1200, 4800  # pixels
QUALITY = 75


def limit() -> None:
    """From here on this process may neither grow, nor last, nor write a file."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pages_of_pdf(content: bytes) -> "Iterator[int | Image.Image]":
    """How many pages there are, then the first of them: as wide as a screen, white where nothing is printed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    document.init_forms()  # what was typed into the fields is drawn, too
    yield len(document)
    for number in range(min(len(document), MAX_PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1))
        yield page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        page.close()


def page_of_picture(content: bytes) -> "Iterator[int | Image.Image]":
    """A photo is one page; it was drawn upright when it was uploaded, and is never drawn larger."""
    from PIL import Image

    yield 1
    image: Image.Image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
    image.thumbnail((WIDTH, MAX_HEIGHT))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    yield paper


def main() -> None:
    limit()
    content, answer = sys.stdin.buffer.read(), sys.stdout.buffer
    for page in pages_of_pdf(content) if content.startswith(b"%PDF-") else page_of_picture(content):
        if isinstance(page, int):
            answer.write(b"%d\n" % page)
            continue
        drawn = io.BytesIO()
        page.save(drawn, "WEBP", quality=QUALITY)
        size = len(drawn.getvalue())
        answer.write(json.dumps([page.width, page.height, size]).encode() + b"\n" + drawn.getvalue())
        answer.flush()
        if time.process_time() > ENOUGH_SECONDS:
            break


if __name__ == "__main__":
    main()
