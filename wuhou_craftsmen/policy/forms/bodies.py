"""Seats in the three bodies: given and ended by a proposal to a second person."""

from django import forms

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role
from wuhou_craftsmen.accounts.queries import holders
from wuhou_craftsmen.common.web.fields import DateInput

from ..models import Body, BodyMember


class SeatForm(forms.Form):
    """A seat in one of the three bodies."""

    body = forms.ModelChoiceField(
        Body.objects.all(),
        to_field_name="key",
        label="领导机构",
        empty_label="请选择",
        help_text="三个机构各有职责，不能混用",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FIRM).filter(ended_on=None),
        label="成员单位",
        empty_label="请选择",
        help_text="这一席位属于哪个单位",
    )
    user = forms.ModelChoiceField(
        None,
        label="成员",
        required=False,
        empty_label="只登记单位",
        help_text="评选管理领导小组须选到人；没有的，先在“账号”里开通“领导小组成员”",
    )
    chair = forms.BooleanField(label="组长", required=False, help_text="主持会议并确认会议纪要；一个机构一名")
    started_on = forms.DateField(label="任职日期", widget=DateInput(), help_text="文件上的日期，不能晚于今天")
    document = forms.CharField(label="任职文件", max_length=100, help_text="文件名称和文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = holders(Role.LEADER)
        self.fields["user"].label_from_instance = lambda user: user.full_name

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "body": data["body"].key, "organisation_id": data["organisation"].pk, "chair": data["chair"],
            "user_id": data["user"].pk if data["user"] else None, "document": data["document"],
            "started_on": data["started_on"].isoformat(),
        }  # fmt: skip


class UnseatForm(forms.Form):
    member = forms.ModelChoiceField(
        None, label="卸任的成员", empty_label="请选择", help_text="现任的组长和成员"
    )
    ended_on = forms.DateField(label="卸任日期", widget=DateInput(), help_text="文件上的日期，不能晚于今天")
    document = forms.CharField(label="卸任文件", max_length=100, help_text="文件名称和文号")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seats = BodyMember.objects.filter(ended_on=None).select_related("body", "organisation", "user")
        self.fields["member"].queryset = seats
        self.fields["member"].label_from_instance = lambda seat: f"{seat.body}　{seat.described}"

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "member_id": data["member"].pk, "ended_on": data["ended_on"].isoformat(), "document": data["document"],
        }  # fmt: skip
