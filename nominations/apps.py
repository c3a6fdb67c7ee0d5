from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "申报"

    def ready(self):
        """Make the two-person acts and jobs known wherever they are done, and tell what this room knows of a journey and a person."""
        from . import facts, milestones  # noqa: F401
        from .domain import changes  # noqa: F401
        from .domain.checking import (
            consultation,  # noqa: F401
            qualification,  # noqa: F401
        )
        from .domain.rounds import (
            call_notice,  # noqa: F401
            deadlines,  # noqa: F401
            life,  # noqa: F401
            quotas,  # noqa: F401
            rounds,  # noqa: F401
        )
        from .domain.workbooks import (
            exports,  # noqa: F401
            full_export,  # noqa: F401
            import_job,  # noqa: F401
        )
