"""One icon as inline SVG, read from the icon package; the two thousand others need not be served."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@cache
def _svg(name: str) -> str:
    found = settings.ICONS / f"{name}.svg"
    return found.read_text(encoding="utf-8") if found.is_file() else ""


@register.simple_tag
def icon(name: str) -> str:
    """Decoration only, hidden from screen readers; nothing where the package is missing."""
    svg = _svg(name)
    if not svg:
        return ""
    return format_html('<span class="icon" aria-hidden="true">{}</span>', mark_safe(svg))
