from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"
    verbose_name = "评审"

    def ready(self):
        """Make the two-person acts known wherever one may be confirmed, and tell this room's stretch of a journey."""
        from . import milestones  # noqa: F401
        from .domain import changes, closing, committee, direct, notice, withdrawal  # noqa: F401
