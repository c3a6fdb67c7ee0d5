from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "wuhou_craftsmen.common"
    label = "common"
    verbose_name = "共用"

    def ready(self) -> None:
        from django import forms

        from .pdf import checks  # noqa: F401

        forms.Field.default_error_messages["required"] = "请填写这一项。"  # plainer than 这个字段是必填项
