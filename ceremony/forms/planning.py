"""The arrangements: the ceremony, its agenda, guests, the end."""

from django import forms

from wuhou_craftsmen.common.web.fields import DateInput

from ..models import MOST_PLACES, MOST_ROWS, Ceremony


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class CeremonyForm(forms.Form):
    name = forms.CharField(
        label="名称", max_length=80, help_text="印在请柬和各种名单上，如“2022年度‘诸葛工匠’命名大会”"
    )
    place = forms.CharField(label="地点", max_length=100, help_text="写到会场，如“区文化馆一楼报告厅”")
    starts_at = forms.DateTimeField(label="开始时间", widget=MomentInput(), help_text="大会开始的日期和时间")
    presider = forms.CharField(label="主持人", max_length=60, help_text="姓名和职务")
    notes = forms.CharField(
        label="到会须知",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="着装、到场时间、停车等，写进通知和请柬",
    )
    reply_by = forms.DateField(
        label="回复期限", widget=DateInput(), help_text="企业在这一天以前回复本人是否到会"
    )
    rows = forms.IntegerField(
        label="排数", min_value=1, max_value=MOST_ROWS, initial=8, help_text="会场一共几排"
    )
    places = forms.IntegerField(
        label="每排座位数", min_value=1, max_value=MOST_PLACES, initial=12, help_text="每排几个座位"
    )
    left = forms.IntegerField(
        label="过道左侧座位数",
        min_value=0,
        max_value=MOST_PLACES,
        initial=6,
        help_text="面向主席台，过道左边几个座位",
    )

    @staticmethod
    def of(ceremony: Ceremony) -> dict:
        return {name: getattr(ceremony, name) for name in CeremonyForm.base_fields}


class AgendaItemForm(forms.Form):
    """A line; one that is left blank is no line."""

    at = forms.TimeField(label="时间", required=False, widget=TimeInput(), help_text="几点几分")
    what = forms.CharField(label="事项", max_length=100, required=False, help_text="做什么")
    who = forms.CharField(label="负责人", max_length=60, required=False, help_text="由谁，可以不填")

    def clean(self):
        given = self.cleaned_data
        at, what = given.get("at"), given.get("what")
        if bool(at) != bool(what) and not self.errors:
            self.add_error("what" if at else "at", "时间和事项都要填；不要这一项的，两格都清空")
        if given.get("who") and not (at or what) and not self.errors:
            self.add_error("at", "请填时间和事项，或者清空这一行")
        return given


class GuestForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=60, help_text="嘉宾姓名，印在桌签上")
    unit = forms.CharField(label="单位及职务", max_length=100, help_text="如“区总工会主席”，印在桌签上")
    order = forms.IntegerField(
        label="次序", min_value=1, max_value=60, required=False, help_text="排在第几位，不填的排在最后"
    )


class CancelForm(forms.Form):
    reason = forms.CharField(label="取消原因", max_length=200, help_text="已经发过通知的，连同原因告知企业")
