"""A year's statutory days, and one key of the register: both are proposals to a second person."""

from django import forms

from wuhou_craftsmen.common.kernel.refusals import Refusal

from ..domain import holidays
from ..domain.settings import REGISTER, kept_text


class HolidaysForm(forms.Form):
    """A year's statutory days, pasted or as a workbook of two columns."""

    year = forms.IntegerField(
        label="年度",
        min_value=holidays.FIRST_YEAR,
        max_value=holidays.LAST_YEAR,
        help_text="放假安排所属的年度，如 2027",
    )
    text = forms.CharField(
        label="放假安排",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="粘贴国务院办公厅通知里的各条，如“元旦：1月1日（周四）至3日（周六）放假调休，1月4日（周日）上班”；也可以一行一天",
    )
    workbook = forms.FileField(
        label="工作簿",
        required=False,
        help_text="也可以上传两栏的工作簿：日期、安排（放假或上班）；粘贴了的不用上传",
    )
    source = forms.CharField(
        label="依据", max_length=100, help_text="如国务院办公厅关于2027年部分节假日安排的通知"
    )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if bool(data.get("text")) == bool(data.get("workbook")):
            raise forms.ValidationError("粘贴和工作簿请用一种。")
        try:
            text = data.get("text") or holidays.text_of(data["workbook"])
            data["days"] = holidays.read_notice(text, data["year"])
        except Refusal as refusal:
            self.add_error("text" if data.get("text") else "workbook", refusal.reason)
        return data

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        days = [[day.isoformat(), working] for day, working in sorted(data["days"].items())]
        return {"year": data["year"], "days": days, "source": data["source"]}


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
