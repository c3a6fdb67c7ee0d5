"""What the nominee writes, and what is answered."""

from django import forms


class WordForm(forms.Form):
    text = forms.CharField(
        label="内容",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪一处、应当怎样、有什么依据；不写身份证号、手机号、银行账号",
    )
