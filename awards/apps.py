from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "命名奖励"

    def ready(self):
        """Make the two-person acts and the jobs known to web, worker and command, and tell the end of a journey."""
        from . import facts, milestones  # noqa: F401
        from .domain import ending  # noqa: F401
        from .domain.claims import contest_results  # noqa: F401
        from .domain.money import (
            exports,  # noqa: F401
            payments,  # noqa: F401
            rewards,  # noqa: F401
        )
        from .domain.naming import (
            certificates,  # noqa: F401
            naming,  # noqa: F401
        )
