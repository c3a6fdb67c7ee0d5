"""A form that is pressed twice is done once.

Every form carries a key made when its page was drawn ({% csrf_token %} writes it). The first audit row of a request takes
the press of that form into a table, in the transaction of the verb: of two presses at once the second waits there and is
undone as a whole. It is answered with the page that the first one led to. The same form with other values is another press.
"""

import datetime as dt
import hashlib
import json
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from celery import shared_task
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ..kernel import audit, clock
from ..kernel.digests import digest
from ..models import FormPress
from .views import done, told

FIELD = "form_key"
KEY = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT_FOR = dt.timedelta(days=7)
WAIT, EVERY = 3.0, 0.05  # seconds for the first press to come to its page
REPEATED = "这份表单刚才已经提交，没有重复办理。要再办一份，请重新打开页面填写。"
RUNNING = "这份表单已经提交，正在办理。请稍等片刻，重新打开页面查看结果，不要重复提交。"

View = TypeVar("View", bound=Callable[..., HttpResponse])


class PressedBefore(Exception):
    """The form of this request was pressed before; what this press did so far is taken back."""


@dataclass
class Press:
    """One press of one form: `digest` is the same for every press of it, `owner` is this one."""

    digest: str
    owner: str = field(default_factory=lambda: secrets.token_hex(16))
    taken: bool = False


_press: ContextVar[Press | None] = ContextVar("press", default=None)


def key_of(request: HttpRequest) -> str:
    """The key of the forms on the page that is being drawn."""
    if not hasattr(request, "drawn_form_key"):
        request.drawn_form_key = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
    return str(request.drawn_form_key)  # type: ignore[attr-defined]


def repeatable(view: View) -> View:
    """A form that only fetches (a download, a look): it may be pressed as often as one likes."""
    view.repeatable = True  # type: ignore[attr-defined]
    return view


@audit.when_recording
def _take() -> None:
    """Runs in the verb's transaction, and waits there for a press of the same form that is not through yet."""
    press = _press.get()
    if press is None:
        return
    try:
        with transaction.atomic():
            row, _ = FormPress.objects.get_or_create(
                digest=press.digest, defaults={"owner": press.owner, "at": clock.database_now()}
            )
    except IntegrityError as gone:  # the first one was taken back in this very moment
        raise PressedBefore from gone
    if row.owner != press.owner:
        raise PressedBefore
    press.taken = True


def _pressed(request: HttpRequest, view: Callable) -> Press | None:
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not KEY.fullmatch(key) or getattr(view, "repeatable", False):
        return None
    values = [
        (name, given) for name, given in request.POST.lists() if name not in (FIELD, "csrfmiddlewaretoken")
    ]
    files = [(name, file.name, _hash(file)) for name, given in request.FILES.lists() for file in given]
    user = getattr(request, "user", None)
    return Press(digest([key, user.pk if user else None, request.path, sorted(values), sorted(files)]))


def _hash(file: Any) -> str:
    sha = hashlib.sha256()
    for part in file.chunks():
        sha.update(part)
    file.seek(0)
    return sha.hexdigest()


def _first_page(request: HttpRequest, press: Press) -> HttpResponse | None:
    """Where the first press of the form led, waiting a little for it; None where nothing was done by any other press."""
    until = time.monotonic() + WAIT
    while row := FormPress.objects.filter(digest=press.digest).exclude(owner=press.owner).first():
        if row.location:
            for text, undo in json.loads(row.told or "[]"):
                done(request, text, undo)
            messages.info(request, REPEATED)
            return redirect(row.location)
        if time.monotonic() > until:
            return render(request, "refused.html", {"reason": RUNNING}, status=409)
        time.sleep(EVERY)
    return None


class FormKeys:
    """Middleware: knows a press of the form that was pressed before, and keeps where a first one led."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _press.set(None)
        try:
            response = self.get_response(request)
            press = _press.get()
        finally:
            _press.reset(token)
        if press is None:
            return response
        led = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
        if not press.taken:
            return response if led else _first_page(request, press) or response
        mine = FormPress.objects.filter(digest=press.digest, owner=press.owner)
        if led:
            mine.update(location=led, told=json.dumps(told(request)))
        else:  # the form stands again, with its faults: it is pressed anew
            mine.delete()
        return response

    def process_view(self, request: HttpRequest, view: Callable, *_: Any) -> HttpResponse | None:
        press = _pressed(request, view)
        if press is None:
            return None
        _press.set(press)
        return _first_page(request, press)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Also where a press was refused because another one had just done it."""
        press = _press.get()
        if press is None or press.taken:
            return None
        found = _first_page(request, press)
        if found is None and isinstance(exception, PressedBefore):
            return render(request, "refused.html", {"reason": RUNNING}, status=409)
        return found


@shared_task(name="common.purge_presses")
def purge() -> int:
    """Forget presses of long ago: their pages are closed."""
    return FormPress.objects.filter(at__lt=clock.database_now() - KEPT_FOR).delete()[0]
