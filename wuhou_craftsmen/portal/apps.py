from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "wuhou_craftsmen.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self):
        """Make known what the portal does by the clock."""
        from . import reminders  # noqa: F401
