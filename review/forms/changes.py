"""A withdrawal in the review."""

from django import forms


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
