"""What was raised while the firm showed its nominee, and what was found out."""

from django import forms

from wuhou_craftsmen.common.web.fields import DateInput


class NoticeObjectionForm(forms.Form):
    raised_on = forms.DateField(
        label="提出日期", widget=DateInput(), help_text="单位公示期间收到异议的日期，不能晚于今天"
    )
    text = forms.CharField(
        label="异议内容",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="反映什么事；不写提出人的姓名、电话，不超过 500 字",
    )
