from django.apps import AppConfig


class CeremonyConfig(AppConfig):
    name = "ceremony"
    verbose_name = "命名大会"

    def ready(self):
        """Make the jobs known to web and worker, and tell the ladder what this room knows of a person."""
        from . import facts  # noqa: F401
        from .domain import papers  # noqa: F401
