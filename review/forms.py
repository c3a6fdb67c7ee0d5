"""The forms of the review."""

import datetime as dt

from django import forms
from django.utils import timezone

from wuhou_craftsmen.policy.domain import bodies

from .domain.rubric import RUBRICS
from .models import Objection, Recusal


class DateInput(forms.DateInput):
    input_type = "date"


class RosterForm(forms.Form):
    workbook = forms.FileField(label="专家名册", help_text="《专家名册》，.xlsx 格式")


class OpeningForm(forms.Form):
    closes_on = forms.DateField(label="评分最后一日", widget=DateInput(), help_text="当日 24 时截止")

    def closes_at(self) -> str:
        day = self.cleaned_data["closes_on"] + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, dt.time())).isoformat()


class ScoreForm(forms.Form):
    """Eight marks, the endorsement, the comment; empty while it is a draft."""

    endorsed = forms.TypedChoiceField(
        label="定性认可",
        choices=[("True", "认可"), ("False", "不认可")],
        coerce=lambda text: text == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="评语",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填",
    )

    def __init__(self, *args, version: str = "v1", **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = RUBRICS[version]
        for c in self.criteria:
            self.fields[c.field] = forms.DecimalField(
                label=c.name,
                required=False,
                min_value=0,
                max_value=c.weight,
                decimal_places=1,
                widget=forms.NumberInput(
                    attrs={"step": "0.5", "inputmode": "decimal", "data-mark": c.weight}
                ),
            )

    def clean(self):
        for c in self.criteria:
            mark = self.cleaned_data.get(c.field)
            if mark is not None and (mark * 2) % 1:
                self.add_error(c.field, "以 0.5 分为一档")
        return self.cleaned_data

    @property
    def rows(self):
        return [(criterion, self[criterion.field]) for criterion in self.criteria]

    def halves(self) -> tuple[int | None, ...]:
        marks = (self.cleaned_data.get(c.field) for c in self.criteria)
        return tuple(None if mark is None else int(mark * 2) for mark in marks)


class RecusalForm(forms.Form):
    cause = forms.ChoiceField(
        label="回避原因", choices=[c for c in Recusal.CAUSES if c[0] not in ("employer", "same_person")]
    )
    note = forms.CharField(label="说明", max_length=200, required=False)


class MeetingForm(forms.Form):
    """Who was there, what was decided, over which list."""

    held_on = forms.DateField(label="会议日期", widget=DateInput())
    present = forms.ModelMultipleChoiceField(None, label="到会成员", widget=forms.CheckboxSelectMultiple)
    chosen = forms.ModelMultipleChoiceField(
        None, label="并列人选中议定", required=False, widget=forms.CheckboxSelectMultiple
    )
    approved = forms.ModelMultipleChoiceField(
        None, label="审定的人选", required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.CharField(label="会议纪要", widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, proposed, tied, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = users
        self.fields["approved"].queryset = proposed
        self.fields["approved"].initial = list(proposed)
        self.fields["chosen"].queryset = tied
        for name in ("approved", "chosen"):
            self.fields[name].label_from_instance = lambda c: f"{c.nomination}　{c.nomination.firm}"
        self.fields["present"].label_from_instance = lambda user: user.full_name
        if not tied.exists():
            del self.fields["chosen"]


def seated_users(model):
    """The members of the naming group who can be present."""
    return model.objects.filter(pk__in=bodies.members(bodies.NAMING).values("user"))


class NoticeForm(forms.Form):
    starts_on = forms.DateField(label="公示开始日", widget=DateInput(), help_text="工作日；首日计入")
    contact = forms.CharField(label="受理异议的联系方式", max_length=200, help_text="单位、电话、地址")


class ObjectionForm(forms.Form):
    candidacy = forms.ModelChoiceField(None, label="被异议人", empty_label="请选择")
    means = forms.ChoiceField(label="方式", choices=Objection.MEANS)
    objector = forms.CharField(
        label="异议人及联系方式", required=False, help_text="加密保存，只有经办人和纪检可查"
    )
    real_name = forms.BooleanField(label="署实名或加盖单位公章", required=False)
    dated_on = forms.DateField(label="收到日期", widget=DateInput(), help_text="信函以邮戳日期为准")
    allegation = forms.CharField(label="异议内容", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, candidacies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = candidacies
        self.fields["candidacy"].label_from_instance = lambda c: str(c.nomination)


class FindingForm(forms.Form):
    finding = forms.CharField(label="核查报告", widget=forms.Textarea(attrs={"rows": 3}))
    outcome = forms.ChoiceField(label="结论", choices=Objection.OUTCOMES)
