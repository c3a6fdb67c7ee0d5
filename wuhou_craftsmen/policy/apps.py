from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "wuhou_craftsmen.policy"
    label = "policy"
    verbose_name = "政策"
