"""Signed in unless a view says that it is public."""

import time

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignInRequired(LoginRequiredMiddleware):
    """Django's default-deny; public views carry `@login_not_required`."""


class SessionKeptAlive:
    """Four hours without a click end a session; that it is in use is written down every ten minutes, not each time."""

    EVERY = 600  # seconds

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.session.get("_auth_user_id"):
            now = int(time.time())
            if now - request.session.get("kept", 0) > self.EVERY:
                request.session["kept"] = now
        return self.get_response(request)
