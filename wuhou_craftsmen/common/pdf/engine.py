"""WeasyPrint behind one door: shared fonts, no access to disk or network.

Imported late, by `pdf.render_pdf` alone: where Pango is missing the import fails, and the system check
should be able to say so in plain words.
"""

import logging
import os
import threading

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from .fonts import FontSubset

# After so many different subsets a process starts a fresh configuration: the old fonts are let go.
SUBSETS_KEPT = 40
logging.getLogger("weasyprint").setLevel(logging.ERROR)
_lock = threading.Lock()
# By process: a configuration made before a fork must not be used after it, nor dropped (dropping it
# would delete the parent's font files).
_configurations: dict[int, tuple[FontConfiguration, set[str]]] = {}


class ForbiddenAddress(RuntimeError):
    """A document asked for something that does not belong to it."""


class BundledOnly:
    """WeasyPrint's fetcher: gives this document's fonts and refuses every other address (T50)."""

    _fail_on_errors = False

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.refused: list[str] = []

    def __call__(self, url: str) -> URLFetcherResponse:
        if url not in self.files:
            self.refused.append(url)
            raise ForbiddenAddress(f"文书不得读取外部地址：{url[:200]}")
        return URLFetcherResponse(url, self.files[url], {"Content-Type": "font/otf"})


def _configuration(key: str) -> FontConfiguration:
    configuration, keys = _configurations.get(os.getpid(), (None, set()))
    if configuration is None or (key not in keys and len(keys) >= SUBSETS_KEPT):
        configuration, keys = FontConfiguration(), set()
        _configurations[os.getpid()] = configuration, keys
    keys.add(key)
    return configuration


def html_to_pdf(html: str, fonts: FontSubset) -> bytes:
    """PDF/A-3b of a whole page of HTML; ForbiddenAddress if it asks for anything but its own fonts."""
    fetcher = BundledOnly(fonts.files)
    with _lock:  # fontconfig and Pango objects are shared by the threads of a process
        configuration = _configuration(fonts.key)
        faces = CSS(string=fonts.css, url_fetcher=fetcher, font_config=configuration)
        pdf = HTML(string=html, url_fetcher=fetcher).write_pdf(
            font_config=configuration, stylesheets=[faces], pdf_variant="pdf/a-3b", pdf_tags=True
        )
    if fetcher.refused:
        raise ForbiddenAddress(f"文书不得读取外部地址：{fetcher.refused[0][:200]}")
    return pdf
