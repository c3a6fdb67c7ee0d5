"""Meeting, public notice and objections."""

from django import forms

from nominations.models import Route
from wuhou_craftsmen.common.text.parsers import Unreadable
from wuhou_craftsmen.common.text.stroke_order import read_strokes
from wuhou_craftsmen.common.web.fields import DateInput, TypedField
from wuhou_craftsmen.policy.domain import bodies

from ..models import Objection


class MeetingForm(forms.Form):
    """Who was there, what was decided, over which list."""

    clauses = {"present": "8"}
    held_on = forms.DateField(label="会议日期", widget=DateInput(), help_text="会议实际召开的日期")
    present = forms.ModelMultipleChoiceField(
        None,
        label="到会成员",
        widget=forms.CheckboxSelectMultiple,
        help_text="只勾选评选管理领导小组实际到会的成员",
    )
    chosen = forms.ModelMultipleChoiceField(
        None,
        label="并列人选中议定",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="这些人选在名额线上并列，勾选会议议定入选的",
    )
    approved = forms.ModelMultipleChoiceField(
        None,
        label="审定的人选",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已全部勾选；会议没有通过的，取消勾选",
    )
    minutes = forms.CharField(
        label="会议纪要",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明议题、讨论意见、表决结果和议定事项",
    )

    def __init__(self, *args, proposed, tied, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = users
        self.fields["approved"].queryset = proposed
        self.fields["approved"].initial = list(proposed)
        self.fields["chosen"].queryset = tied
        for name in ("approved", "chosen"):
            self.fields[name].label_from_instance = _candidate
        self.fields["present"].label_from_instance = lambda user: user.full_name
        if not tied.exists():
            del self.fields["chosen"]


def _candidate(candidacy) -> str:
    """As the leading group reads it: who comes past the experts is marked."""
    file = candidacy.nomination
    mark = "　（直接认定，不占名额）" if file.route == Route.DIRECT else ""
    return f"{file}　{file.firm}{mark}"


def read_kinds(text: str) -> str:
    """横竖撇点折 as digits."""
    if not (kinds := read_strokes(text)):
        raise Unreadable("横、竖、撇、点、折五种笔画，最多 60 笔")
    return kinds


def seated_users(model):
    """The members of the naming group who can be present."""
    return model.objects.filter(pk__in=bodies.members(bodies.NAMING).values("user"))


class NoticeForm(forms.Form):
    starts_on = forms.DateField(
        label="公示开始日", widget=DateInput(), help_text="今天或以后的工作日；首日计入"
    )
    contact = forms.CharField(
        label="受理异议的联系方式",
        max_length=200,
        help_text="受理单位、办公电话和地址；将公开，不要写个人手机号码",
    )


class StrokesForm(forms.Form):
    sign = forms.CharField(
        label="字", max_length=2, help_text="上表列出的字，一次登记一个；已登记的字再次登记即更正"
    )
    kinds = TypedField(
        read_kinds,
        label="笔顺",
        max_length=120,
        help_text="按书写先后逐笔写横、竖、撇、点、折，如“王”写“横横竖横”；提归横，竖钩归竖，捺归点，带弯钩的归折",
    )


class ObjectionForm(forms.Form):
    candidacy = forms.ModelChoiceField(
        None, label="被异议人", empty_label="请选择", help_text="只列出公示中和核查中的人选；一份异议登记一人"
    )
    means = forms.ChoiceField(
        label="方式",
        choices=[way for way in Objection.MEANS if way[0] != "portal"],
        help_text="异议送达的方式",
    )
    objector = forms.CharField(
        label="异议人及联系方式",
        required=False,
        help_text="个人写姓名、电话，单位写名称、地址、电话；加密保存，只有经办人和纪检可查",
    )
    real_name = forms.BooleanField(
        label="署实名或加盖单位公章", required=False, help_text="有实名或公章的才勾选；没有的不予受理"
    )
    dated_on = forms.DateField(
        label="收到日期", widget=DateInput(), help_text="信函以邮戳日期为准；须在公示期内"
    )
    allegation = forms.CharField(
        label="异议内容",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="照原文如实登记，写明反映的事情、时间和依据",
    )

    def __init__(self, *args, candidacies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = candidacies
        self.fields["candidacy"].label_from_instance = lambda c: str(c.nomination)


class OnlineObjectionForm(forms.Form):
    """By somebody signed in; who it is is known."""

    clauses = {"candidacy": "8"}
    candidacy = forms.ModelChoiceField(
        None, label="对谁有异议", empty_label="请选择", help_text="公示的人选；一份异议反映一人"
    )
    contact = forms.CharField(
        label="联系方式",
        max_length=100,
        help_text="电话或地址，核查时与您联系；加密保存，写明原因的经办人和纪检才能查看",
    )
    allegation = forms.CharField(
        label="异议内容",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明什么事情、什么时间、有什么依据；不写与异议无关的个人信息",
    )

    def __init__(self, *args, candidacies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = candidacies
        self.fields["candidacy"].label_from_instance = lambda c: (
            f"{c.nomination.name_now}　{c.nomination.firm_now}"
        )


class FindingForm(forms.Form):
    finding = forms.CharField(
        label="核查报告",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明核查经过、查明的事实和依据",
    )
    outcome = forms.ChoiceField(
        label="结论",
        choices=[("", "请选择"), ("upheld", "异议成立"), ("dismissed", "异议不成立")],
        help_text="异议成立的取消该人选资格；不成立的继续办理",
    )
