"""The forms of the file, its checks and the round: what a person types, read by the same readers as a workbook."""

import datetime as dt

from django import forms
from django.utils import timezone

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind
from wuhou_craftsmen.common import typed
from wuhou_craftsmen.common.filters import FilterForm, WordsField

from . import queries
from .help import FIELD_CLAUSES, FIELD_HELP, REQUIREMENT_HELP
from .models import AnnualRound, DepartmentOpinion, EvidenceKind, Nomination, Route
from .states import NOMINATION
from .vocabulary import (
    BEGIN_WITH,
    FIELDS,
    MARKABLE,
    REQUIREMENTS,
    SECTIONS,
    SEXES,
    SKILL_LEVELS,
    TIERS,
)


def choices(words, blank="请选择"):
    return [("", blank), *((word, word) for word in words)]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class TypedField(forms.CharField):
    """A text field whose text is read by one of the readers of workbook cells."""

    def __init__(self, reader, **kwargs):
        self.reader = reader
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return text
        try:
            return self.reader(text)
        except typed.Unreadable as unreadable:
            raise forms.ValidationError(f"应为{unreadable.wanted}") from unreadable


class NominationForm(forms.ModelForm):
    """Every field of the 申报表; age, education, seniority and status close no door (clause 八)."""

    class Meta:
        model = Nomination
        fields = [*FIELDS, *REQUIREMENTS]
        widgets = {
            "deeds": forms.Textarea(attrs={"rows": 8, "maxlength": 2000}),
            "sex": forms.Select(choices=choices(SEXES)),
            "skill_level": forms.Select(choices=choices(SKILL_LEVELS)),
            "tier": forms.Select(choices=choices(TIERS, "无")),
            "frontline": forms.Select(choices=[("", "请选择"), (True, "是"), (False, "否")]),
            **{name: DateInput() for name in REQUIREMENTS},
        }
        help_texts = FIELD_HELP | REQUIREMENT_HELP

    clauses = FIELD_CLAUSES
    frontline = forms.TypedChoiceField(
        label="是否一线",
        choices=[("", "请选择"), ("True", "是"), ("False", "否")],
        coerce=lambda text: text == "True",
        empty_value=None,
        help_text=FIELD_HELP["frontline"],
    )

    def __init__(self, *args, open_fields=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = [("", "请选择"), *Route.choices]
        for name, field in self.fields.items():
            field.required = (
                name in BEGIN_WITH
            )  # a draft may wait for the rest; the check list says what is missing
        for name in self.fields:
            if open_fields is not None and name not in open_fields:
                self.fields[name].disabled = True

    def values(self) -> dict:
        """The fields that the form may change and that could be read."""
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if not field.disabled and name in self.cleaned_data
        }

    @property
    def sections(self) -> list[tuple[str, list]]:
        """(title, bound fields) of each step."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS.items()]


class NewNominationForm(NominationForm):
    """What a draft begins with: the person, named once; ID number and phone are stored encrypted, on the ladder."""

    class Meta(NominationForm.Meta):
        fields = BEGIN_WITH

    clauses = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["id_number"].required = self.fields["phone"].required = True

    frontline = None

    id_number = TypedField(
        typed.read_resident_id,
        label="身份证号",
        help_text="18 位，末位是字母的照填；加密保存，只用于确认本人",
    )
    phone = TypedField(
        typed.read_phone, label="联系电话", help_text="本人 11 位手机号码，或带区号的固定电话；加密保存"
    )
    field_order = ["name", "id_number", "phone"]


class FirmChoiceForm(forms.Form):
    """For a clerk or the union, who register a paper file for a firm."""

    firm = forms.ModelChoiceField(
        None,
        label="工作单位",
        empty_label="请选择",
        help_text="纸质申报表上盖章的单位；只列出您办理范围内的单位",
    )

    def __init__(self, *args, firms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["firm"].queryset = firms


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(
        label="材料类别",
        choices=EvidenceKind.choices,
        help_text="业绩材料和单位公示证明必须上传，其他材料有则上传",
    )
    file = forms.FileField(
        label="文件",
        help_text="原件的扫描件或照片，字迹清楚，一次一份；PDF、JPEG 或 PNG，不超过 10 兆字节",
    )


class OpinionForm(forms.Form):
    """The clerk's opinion on exactly the text on the page."""

    clauses = {"opinion": "8"}
    opinion = forms.CharField(
        label="初审意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如“材料齐全属实，同意推荐”；退回的写明补什么。年龄、学历、资历、身份不得作为理由",
    )
    seen_sha256 = forms.CharField(widget=forms.HiddenInput)
    fields_marked = forms.MultipleChoiceField(
        label="须补正的栏目（退回时标出）",
        required=False,
        choices=list(MARKABLE.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="只在退回补正时勾选；单位只能修改勾选的栏目",
    )


class VerdictForm(forms.Form):
    clauses = {"reason": "8"}
    verdict = forms.ChoiceField(
        label="审查结论",
        choices=[("qualified", "资格合格"), ("unqualified", "资格不合格")],
        help_text="按申报材料和部门意见认定；由另一名工作人员复核后生效",
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=500,
        help_text="不合格时必填，写明事实，如“业绩材料与本人不符”；年龄、学历、资历、身份不得作为理由",
    )


class AskForm(forms.Form):
    department = forms.ModelChoiceField(
        Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT),
        label="征求意见的部门",
        empty_label="请选择",
        help_text="选掌握有关记录的区级部门；对同一份申报，一个部门只征求一次",
    )
    due_on = forms.DateField(
        label="回复期限", widget=DateInput(), help_text="请部门最迟在这一天回复；不能早于今天"
    )


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label="意见",
        choices=DepartmentOpinion.ANSWERS,
        help_text="按本部门掌握的记录选择；回复后不能更改",
    )
    document_no = forms.CharField(
        label="复函文号", max_length=60, help_text="本部门书面复函的文号，如 示例函〔2021〕15号"
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因", max_length=300, help_text="简要写明，如“本人已调离”；不超过 300 字"
    )


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="工作簿", help_text="填好的《申报汇总表》，.xlsx 格式；有一处不对就一行也不导入"
    )


