from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "申报"

    def ready(self):
        """Make the two-person acts known wherever one may be confirmed, and tell this room's stretch of a journey."""
        from . import milestones  # noqa: F401
        from .domain import deadlines, full_export, notices, quotas, rounds  # noqa: F401
