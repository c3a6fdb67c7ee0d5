"""A withdrawal in the review."""

from django import forms

from ..states import CANDIDACY
from .candidates import CandidateNumberField


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
