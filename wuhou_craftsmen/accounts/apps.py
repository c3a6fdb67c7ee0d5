from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wuhou_craftsmen.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self):
        """Make the two-person act known wherever it may be confirmed."""
        from .domain import staffing  # noqa: F401
