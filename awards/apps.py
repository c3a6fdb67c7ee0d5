from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "命名奖励"

    def ready(self):
        """Make the two-person acts and the certificate job known to web, worker and command."""
        from .domain import certificates, exports, naming, rewards  # noqa: F401
