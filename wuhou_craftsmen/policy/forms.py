"""Registering an issue date or a rubric, changing a setting: all are proposals to a second person."""

import re

from django import forms

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role
from wuhou_craftsmen.accounts.queries import holders
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.web.fields import DateInput

from .domain import figures, holidays, rubrics
from .domain.settings import REGISTER, kept_text
from .models import Body, BodyMember


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


class SeatForm(forms.Form):
    """A seat in one of the three bodies."""

    body = forms.ModelChoiceField(
        Body.objects.all(),
        to_field_name="key",
        label="领导机构",
        empty_label="请选择",
        help_text="三个机构各有职责，不能混用",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FIRM).filter(ended_on=None),
        label="成员单位",
        empty_label="请选择",
        help_text="这一席位属于哪个单位",
    )
    user = forms.ModelChoiceField(
        None,
        label="成员",
        required=False,
        empty_label="只登记单位",
        help_text="评选管理领导小组须选到人；没有的，先在“账号”里开通“领导小组成员”",
    )
    chair = forms.BooleanField(label="组长", required=False, help_text="主持会议并确认会议纪要；一个机构一名")
    started_on = forms.DateField(label="任职日期", widget=DateInput(), help_text="文件上的日期，不能晚于今天")
    document = forms.CharField(label="任职文件", max_length=100, help_text="文件名称和文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = holders(Role.LEADER)
        self.fields["user"].label_from_instance = lambda user: user.full_name

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "body": data["body"].key, "organisation_id": data["organisation"].pk, "chair": data["chair"],
            "user_id": data["user"].pk if data["user"] else None, "document": data["document"],
            "started_on": data["started_on"].isoformat(),
        }  # fmt: skip


class UnseatForm(forms.Form):
    member = forms.ModelChoiceField(
        None, label="卸任的成员", empty_label="请选择", help_text="现任的组长和成员"
    )
    ended_on = forms.DateField(label="卸任日期", widget=DateInput(), help_text="文件上的日期，不能晚于今天")
    document = forms.CharField(label="卸任文件", max_length=100, help_text="文件名称和文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seats = BodyMember.objects.filter(ended_on=None).select_related("body", "organisation", "user")
        self.fields["member"].queryset = seats
        self.fields["member"].label_from_instance = lambda seat: f"{seat.body}　{seat.described}"

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "member_id": data["member"].pk, "ended_on": data["ended_on"].isoformat(), "document": data["document"],
        }  # fmt: skip


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


class RubricForm(forms.Form):
    """What a rubric has beside its criteria."""

    document = forms.CharField(label="依据", max_length=100, help_text="文件名称和文号，或会议名称和日期")
    bands = forms.CharField(
        label="各档下限（%）",
        max_length=20,
        help_text="三个由高到低的百分数，用顿号隔开，如 90、75、60；以下为第四档",
    )

    def clean_bands(self) -> list[int]:
        parts = re.split("[、，,\\s]+", self.cleaned_data["bands"].replace("%", "").strip())
        if not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
            raise forms.ValidationError("应为用顿号隔开的整数，如 90、75、60。")
        return [int(part) for part in parts]


class CriterionForm(forms.Form):
    """One criterion with its four bands; its code C1, C2 … follows from its place."""

    name = forms.CharField(label="评分项目", max_length=20, help_text="政策的用语，如 工艺专长")
    weight = forms.IntegerField(
        label="分值", min_value=1, max_value=rubrics.TOTAL, help_text="整数；各项之和应为 100"
    )
    tie_place = forms.IntegerField(
        label="同分比较次序",
        required=False,
        min_value=1,
        max_value=rubrics.MAX_CRITERIA,
        help_text="同分时先比较的填 1，其次填 2；不参加比较的不填",
    )
    evidence = forms.CharField(
        label="主要依据", max_length=100, help_text="专家打分时看什么，如 技能等级、竞赛成绩"
    )
    anchor_1 = forms.CharField(
        label="第一档（最高）", max_length=rubrics.MAX_ANCHOR, help_text="怎样算得上这一档"
    )
    anchor_2 = forms.CharField(label="第二档", max_length=rubrics.MAX_ANCHOR, help_text="怎样算得上这一档")
    anchor_3 = forms.CharField(label="第三档", max_length=rubrics.MAX_ANCHOR, help_text="怎样算得上这一档")
    anchor_4 = forms.CharField(label="第四档", max_length=rubrics.MAX_ANCHOR, help_text="什么情况落在这一档")

    @staticmethod
    def initial_of(criterion: dict) -> dict:
        """A criterion's content as this form shows it."""
        anchors = {f"anchor_{place}": text for place, text in enumerate(criterion["anchors"], 1)}
        return {key: value for key, value in criterion.items() if key != "anchors"} | anchors

    @property
    def content(self) -> dict:
        """What was typed, as a proposal carries it."""
        data = self.cleaned_data
        kept = {key: data[key] for key in ("name", "weight", "evidence", "tie_place")}
        return kept | {"anchors": [data[f"anchor_{place}"] for place in range(1, 5)]}


class CriteriaFormSet(forms.BaseFormSet):
    """The criteria in their order, each with a box to drop it, and two blank ones for what is added."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, form_kwargs={"use_required_attribute": False}, **kwargs)

    def initial_form_count(self) -> int:
        """As many as the rubric in force has, whatever number comes in with the form."""
        return len(self.initial or [])

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label, form.fields["DELETE"].help_text = (
            "取消这一项",
            "勾选后，新版本没有这一项",
        )

    @property
    def content(self) -> list[dict]:
        rows = [form for form in self.forms if form.has_changed() or form.initial]
        return [form.content for form in rows if not form.cleaned_data.get("DELETE")]


CriteriaForms = forms.formset_factory(
    CriterionForm,
    formset=CriteriaFormSet,
    extra=2,
    can_delete=True,
    max_num=rubrics.MAX_CRITERIA,
    absolute_max=rubrics.MAX_CRITERIA + 2,
    validate_max=True,
)
