"""Documents on paper: a Django template becomes a PDF/A-3b with small fonts and nothing from outside."""

from collections.abc import Mapping
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ..text.marks import REHEARSAL
from .fonts import FontSubset

AUTHOR = "武侯区总工会"
PICTURE = "wuhou-picture"  # a template writes <img src="wuhou-picture:name">


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every document carries: whether it is a sample (fictional) or made in a rehearsal."""

    sample: bool = False
    rehearsal: bool = False

    @property
    def mark(self) -> str:
        """The words printed on every page, empty on a real document."""
        words = [(REHEARSAL, self.rehearsal), ("示例数据，纯属虚构", self.sample)]
        return "　".join(word for word, holds in words if holds)


def render_html(template_name: str, context: dict) -> str:
    """The document as HTML, values escaped; its characters are what a FontSubset needs."""
    return render_to_string(template_name, {"author": AUTHOR, **context})


def render_pdf(
    template_name: str,
    context: dict,
    *,
    fonts: FontSubset | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The document as PDF/A-3b bytes; the same input gives the same bytes.

    `fonts`: the subset of a whole batch; without it one is cut for this document's own characters.
    `pictures`: by name, what `is_drawn`; never an upload itself.
    Raises ForbiddenAddress if the document asks for a file or an address (T50), FontMissing without
    Chinese fonts.
    """
    from .engine import html_to_pdf

    html = render_html(template_name, context)
    drawn = {f"{PICTURE}:{name}": content for name, content in (pictures or {}).items()}
    return html_to_pdf(html, fonts or FontSubset.for_texts([html]), drawn)


def is_drawn(content: bytes) -> bool:
    """Whether it has the form of the pictures that `common/files/pages.py` has drawn: a WebP."""
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def qr_svg(address: str) -> SafeString:
    """The address as a QR code (SVG without a size, medium error correction), ready for a template."""
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True))
