"""A cache for one request: the moment it is drawn at, the rounds it speaks of."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar, TypeVarTuple

from django.http import HttpRequest, HttpResponse

Arguments = TypeVarTuple("Arguments")
Answer = TypeVar("Answer")
_page: ContextVar[dict | None] = ContextVar("page", default=None)
_request: ContextVar[dict | None] = ContextVar("request", default=None)


def _once(
    cache: ContextVar[dict | None], function: Callable[[*Arguments], Answer]
) -> Callable[[*Arguments], Answer]:
    @wraps(function)
    def inner(*arguments: *Arguments) -> Answer:
        answers = cache.get()
        if answers is None:
            return function(*arguments)
        key = (function, arguments)
        if key not in answers:
            answers[key] = function(*arguments)
        return answers[key]

    return inner


def once_a_page(function: Callable[[*Arguments], Answer]) -> Callable[[*Arguments], Answer]:
    """Remember the answer while one page is being drawn. Verbs, commands and tasks always ask anew."""
    return _once(_page, function)


def once_a_request(function: Callable[[*Arguments], Answer]) -> Callable[[*Arguments], Answer]:
    """Remember the answer for one request, also one that writes: the moment that judges is the one that is stamped."""
    return _once(_request, function)


@contextmanager
def _fresh(*caches: ContextVar[dict | None]) -> Iterator[None]:
    tokens = [(cache, cache.set({})) for cache in caches]
    try:
        yield
    finally:
        for cache, token in tokens:
            cache.reset(token)


def at_one_moment() -> AbstractContextManager[None]:
    """For a verb that writes thousands of rows in one transaction: they all carry one time, asked once."""
    return _fresh(_page, _request)


class OncePerPage:
    """Middleware: a request has one moment. A page that only reads is drawn from one look; what writes looks anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = request.method in ("GET", "HEAD")
        with _fresh(_page, _request) if reads else _fresh(_request):
            return self.get_response(request)
