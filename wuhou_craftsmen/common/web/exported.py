"""A file that leaves as the answer of a page: the file, or the page where its bar runs."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..jobs import exported
from ..kernel.people import User
from .views import attachment, done


def exported_file(request: HttpRequest, key: str, *, name: str, rows: int, **asked: Any) -> HttpResponse:
    """The file of the kind `key`, called `name`; `rows` (or people) decides whether the reader waits for it or finds it later."""
    user, kind = cast(User, request.user), exported.kind_of(key)
    if not kind.waits(rows):
        return attachment(exported.make(user, key, **asked), f"{name}.{kind.suffix}", kind.content_type)
    exported.order(user, key, name, rows, **asked)
    done(request, f"“{name}”共 {rows} {kind.unit}，正在后台生成；完成以后在本页下载，保留一日。")
    return redirect("portal:jobs")
