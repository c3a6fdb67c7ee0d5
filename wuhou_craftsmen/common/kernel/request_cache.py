"""A cache for one request: the moment it is drawn at, the rounds it speaks of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar, TypeVarTuple

from django.http import HttpRequest, HttpResponse

Arguments = TypeVarTuple("Arguments")
Answer = TypeVar("Answer")
_page: ContextVar[dict | None] = ContextVar("page", default=None)


def once_a_page(function: Callable[[*Arguments], Answer]) -> Callable[[*Arguments], Answer]:
    """Remember the answer while one page is being drawn. Verbs, commands and tasks always ask anew."""

    @wraps(function)
    def inner(*arguments: *Arguments) -> Answer:
        answers = _page.get()
        if answers is None:
            return function(*arguments)
        key = (function, arguments)
        if key not in answers:
            answers[key] = function(*arguments)
        return answers[key]

    return inner


@contextmanager
def at_one_moment() -> Iterator[None]:
    """For a verb that writes thousands of rows in one transaction: they all carry one time, asked once."""
    token = _page.set({})
    try:
        yield
    finally:
        _page.reset(token)


class OncePerPage:
    """Middleware: a page that only reads is drawn at one moment. What writes is not cached at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _page.set({})
        try:
            return self.get_response(request)
        finally:
            _page.reset(token)
