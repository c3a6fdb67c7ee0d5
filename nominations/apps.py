from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "申报"

    def ready(self):
        """Make the two-person acts and jobs known wherever they are done, and tell what this room knows of a journey and a person."""
        from . import facts, milestones  # noqa: F401
        from .domain import (  # noqa: F401
            calls,
            changes,
            consultation,
            deadlines,
            full_export,
            import_job,
            qualification,
            quotas,
            rounds,
        )
