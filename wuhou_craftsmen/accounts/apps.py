from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wuhou_craftsmen.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self):
        """Make the two-person acts known wherever they may be confirmed."""
        from .domain import firms, invitations, staffing, units  # noqa: F401
