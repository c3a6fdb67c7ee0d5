"""What every view starts with: the rule that lets a person in, and pages of a list."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ..kernel.decisions import Answer, require
from ..kernel.refusals import Refusal

View = Callable[..., HttpResponse]


def allowed(rule: Callable[..., Answer]) -> Callable[[View], View]:
    """Let in only whom `rule(user)` allows; otherwise the page says why (403). Every route carries one."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(rule(request.user))
            return view(request, *args, **kwargs)

        return inner

    return wrap


@contextmanager
def refusals_on(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """A Refusal inside becomes an error of the form (of its `field`), which the view then draws again.

    One for being tried too often goes on: the page answers 429.
    """
    try:
        yield
    except Refusal as refusal:
        if refusal.code == "too_often":
            raise
        form.add_error(field, refusal.reason)


def done(request: HttpRequest, text: str, undo: str = "", see: str = "") -> None:
    """Tell on the next page what was done; `undo` is an address that takes it back when posted to, `see` the page of
    what was decided, where the next page is another one's.
    """
    tags = f"see:{see}" if see else undo
    messages.success(request, text, extra_tags=tags)
    request.told = [*told(request), (text, tags)]  # type: ignore[attr-defined]


def told(request: HttpRequest) -> list[tuple[str, str]]:
    """What `done` told in this request: (text, undo)."""
    return getattr(request, "told", [])


def whole_number(text: str | None) -> int | None:
    """What an address or a hidden field gives as a number; None for all that no row can have as its own."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def page_of(
    request: HttpRequest, rows: QuerySet | Sequence, per_page: int = 50, total: int | None = None
) -> Page:
    """The page of `rows` that ?page= asks for; a wrong number gives the nearest page. `total`: if known already."""
    paginator = Paginator(rows, per_page)
    if total is not None:
        paginator.count = total
    return paginator.get_page(request.GET.get("page"))


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file for download: never shown inline, never sniffed, never cached."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: in production what the trusted proxy says, which overwrites what a client sends."""
    if settings.PRODUCTION and (given := request.headers.get("X-Real-IP")):
        return given
    return request.META.get("REMOTE_ADDR", "")


def picture(content: bytes, content_type: str) -> HttpResponse:
    """A JPEG or PNG that the portal drew itself, for a page to show: like an attachment, but inline."""
    response = attachment(content, "", content_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
