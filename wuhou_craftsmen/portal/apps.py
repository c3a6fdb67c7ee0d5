from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "wuhou_craftsmen.portal"
    label = "portal"
    verbose_name = "门户"
