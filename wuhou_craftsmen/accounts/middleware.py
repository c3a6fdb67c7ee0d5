"""Signed in unless a view says that it is public."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignInRequired(LoginRequiredMiddleware):
    """Django's default-deny; public views carry `@login_not_required`."""
