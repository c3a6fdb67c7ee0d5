"""Registering an issue date, changing a setting: both are proposals to a second person."""

from django import forms

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.web.fields import DateInput

from .domain import figures
from .domain.settings import REGISTER, kept_text


class IssueForm(forms.Form):
    issued_on = forms.DateField(
        label="印发日期",
        widget=DateInput(),
        help_text="正式文件上的印发日期；印发后多少天施行见下",
    )
    valid_to = forms.DateField(
        label="有效期至",
        required=False,
        widget=DateInput(),
    )
    label = forms.CharField(
        label="版本说明", max_length=60, initial="印发稿", help_text="如印发稿、修订稿；显示在政策页面上"
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_to"].help_text = f"不填则按文本：{cn_date(version.valid_to)}"
        for key, text in figures.texts(version).items():
            self.fields[key] = forms.CharField(
                label=figures.label(key), max_length=20, initial=text, help_text=figures.READERS[key].wanted
            )

    def clean(self):
        """Every figure is read; `figures` are the columns that they fill."""
        data = super().clean()
        for key, reader in figures.READERS.items():
            try:
                reader(data.get(key, ""))
            except ValueError:
                self.add_error(key, f"应为：{reader.wanted}。")
        if not self.errors:
            data["figures"] = figures.columns({key: data[key] for key in figures.READERS})
        return data


class SettingForm(forms.Form):
    """One key of the register, its new value, and the document that says so."""

    key = forms.ChoiceField(
        label="设置项",
        choices=[(key, spec.label) for key, spec in REGISTER.items()],
        help_text="已开始的批次仍用开始时的值，更改只对以后的批次有效",
    )
    value = forms.CharField(label="新值", max_length=40, help_text="填数字；选择项填上表“现值”一栏那样的文字")
    document = forms.CharField(label="依据", max_length=100, help_text="文件名称和文号，或会议名称和日期")

    def clean(self):
        """What was typed is read as the setting wants it, and goes on as it will be kept."""
        data = super().clean()
        if data.get("key") and data.get("value"):
            try:
                data["value"] = kept_text(data["key"], data["value"])
            except Refusal as refusal:
                self.add_error("value", refusal.reason)
        return data
