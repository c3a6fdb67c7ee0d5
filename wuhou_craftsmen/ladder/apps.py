from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "wuhou_craftsmen.ladder"
    label = "ladder"
    verbose_name = "梯次"

    def ready(self) -> None:
        """Make its workbooks known to web and worker."""
        from .domain import exports  # noqa: F401
