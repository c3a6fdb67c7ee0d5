"""The address patterns of the portal."""

from collections.abc import Iterator

from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

POSTED = 405


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The name of every address pattern, and the pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            yield prefix + pattern.name, pattern


def only_posted(pattern: URLPattern) -> bool:
    """A button, not a page: GET is refused by the view's own decorator."""
    request = RequestFactory().get("/")
    groups = dict.fromkeys(pattern.pattern.regex.groupindex, "1")
    request.user = None
    try:
        return pattern.callback(request, **groups).status_code == POSTED
    except Exception:  # noqa: BLE001 - whatever a page says of nobody, it is a page
        return False


def buttons() -> set[str]:
    """The names of the addresses that are answered by POST only."""
    return {name for name, pattern in patterns() if only_posted(pattern)}
