from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = "公开栏目"

    def ready(self):
        """Make the desk book known, and what the clock does."""
        from . import registers  # noqa: F401
        from .domain import profiles  # noqa: F401
