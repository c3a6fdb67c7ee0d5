from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "wuhou_craftsmen.registers"
    label = "registers"
    verbose_name = "工作台账"

    def ready(self):
        """What the registers know of a person is told on his page; their workbooks are known to web and worker."""
        from . import facts, workbooks  # noqa: F401
