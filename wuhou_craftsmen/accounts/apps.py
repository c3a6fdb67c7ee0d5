from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wuhou_craftsmen.accounts"
    label = "accounts"
    verbose_name = "帐号"
