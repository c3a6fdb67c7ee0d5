from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "wuhou_craftsmen.ladder"
    label = "ladder"
    verbose_name = "梯次"
