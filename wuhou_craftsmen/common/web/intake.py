"""What comes in with a request, mended or refused in one place, so that no typed value ends in a fault of the server."""

import unicodedata
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from ..text.keys import UNSEEN, without_radicals

KEPT = "\t\n\r"  # of the control characters: a text of several lines has them


def without_unseen(text: str) -> str:
    """The text without what neither database nor paper can hold or nobody sees (NUL and other control characters, halves of
    pairs, marks of direction and width), radicals as the signs that they stand for."""
    if text.isascii() and text.isprintable():
        return text
    return without_radicals(
        "".join(sign for sign in text if sign in KEPT or unicodedata.category(sign) not in UNSEEN)
    )


def _mended(given: QueryDict) -> QueryDict:
    if all(text == without_unseen(text) for _, texts in given.lists() for text in texts):
        return given
    mended = QueryDict(mutable=True)
    for name, texts in given.lists():
        mended.setlist(without_unseen(name), [without_unseen(text) for text in texts])
    mended._mutable = False
    return mended


def own_address(request: HttpRequest, address: str) -> str:
    """The path of `address` if it is one of this portal's pages, else nothing: nobody is sent to another site."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    path = address.removeprefix(f"{request.scheme}://{request.get_host()}")
    return path if path.startswith("/") and not path.startswith("//") else ""


class Intake:
    """Middleware: forms are read as UTF-8 whatever their header names, control characters are dropped, and what a signed-in
    person sees is kept in no cache of a shared computer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding:
            request.encoding = "utf-8"
        request.GET = _mended(request.GET)  # type: ignore[assignment]
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Callable, *_: object) -> None:
        if request.method == "POST":
            request.POST = _mended(request.POST)  # type: ignore[assignment]
