"""Forming the committee, opening the scoring, standing aside."""

import datetime as dt

from django import forms
from django.utils import timezone

from nominations.forms.checking.conflicts import ConflictForm
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..models import CommitteeMember
from .candidates import CandidateNumberField


class RosterForm(forms.Form):
    workbook = forms.FileField(
        label="专家名册",
        help_text="填好的《专家名册》，.xlsx 格式，一行一名专家；先给您看谁加入、谁退出、改了什么，确认之后才写入",
    )
    clauses = {"workbook": "8"}


class OpeningForm(forms.Form):
    closes_on = forms.DateField(
        label="评分最后一日", widget=DateInput(), help_text="当日 24 时截止，过后不能再评分"
    )

    def closes_at(self) -> str:
        day = self.cleaned_data["closes_on"] + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, dt.time())).isoformat()


class ImposeForm(forms.Form):
    """The secretary puts an expert aside from a file."""

    clauses = {"member": "8"}
    member = forms.ModelChoiceField(
        None, label="专家编号", empty_label="请选择", help_text="应当回避的专家；登记后立即不能查看和评分"
    )
    candidacy = CandidateNumberField(
        states=("in_review",), help_text="正在评审的候选人的申报编号，如 ZG2021-001；一次登记一人"
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
        self.fields["candidacy"].round = round


class LiftForm(forms.Form):
    """An expert scores a file again."""

    member = forms.ModelChoiceField(
        None, label="专家编号", empty_label="请选择", help_text="已登记回避的专家"
    )
    candidacy = CandidateNumberField(states=("in_review",), help_text="该专家回避的申报编号，如 ZG2021-001")
    reason = forms.CharField(label="原因", max_length=200, help_text="为什么不须回避、有何依据；记入操作记录")

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = CommitteeMember.objects.filter(committee__round=round)
        self.fields["candidacy"].round = round

    def clean(self):
        """The two of them name the record."""
        data = super().clean()
        if member := data.get("member"):
            self.recusal = member.recusals.filter(candidacy=data.get("candidacy")).first()
            if data.get("candidacy") and self.recusal is None:
                raise forms.ValidationError(f"专家 {member} 没有登记回避 {data['candidacy']}。")
        return data

    def params(self) -> dict:
        return {"recusal_id": self.recusal.pk, "reason": self.cleaned_data["reason"]}


class AssignmentForm(forms.Form):
    """One file given to an expert, or taken from him."""

    clauses = {"member": "8"}
    act = forms.ChoiceField(
        label="办理",
        choices=[("", "请选择"), ("assign", "分配"), ("unassign", "收回")],
        help_text="已封存评分的不能收回；应当回避的不能分配",
    )
    member = forms.ModelChoiceField(None, label="专家编号", empty_label="请选择", help_text="由谁评分")
    candidacy = CandidateNumberField(
        states=("in_review",), help_text="正在评审的候选人的申报编号，如 ZG2021-001"
    )
    reason = forms.CharField(
        label="原因", max_length=200, help_text="为什么调整，如“P03 因病不能评审”；记入操作记录"
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = CommitteeMember.objects.filter(committee__round=round)
        self.fields["candidacy"].round = round


class StandAsideForm(ConflictForm):
    """The same for a file that the expert names, given to him or not yet."""

    no = forms.CharField(
        label="申报编号", max_length=30, help_text="与您有利害关系的人的申报编号，如 ZG2021-001；可向秘书询问"
    )
    field_order = ["no", "cause", "note"]


class RecusalFilterForm(FilterForm):
    """Who stands aside, by the expert's code or the file."""

    q = WordsField("查找", "专家编号、申报编号、姓名或单位")

    def narrow(self, rows, wanted):
        if not (words := wanted.get("q")):
            return rows
        return queries.matching(rows, words, "candidacy__nomination", also=["member__code__holds"])
