"""Answers, groups, seats, readings, arrivals, certificates, photos."""

from django import forms

from nominations.forms.file.evidence import PICTURES, SeveralFiles, SeveralFilesField
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..models import MOST_PLACES, MOST_ROWS, Attendee


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label="是否到会",
        choices=Attendee.REPLIES,
        widget=forms.RadioSelect,
        help_text="选“由他人代领”的，证书和座位交给代领人",
    )
    proxy_name = forms.CharField(
        label="代领人", max_length=60, required=False, help_text="由他人代领的填写；一个人可以代领几份"
    )
    proxy_relation = forms.CharField(
        label="代领人与本人的关系", max_length=40, required=False, help_text="如“同事”“妻子”"
    )
    reason = forms.CharField(
        label="原因", max_length=200, required=False, help_text="代领或者不参加的，写明本人为什么不能到会"
    )


class GroupsForm(forms.Form):
    size = forms.IntegerField(
        label="每组人数", min_value=1, max_value=30, initial=5, help_text="一次上台几个人，按名单次序编组"
    )


class GroupForm(forms.Form):
    """Of one person."""

    number = forms.IntegerField(label="组号", min_value=1, max_value=999, help_text="改到第几组")


class PresenterForm(forms.Form):
    presenter = forms.ModelChoiceField(
        label="颁证人",
        queryset=Attendee.objects.none(),
        required=False,
        empty_label="待定",
        help_text="从嘉宾中选",
    )

    def __init__(self, *args, guests=None, **kwargs):
        super().__init__(*args, **kwargs)
        if guests is not None:
            self.fields["presenter"].queryset = guests


class SeatForm(forms.Form):
    who = forms.ModelChoiceField(
        label="谁", queryset=Attendee.objects.none(), empty_label="请选择", help_text="要换座位的人"
    )
    row = forms.IntegerField(label="第几排", min_value=1, max_value=MOST_ROWS, help_text="从主席台数起")
    seat = forms.IntegerField(
        label="第几座",
        min_value=1,
        max_value=MOST_PLACES,
        help_text="面向主席台从左数起；已有人坐的，两人对换",
    )

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["who"].queryset = people


class ReadingForm(forms.Form):
    reading = forms.CharField(
        label="读音", max_length=200, help_text="每个字一个读音，中间空一格，写 shàn 或 shan4 都可以"
    )


class CheckInForm(forms.Form):
    came = forms.ChoiceField(label="到会的人", choices=Attendee.CAME, help_text="本人，或者代领人")
    reason = forms.CharField(
        label="非当天签到的原因",
        max_length=200,
        required=False,
        help_text="不是大会当天的，写明为什么现在签到",
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=200, help_text="如“点错了人”，记入操作记录")


class HandOverForm(forms.Form):
    on = forms.DateField(label="领取日期", widget=DateInput(), help_text="在大会当天与今天之间")
    to = forms.ChoiceField(label="领取的人", choices=Attendee.CAME, help_text="本人，或者代领人")
    proxy_name = forms.CharField(
        label="代领人", max_length=60, required=False, help_text="由代领人领取的填写姓名"
    )


class PhotosForm(forms.Form):
    file = SeveralFilesField(
        label="选择照片",
        widget=SeveralFiles(attrs={"accept": PICTURES, "multiple": True}),
        help_text="一次最多 30 张，每张不超过 10 兆字节。文件名里有姓名、名单序号（如“12”“12-2”）或者“第2组”的，自动归到人；“合影”归全体",
    )


class PeopleOnPhotoForm(forms.Form):
    everybody = forms.BooleanField(label="全体合影", required=False, help_text="每个人都可以下载")
    people = forms.ModelMultipleChoiceField(
        label="照片上的人", queryset=Attendee.objects.none(), required=False, help_text="可以选几个人",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["people"].queryset = people


class PeopleFilterForm(FilterForm):
    """The list of who is expected, by words and by how it stands with them."""

    STATES = [
        ("", "全部"), ("guest", "嘉宾"), ("none", "没有回复"), ("self", "本人参加"), ("proxy", "由他人代领"), ("absent", "不参加"),
        ("arrived", "已签到"), ("awaited", "未签到"),
    ]  # fmt: skip
    q = WordsField("查找", "姓名、单位或代领人")
    state = forms.ChoiceField(label="情况", required=False, choices=STATES)

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        match wanted.get("state"):
            case "guest":
                rows = rows.filter(title=None)
            case "none":
                rows = rows.filter(title__revoked_on=None, title__isnull=False, reply="")
            case "arrived" | "awaited" as state:
                rows = rows.filter(arrived_at__isnull=state == "awaited")
            case str(reply):
                rows = rows.filter(reply=reply)
        return rows
