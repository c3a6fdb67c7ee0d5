from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "申报"

    def ready(self):
        """Make the two-person acts known wherever one may be confirmed, and tell what this room knows of a journey and a person."""
        from . import facts, milestones  # noqa: F401
        from .domain import (  # noqa: F401
            calls,
            changes,
            consultation,
            deadlines,
            full_export,
            qualification,
            quotas,
            rounds,
        )
