from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"
    verbose_name = "评审"

    def ready(self):
        """Make the two-person acts known wherever one may be confirmed, and tell this room's stretch of a journey."""
        from . import milestones, workplaces  # noqa: F401
        from .documents import workbooks  # noqa: F401
        from .domain.changes import (
            direct_recognition,  # noqa: F401
            follow,  # noqa: F401
            withdrawal,  # noqa: F401
        )
        from .domain.committee import committee  # noqa: F401
        from .domain.outcome import (
            deliberation,  # noqa: F401
            notice,  # noqa: F401
            objections,  # noqa: F401
        )
        from .domain.scoring import (
            closing,  # noqa: F401
            names,  # noqa: F401
            reopening,  # noqa: F401
        )
        from .registers import experts  # noqa: F401
