"""WeasyPrint behind one door: shared fonts, no access to disk or network.

Imported late, by `pdf.render_pdf` alone: where Pango is missing the import fails, and the system check
should be able to say so in plain words.
"""

import logging
import os
import threading
from collections.abc import Mapping

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from .fonts import FontSubset

# After so many different subsets a process starts a fresh configuration: the old fonts are let go.
SUBSETS_KEPT = 40
PICTURE_DPI = 250  # what an office printer shows; a picture of more is made smaller
logging.getLogger("weasyprint").setLevel(logging.ERROR)
_lock = threading.Lock()
# By process: a configuration made before a fork must not be used after it, nor dropped (dropping it
# would delete the parent's font files).
_configurations: dict[int, tuple[FontConfiguration, set[str]]] = {}


class ForbiddenAddress(RuntimeError):
    """A document asked for something that does not belong to it."""


class BundledOnly:
    """WeasyPrint's fetcher: gives this document's fonts and pictures and refuses every other address (T50)."""

    _fail_on_errors = False

    def __init__(self, fonts: Mapping[str, bytes], pictures: Mapping[str, bytes] | None = None) -> None:
        self.files = {url: (content, "font/otf") for url, content in fonts.items()}
        self.files |= {url: (content, "image/webp") for url, content in (pictures or {}).items()}
        self.refused: list[str] = []

    def __call__(self, url: str) -> URLFetcherResponse:
        if url not in self.files:
            self.refused.append(url)
            raise ForbiddenAddress(f"文书不得读取外部地址：{url[:200]}")
        content, kind = self.files[url]
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def _configuration(key: str) -> FontConfiguration:
    configuration, keys = _configurations.get(os.getpid(), (None, set()))
    if configuration is None or (key not in keys and len(keys) >= SUBSETS_KEPT):
        configuration, keys = FontConfiguration(), set()
        _configurations[os.getpid()] = configuration, keys
    keys.add(key)
    return configuration


def html_to_pdf(html: str, fonts: FontSubset, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """PDF/A-3b of a whole page of HTML; ForbiddenAddress if it asks for anything but its own fonts and pictures."""
    fetcher = BundledOnly(fonts.files, pictures)
    with _lock:  # fontconfig and Pango objects are shared by the threads of a process
        configuration = _configuration(fonts.key)
        faces = CSS(string=fonts.css, url_fetcher=fetcher, font_config=configuration)
        pdf = HTML(string=html, url_fetcher=fetcher).write_pdf(
            font_config=configuration,
            stylesheets=[faces],
            pdf_variant="pdf/a-3b",
            pdf_tags=True,
            dpi=PICTURE_DPI,
        )
    if fetcher.refused:
        raise ForbiddenAddress(f"文书不得读取外部地址：{fetcher.refused[0][:200]}")
    return pdf
