"""Registering an issue date, changing a setting: both are proposals to a second person."""

from django import forms

from wuhou_craftsmen.common.web.fields import DateInput

from .domain.settings import CHOICE_LABELS, REGISTER


class IssueForm(forms.Form):
    issued_on = forms.DateField(
        label="印发日期",
        widget=DateInput(),
        help_text="正式文件上的印发日期；自印发之日起 30 天后施行",
    )
    valid_to = forms.DateField(
        label="有效期至",
        required=False,
        widget=DateInput(),
        help_text="不填则按文本：2023年8月28日",
    )
    label = forms.CharField(
        label="版本说明", max_length=60, initial="印发稿", help_text="如印发稿、修订稿；显示在政策页面上"
    )


class SettingForm(forms.Form):
    """One key of the register, its new value, and the document that says so."""

    key = forms.ChoiceField(
        label="设置项",
        choices=[(key, spec.label) for key, spec in REGISTER.items()],
        help_text="已开始的批次仍用开始时的值，更改只对以后的批次有效",
    )
    value = forms.CharField(
        label="新值", max_length=40, help_text=f"填数字；选择项填文字：{'、'.join(CHOICE_LABELS.values())}"
    )
    document = forms.CharField(label="依据", max_length=100, help_text="文件名称和文号，或会议名称和日期")

    def clean_value(self) -> str:
        """The code of a choice that was written in words; a number as it is."""
        codes = {text: code for code, text in CHOICE_LABELS.items()}
        return codes.get(self.cleaned_data["value"], self.cleaned_data["value"])