class RoundForm(forms.ModelForm):
    """A new round; the deadline is the start of the day after the last day of nominations."""

    last_day = forms.DateField(
        label="申报最后一日", widget=DateInput(), help_text="当日 24 时截止，以收到时间为准"
    )

    class Meta:
        model = AnnualRound
        fields = ["year", "quota", "approval_basis", "opens_on", "naming_on"]
        widgets = {"opens_on": DateInput(), "naming_on": DateInput()}
        help_texts = {
            "year": "四位数字，如 2021；一年集中命名一次",
            "quota": "本年度计划命名的人数，如 80；全区培育目标见实施办法",
            "approval_basis": "批准开展评选的文件名称和文号；没有批准文件不能开始申报",
            "opens_on": "企业可以填报的第一天",
            "naming_on": "计划作出命名决定的日期，须在政策有效期内",
        }

    clauses = {"year": "8", "quota": "2"}

    field_order = ["year", "quota", "approval_basis", "opens_on", "last_day", "naming_on"]

    def values(self) -> dict:
        data = {key: self.cleaned_data[key] for key in self.Meta.fields}
        closes = dt.datetime.combine(self.cleaned_data["last_day"] + dt.timedelta(days=1), dt.time())
        return data | {"intake_closes_at": timezone.make_aware(closes)}


class ExtendForm(forms.Form):
    """More time for everybody: the last day, told as 24:00, and why."""

    last_day = forms.DateField(
        label="延长至", widget=DateInput(), help_text="当日 24 时截止；只能延长，不能缩短"
    )
    reason = forms.CharField(
        label="延长原因", max_length=200, help_text="将在公众页面公告，如“系统维护，顺延三日”；不写个人信息"
    )

    def values(self) -> dict:
        """until, reason: as they travel in a proposal."""
        day = self.cleaned_data["last_day"] + dt.timedelta(days=1)
        until = timezone.make_aware(dt.datetime.combine(day, dt.time())).isoformat()
        return {"until": until, "reason": self.cleaned_data["reason"]}


class ReopenForm(ExtendForm):
    """More time for one firm, after the closing."""

    firm = forms.ModelChoiceField(
        Organisation.objects.filter(kind=OrganisationKind.FIRM, struck_off_on=None),
        label="补报单位",
        empty_label="请选择",
        help_text="只有这家单位可以在截止后填报和报送",
    )
    field_order = ["firm", "last_day", "reason"]

    def values(self) -> dict:
        return super().values() | {"firm_id": self.cleaned_data["firm"].pk}


class FileFilterForm(FilterForm):
    """By words and by state; without words each state says how many there are (`counts`: None where nobody counted)."""

    q = WordsField("查找", "申报编号、姓名或单位")
    state = forms.ChoiceField(label="状态", required=False)

    def __init__(self, data, *, counts: dict[str, int] | None):
        super().__init__(data)
        self.counts = counts
        known = [
            (key, label if counts is None else f"{label}（{counts.get(key, 0)}）")
            for key, label in NOMINATION.choices
        ]
        every = "全部状态" if counts is None else f"全部状态（{sum(counts.values())}）"
        self.fields["state"].choices = [("", every), *known]

    @property
    def total(self) -> int | None:
        """How many match, where the counts tell it already."""
        if self.counts is None or not self.is_valid():
            return None
        state = self.cleaned_data["state"]
        return self.counts.get(state, 0) if state else sum(self.counts.values())

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        return rows.filter(state=wanted["state"]) if "state" in wanted else rows
