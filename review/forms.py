"""The forms of the review."""

import datetime as dt

from django import forms
from django.utils import timezone

from nominations.forms.checking.conflicts import ConflictForm
from nominations.models import Route
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField
from wuhou_craftsmen.policy.domain import bodies

from . import queries
from .domain.scoring.rubric import RUBRICS
from .models import Candidacy, CommitteeMember, Objection


class RosterForm(forms.Form):
    workbook = forms.FileField(label="专家名册", help_text="填好的《专家名册》，.xlsx 格式，一行一名专家")
    clauses = {"workbook": "8"}


class SheetForm(forms.Form):
    """An expert's scores of all files, filled in away from the page."""

    workbook = forms.FileField(label="专家评分表", help_text="从本页下载、由本人填好的评分表，.xlsx 格式")


class CandidateField(forms.ModelChoiceField):
    def label_from_instance(self, candidacy) -> str:
        file = candidacy.nomination
        return f"{file.no} {file.name_now}　{file.firm_now}　{candidacy.get_state_display()}"


class WithdrawalForm(forms.Form):
    """Who leaves after the experts began, and on whose word."""

    candidacy = CandidateField(
        None, label="候选人", empty_label="请选择", help_text="评审开始以后、公示期满以前的候选人；名额不递补"
    )
    reason = forms.CharField(
        label="撤回原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明谁提出、为什么，以及单位或本人书面申请的日期、文号",
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = candidates


class OpeningForm(forms.Form):
    closes_on = forms.DateField(
        label="评分最后一日", widget=DateInput(), help_text="当日 24 时截止，过后不能再评分"
    )

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
        help_text="是否认可其为“诸葛工匠”；单独统计，不影响分数",
    )
    comment = forms.CharField(
        label="评语",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填；简要写明打分的理由，不超过 1000 字",
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
                error_messages={
                    "min_value": f"应为 0 至 {c.weight} 分",
                    "max_value": f"应为 0 至 {c.weight} 分",
                    "max_decimal_places": "以 0.5 分为一档",
                    "invalid": "请填数字，如 8.5",
                },
                help_text=f"看{c.evidence}；0 至 {c.weight} 分，每 0.5 分一档",
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


class ImposeForm(forms.Form):
    """The secretary puts an expert aside from a file."""

    clauses = {"member": "8"}
    member = forms.ModelChoiceField(
        None, label="专家编号", empty_label="请选择", help_text="应当回避的专家；登记后立即不能查看和评分"
    )
    candidacy = forms.ModelChoiceField(
        None, label="候选人", empty_label="请选择", help_text="只列出正在评审的候选人；一次登记一人"
    )
    cause = forms.ChoiceField(label="回避原因", choices=CONFLICT_CAUSES, help_text="与候选人是哪一种关系")
    note = forms.CharField(
        label="依据",
        max_length=200,
        help_text="怎样得知、有何证明，如“经查曾为其师傅”；记入操作记录，不写证件号和电话",
    )

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = CommitteeMember.objects.filter(committee__round=round)
        in_review = Candidacy.objects.filter(round=round, state="in_review")
        self.fields["candidacy"].queryset = in_review.select_related("nomination")
        self.fields["candidacy"].label_from_instance = lambda candidacy: str(candidacy.nomination)


class StandAsideForm(ConflictForm):
    """The same for a file that the expert names, given to him or not yet."""

    no = forms.CharField(
        label="申报编号", max_length=30, help_text="与您有利害关系的人的申报编号，如 ZG2021-001；可向秘书询问"
    )
    field_order = ["no", "cause", "note"]


class MeetingForm(forms.Form):
    """Who was there, what was decided, over which list."""

    clauses = {"present": "8"}
    held_on = forms.DateField(label="会议日期", widget=DateInput(), help_text="会议实际召开的日期")
    present = forms.ModelMultipleChoiceField(
        None,
        label="到会成员",
        widget=forms.CheckboxSelectMultiple,
        help_text="只勾选评选管理领导小组实际到会的成员",
    )
    chosen = forms.ModelMultipleChoiceField(
        None,
        label="并列人选中议定",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="这些人选在名额线上并列，勾选会议议定入选的",
    )
    approved = forms.ModelMultipleChoiceField(
        None,
        label="审定的人选",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已全部勾选；会议没有通过的，取消勾选",
    )
    minutes = forms.CharField(
        label="会议纪要",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明议题、讨论意见、表决结果和议定事项",
    )

    def __init__(self, *args, proposed, tied, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = users
        self.fields["approved"].queryset = proposed
        self.fields["approved"].initial = list(proposed)
        self.fields["chosen"].queryset = tied
        for name in ("approved", "chosen"):
            self.fields[name].label_from_instance = _candidate
        self.fields["present"].label_from_instance = lambda user: user.full_name
        if not tied.exists():
            del self.fields["chosen"]


def _candidate(candidacy) -> str:
    """As the leading group reads it: who comes past the experts is marked."""
    file = candidacy.nomination
    mark = "　（直接认定，不占名额）" if file.route == Route.DIRECT else ""
    return f"{file}　{file.firm}{mark}"


def seated_users(model):
    """The members of the naming group who can be present."""
    return model.objects.filter(pk__in=bodies.members(bodies.NAMING).values("user"))


class NoticeForm(forms.Form):
    starts_on = forms.DateField(
        label="公示开始日", widget=DateInput(), help_text="今天或以后的工作日；首日计入"
    )
    contact = forms.CharField(
        label="受理异议的联系方式",
        max_length=200,
        help_text="受理单位、办公电话和地址；将公开，不要写个人手机号码",
    )


class ObjectionForm(forms.Form):
    candidacy = forms.ModelChoiceField(
        None, label="被异议人", empty_label="请选择", help_text="只列出公示中和核查中的人选；一份异议登记一人"
    )
    means = forms.ChoiceField(label="方式", choices=Objection.MEANS, help_text="异议送达的方式")
    objector = forms.CharField(
        label="异议人及联系方式",
        required=False,
        help_text="个人写姓名、电话，单位写名称、地址、电话；加密保存，只有经办人和纪检可查",
    )
    real_name = forms.BooleanField(
        label="署实名或加盖单位公章", required=False, help_text="有实名或公章的才勾选；没有的不予受理"
    )
    dated_on = forms.DateField(
        label="收到日期", widget=DateInput(), help_text="信函以邮戳日期为准；须在公示期内"
    )
    allegation = forms.CharField(
        label="异议内容",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="照原文如实登记，写明反映的事情、时间和依据",
    )

    def __init__(self, *args, candidacies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = candidacies
        self.fields["candidacy"].label_from_instance = lambda c: str(c.nomination)


class FindingForm(forms.Form):
    finding = forms.CharField(
        label="核查报告",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明核查经过、查明的事实和依据",
    )
    outcome = forms.ChoiceField(
        label="结论",
        choices=[("", "请选择"), *Objection.OUTCOMES],
        help_text="异议成立的取消该人选资格；不成立的继续办理",
    )


class OwnFileFilterForm(FilterForm):
    """An expert's files: by words, and by how far the scoring is."""

    q = WordsField("查找", "申报编号、姓名或单位")
    stage = forms.ChoiceField(
        label="进度",
        required=False,
        choices=[("", "全部"), ("todo", "未评"), ("draft", "草稿"), ("sealed", "已封存")],
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        stages = {
            "todo": {"sealed": False, "started": False},
            "draft": {"sealed": False, "started": True},
            "sealed": {"sealed": True},
        }
        return rows.filter(**stages.get(wanted.get("stage"), {}))


class RankingFilterForm(FilterForm):
    """The ranking by words."""

    q = WordsField("查找", "申报编号、姓名或单位")

    def narrow(self, rows, wanted):
        words = wanted.get("q")
        return queries.matching(rows, words, "candidacy__nomination") if words else rows
