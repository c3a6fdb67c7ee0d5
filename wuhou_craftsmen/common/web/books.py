"""A workbook as the answer of a page: the file, or the page where its bar runs."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..jobs import books
from ..kernel.people import User
from ..workbooks.preview import XLSX
from .views import attachment, done


def workbook(request: HttpRequest, key: str, *, name: str, rows: int, **asked: Any) -> HttpResponse:
    """The workbook of the kind `key`, called `name`; `rows` decides whether the reader waits for it or finds it later."""
    user = cast(User, request.user)
    if rows <= books.AT_ONCE:
        return attachment(books.make(user, key, **asked), f"{name}.xlsx", XLSX)
    books.order(user, key, name, rows, **asked)
    done(request, f"“{name}”共 {rows} 行，正在后台生成；完成以后在本页下载，保留一日。")
    return redirect("portal:jobs")
