"""A withdrawal in the review, scoring opened again, a sheet void."""

from django import forms

from ..models import CommitteeMember
from ..states import CANDIDACY
from .candidates import CandidateNumberField
from .committee import OpeningForm


class WithdrawalForm(forms.Form):
    """Who leaves after the experts began, and on whose word."""

    candidacy = CandidateNumberField(
        states=CANDIDACY.transitions["withdraw"].sources,
        help_text="评审开始以后、公示期满以前的候选人，如 ZG2021-001；名额不递补",
    )
    reason = forms.CharField(
        label="撤回原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明谁提出、为什么，以及单位或本人书面申请的日期、文号",
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].round = round


class ReopeningForm(OpeningForm):
    """Until when the experts score again, and why."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明发现了什么、依据什么重新开放；立即告知纪检监督员",
    )


class VoidForm(forms.Form):
    """Whose sheet for which file, and why."""

    member = forms.ModelChoiceField(
        None, label="专家编号", empty_label="请选择", help_text="这名专家对这份申报封存的评分都不再计入"
    )
    candidacy = CandidateNumberField(
        states=CANDIDACY.transitions["rank_again"].sources, help_text="申报编号，如 ZG2021-001；一次办理一份"
    )
    reason = forms.CharField(
        label="作废原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明查实的情况和依据；评分记录留存，立即告知纪检监督员",
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = CommitteeMember.objects.filter(committee__round=round)
        self.fields["candidacy"].round = round

    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "candidacy_id": data["candidacy"].pk,
            "member_id": data["member"].pk,
            "reason": data["reason"],
        }
