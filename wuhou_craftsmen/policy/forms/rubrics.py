"""The next version of the 评分标准: what it has beside its criteria, and these in their order."""

import re

from django import forms

from ..domain import rubrics


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
