"""One icon as inline SVG, read from the icon package among the static files."""

from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@cache
def _svg(name: str) -> str:
    found = finders.find(f"icons/{name}.svg")
    return Path(found).read_text(encoding="utf-8") if found else ""


@register.simple_tag
def icon(name: str):
    """Decoration only, hidden from screen readers; nothing where the package is missing."""
    svg = _svg(name)
    if not svg:
        return ""
    return format_html('<span class="icon" aria-hidden="true">{}</span>', mark_safe(svg))
