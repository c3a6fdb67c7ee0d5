"""Turns the domain's no into a page."""

import logging

from django.contrib import messages
from django.db import DataError
from django.http import HttpResponseRedirect
from django.shortcuts import render

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.intake import own_address

log = logging.getLogger(__name__)
TOO_MUCH = Refusal("填写的内容太长，或者数字、日期超出可以办理的范围，没有保存。请返回改好再提交。")
STATUS = {"too_often": 429}  # code of a Refusal -> what the page answers with; 403 for all others


class RefusalPages:
    """A Refusal becomes a message on the page the user came from, or a page of its own (403); likewise what no column holds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, (DataError, OverflowError)):
            log.warning(
                "%s at %s: what no column holds came past the forms",
                type(exception).__name__,
                request.resolver_match and request.resolver_match.view_name,
            )
            exception = TOO_MUCH
        if not isinstance(exception, Refusal):
            return None
        status = STATUS.get(exception.code, 403)
        back = own_address(request, request.META.get("HTTP_REFERER", ""))
        if request.method == "POST" and back and status == 403:
            messages.error(request, exception.reason)
            return HttpResponseRedirect(back)
        return render(request, "refused.html", {"reason": exception.reason}, status=status)
