from django.apps import AppConfig


class CultivationConfig(AppConfig):
    name = "cultivation"
    label = "cultivation"
    verbose_name = "工匠培育"

    def ready(self):
        """Make the registers of clauses 三 to 七 known."""
        from .registers import apprentices, contests, schools, studios, talents  # noqa: F401
