"""Pages for everybody: what is the same for all who did not sign in may be kept by a cache, and says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

from .views import View

KEPT_SECONDS = 300
ASKED_AGAIN = 0  # seconds: a cache keeps the page, and asks each time whether it still holds


def for_everybody(seconds: int = KEPT_SECONDS) -> Callable[[View], View]:
    """A page that needs no sign-in; a cache may keep it `seconds` for whoever has none.

    It varies by the cookie alone (large type, high contrast). Its frame has links where others have forms, so that it holds
    no token and sets no cookie; a page that does all the same is not kept.
    """

    def wrap(view: View) -> View:
        @login_not_required
        @conditional_page
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.for_everybody = True  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            patch_vary_headers(response, ["Cookie"])
            if _same_for_all(request, response):
                again = {"must_revalidate": True} if seconds == ASKED_AGAIN else {}
                patch_cache_control(response, public=True, max_age=seconds, **again)
            return response

        return inner

    return wrap


def _same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "Cache-Control" not in response.headers
    )
