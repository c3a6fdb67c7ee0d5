from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "wuhou_craftsmen.common"
    label = "common"
    verbose_name = "共用"

    def ready(self) -> None:
        from django import forms
        from django.db.backends.signals import connection_created
        from django.db.models.signals import pre_save

        from .kernel import columns
        from .pdf import checks  # noqa: F401
        from .text import lookups
        from .web import fields

        connection_created.connect(lookups.add_functions)
        pre_save.connect(columns.refuse_too_long)

        forms.CharField.default_validators = [fields.printable]
        forms.Field.default_error_messages["required"] = "请填写这一项。"  # plainer than 这个字段是必填项
