"""What somebody who stands aside says of it."""

from django import forms

from nominations.vocabulary import CONFLICT_CAUSES


class ConflictForm(forms.Form):
    cause = forms.ChoiceField(
        label="回避原因",
        choices=CONFLICT_CAUSES,
        help_text="现在同一工作单位的专家已自动回避；三年内曾同单位的选“其他可能影响公正的关系”",
    )
    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="可以不填；如“曾带其学徒三年”，不超过 200 字"
    )
