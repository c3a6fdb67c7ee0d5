from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "wuhou_craftsmen.common"
    label = "common"
    verbose_name = "共用"

    def ready(self):
        from . import checks  # noqa: F401
