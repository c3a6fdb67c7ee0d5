from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "wuhou_craftsmen.registers"
    label = "registers"
    verbose_name = "工作台账"

    def ready(self):
        """What the registers know of a person is told on his page."""
        from . import facts  # noqa: F401
