from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "wuhou_craftsmen.policy"
    label = "policy"
    verbose_name = "政策"

    def ready(self):
        """Make the two-person acts known wherever one may be confirmed."""
        from .domain import settings, versions  # noqa: F401
