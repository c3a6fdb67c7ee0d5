"""The round and its deadline."""

import datetime as dt

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone

from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind
from wuhou_craftsmen.common.web.fields import DateInput


class RoundForm(forms.ModelForm):
    """A new round; the deadline is the start of the day after the last day of nominations."""

    last_day = forms.DateField(
        label="申报最后一日", widget=DateInput(), help_text="当日 24 时截止，以收到时间为准"
    )

    class Meta:
        model = AnnualRound
        fields = ["year", "quota", "approval_basis", "opens_on", "naming_on"]
        widgets = {"opens_on": DateInput(), "naming_on": DateInput()}
        help_texts = {
            "year": "四位数字，如 2021；一年集中命名一次",
            "quota": "本年度计划命名的人数，如 80；全区培育目标见实施办法",
            "approval_basis": "批准开展评选的文件名称和文号；没有批准文件不能开始申报",
            "opens_on": "企业可以填报的第一天",
            "naming_on": "计划作出命名决定的日期，须在政策有效期内",
        }

    like_last = forms.BooleanField(
        label="沿用上年度的推荐名额",
        required=False,
        help_text="勾选的，现有各推荐单位的推荐名额照上一批次；登记后仍可修改",
    )

    clauses = {"year": "8", "quota": "2"}

    field_order = ["year", "quota", "approval_basis", "opens_on", "last_day", "naming_on", "like_last"]

    def __init__(self, *args, last: AnnualRound | None = None, **kwargs):
        """`last`: the round whose numbers and days, a year later, stand in the form to begin with."""
        round = kwargs.get("instance")
        begins = {"last_day": _last_day(round)} if round else _a_year_after(last) if last else {}
        super().__init__(*args, initial=begins, **kwargs)
        self.fields["quota"].min_value = 1
        self.fields["quota"].validators.append(MinValueValidator(1, "至少 1 名。"))
        self.fields["year"].disabled = round is not None
        if last is None:
            del self.fields["like_last"]

    def values(self, without: str = "") -> dict:
        data = {key: self.cleaned_data[key] for key in self.Meta.fields if key != without}
        closes = dt.datetime.combine(self.cleaned_data["last_day"] + dt.timedelta(days=1), dt.time())
        return data | {"intake_closes_at": timezone.make_aware(closes)}


def _last_day(round: AnnualRound) -> dt.date:
    return timezone.localtime(round.intake_closes_at).date() - dt.timedelta(days=1)


def _a_year_after(last: AnnualRound) -> dict:
    """What the next round begins with; its approval is a document of its own."""
    last_day = _last_day(last)
    days = {"opens_on": last.opens_on, "last_day": last_day, "naming_on": last.naming_on}
    moved = {name: same_day_next_year(day) for name, day in days.items()}
    return moved | {"year": last.year + 1, "quota": last.quota, "like_last": True}


def same_day_next_year(day: dt.date) -> dt.date:
    """The same month and day; the 29th of February becomes the 28th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


class RoundEventForm(forms.Form):
    """Suspending, resuming, archiving, annulling: reason and document; a new last day where a deadline was eaten up."""

    reason = forms.CharField(label="理由", max_length=300, help_text="写明事实和依据，将写入通知")
    document = forms.CharField(label="依据的文件", max_length=100, help_text="会议纪要、决定等的名称和文号")
    last_day = forms.DateField(
        label="恢复后截止日",
        required=False,
        widget=DateInput(),
        help_text="申报中、评分中恢复的必填，当日 24 时截止",
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, auto_id=f"{kind}_%s", **kwargs)
        if kind != "resume":
            del self.fields["last_day"]

    @property
    def params(self) -> dict:
        data = dict(self.cleaned_data)
        if "last_day" in self.fields:
            day = data.pop("last_day")
            data["until"] = midnight_after(day).isoformat() if day else ""
        return data


def midnight_after(day: dt.date) -> dt.datetime:
    """24:00 of the day."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


class ExtendForm(forms.Form):
    """More time for everybody: the last day, told as 24:00, and why."""

    last_day = forms.DateField(
        label="延长至", widget=DateInput(), help_text="当日 24 时截止；只能延长，不能缩短"
    )
    reason = forms.CharField(
        label="延长原因", max_length=200, help_text="将在公众页面公告，如“系统维护，顺延三日”；不写个人信息"
    )

    def values(self) -> dict:
        """until, reason: as they travel in a proposal."""
        day = self.cleaned_data["last_day"] + dt.timedelta(days=1)
        until = timezone.make_aware(dt.datetime.combine(day, dt.time())).isoformat()
        return {"until": until, "reason": self.cleaned_data["reason"]}


class ReopenForm(ExtendForm):
    """More time for one firm, after the closing."""

    firm = forms.ModelChoiceField(
        Organisation.objects.filter(kind=OrganisationKind.FIRM, struck_off_on=None),
        label="补报单位",
        empty_label="请选择",
        help_text="只有这家单位可以在截止后填报和报送",
    )
    field_order = ["firm", "last_day", "reason"]

    def values(self) -> dict:
        return super().values() | {"firm_id": self.cleaned_data["firm"].pk}
