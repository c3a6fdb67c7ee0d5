from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "oversight"
    label = "oversight"
    verbose_name = "礼遇、宣传和督查"

    def ready(self):
        """Make the registers of clauses 九 to 十二 known, and the bulletin that a job makes."""
        from .domain import exports  # noqa: F401
        from .registers import care, inspections, publicity, targets, tasks  # noqa: F401
