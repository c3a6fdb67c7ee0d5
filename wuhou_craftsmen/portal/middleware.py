"""Turns the domain's no into a page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from wuhou_craftsmen.common.kernel.refusals import Refusal


class RefusalPages:
    """A Refusal becomes a message on the page the user came from, or a page of its own (403)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refusal):
            return None
        back = request.META.get("HTTP_REFERER", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, {request.get_host()}):
            messages.error(request, exception.reason)
            return redirect(back)
        return render(request, "refused.html", {"reason": exception.reason}, status=403)
