"""Signing in, a new account, the own password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts

from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..models import Membership, Organisation, OrganisationKind, Person, Role, User

# firms have their own people, by registration and on their pages; there are too many of them for a list
OFFICES = [("", "请选择"), *(choice for choice in Role.choices if choice[0] != Role.FIRM_HR)]
UNITS = Organisation.objects.filter(ended_on=None).exclude(kind=OrganisationKind.FIRM)


class AccountForm(forms.Form):
    """A new account; a second person confirms it."""

    username = forms.CharField(
        label="登录名", max_length=60, help_text="登录时用，一人一个，不能与他人相同；如姓名的拼音"
    )
    full_name = forms.CharField(label="姓名", max_length=60, help_text="真实姓名，办理记录上显示")
    role = forms.ChoiceField(
        label="角色",
        choices=OFFICES,
        help_text="按本人承担的工作选择，决定能看什么、能办什么；企业人员由单位注册、“企业”页面办理",
    )
    organisation = forms.ModelChoiceField(UNITS, label="单位", empty_label="请选择", help_text="本人所在单位")
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="已有人员",
        required=False,
        empty_label="新的人员",
        help_text="本人已有账号的，选本人：两人办理的事项按人计算，不按账号",
    )
    namesake = forms.BooleanField(
        label="同名不同人", required=False, help_text="系统提示已有同名人员、而确实不是同一人的，勾选"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = self.data.get("full_name", "").strip() if self.is_bound else ""
        if typed:
            self.fields["person"].queryset = Person.objects.filter(name=typed)

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        kept = {key: data[key] for key in ("username", "full_name", "role", "namesake")}
        person = {"person_id": data["person"].pk} if data["person"] else {}
        return kept | {"organisation_id": data["organisation"].pk} | person


def _officers(but: User):
    """Who may take over or stand in: other people of the offices."""
    seats = Membership.objects.in_force().exclude(role__in=[Role.FIRM_HR, Role.EXPERT]).values("user")
    return (
        User.objects.filter(pk__in=seats, is_active=True)
        .exclude(pk__in=but.own_accounts)
        .order_by("full_name")
    )


class RoleForm(forms.Form):
    """One more role of a person."""

    role = forms.ChoiceField(
        label="角色",
        choices=OFFICES,
        help_text="按新承担的工作选择；原有的角色不变",
    )
    organisation = forms.ModelChoiceField(
        UNITS,
        label="单位",
        empty_label="请选择",
        help_text="这一角色所在的单位",
    )
    last_day = forms.DateField(
        label="最后一日", required=False, widget=DateInput(), help_text="只办到某一天的填写；长期的不填"
    )

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        last = data["last_day"].isoformat() if data["last_day"] else ""
        return {"role": data["role"], "organisation_id": data["organisation"].pk, "last_day": last}


class EndRoleForm(forms.Form):
    """A role ends; who goes on with what is unfinished."""

    reason = forms.CharField(label="原因", max_length=200, help_text="如“已调离”")
    successor = forms.ModelChoiceField(
        User.objects.none(),
        label="接手人",
        required=False,
        empty_label="不指定",
        help_text="本人代填的草稿等由谁接着办；按单位办理的事项不用指定",
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = _officers(user)

    @property
    def params(self) -> dict:
        successor = self.cleaned_data["successor"]
        return {"reason": self.cleaned_data["reason"]} | ({"successor_id": successor.pk} if successor else {})


class StandInForm(forms.Form):
    """AB岗: somebody else does this role's work for named days."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="代理人",
        empty_label="请选择",
        help_text="代为办理的人；两人办理的事项仍按人计算",
    )
    first_day = forms.DateField(label="代理开始日", widget=DateInput(), help_text="代理的第一天")
    last_day = forms.DateField(label="代理最后一日", widget=DateInput(), help_text="到这一天为止，自动结束")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = _officers(user)

    @property
    def params(self) -> dict:
        data = self.cleaned_data
        return {
            "user_id": data["user"].pk, "first_day": data["first_day"].isoformat(),
            "last_day": data["last_day"].isoformat(),
        }  # fmt: skip


class SamePersonForm(forms.Form):
    """Two accounts of one human; the other by its sign-in name, as there are too many for a list."""

    other = forms.CharField(label="另一个账号", max_length=60, help_text="与本账号是同一人的那个账号的登录名")
    basis = forms.CharField(
        label="怎样核实的", max_length=200, help_text="如“核对身份证，本人确认”；不写号码"
    )

    def clean_other(self) -> User:
        found = User.objects.filter(username=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise forms.ValidationError("没有这个登录名，请在“账号”里核对。")
        return found

    @property
    def params(self) -> dict:
        return {"other_id": self.cleaned_data["other"].pk, "basis": self.cleaned_data["basis"]}


class SignInForm(AuthenticationForm):
    """With the words that the portal uses."""

    error_messages = {
        "invalid_login": "登录名或密码不对，请核对后再试。连续五次不对，在您的网络上锁定十五分钟。",
        "inactive": "这个账号已停用，请与管理人员联系。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["username"].help_text = "开通账号时告知您的名称"
        self.fields["password"].label = "密码"
        self.fields["password"].help_text = "区分字母大小写"


class ForgottenForm(forms.Form):
    """Whose password was forgotten."""

    username = forms.CharField(label="登录名", max_length=60, help_text="平时登录用的名称")


class FirstPasswordForm(SetPasswordForm):
    """The password set with a link, with the rules as one line of words."""

    def __init__(self, *args, link, **kwargs):
        super().__init__(*args, **kwargs)
        _tell_rules(self)
        second = link.second
        told = "提交单位注册时显示给您的；没有记下的，请街道换发链接"
        if second:
            told = f"由{second}告知您；没有收到的，请与{second}联系"
        if second or link.own_code:
            self.fields["code"] = forms.CharField(
                label="口令",
                max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                help_text=f"六位数字，{told}",
            )
            self.order_fields(["code"])


def _tell_rules(form) -> None:
    """The rules of a password as one line of words: Django's list would not fit beside a field."""
    form.fields["new_password1"].help_text = "；".join(
        text.replace("你的密码", "").strip("。") for text in password_validators_help_texts()
    )
    form.fields["new_password2"].help_text = "再输入一遍，两次须相同"


class OwnPasswordForm(PasswordChangeForm):
    """With the rules of a password as one line of words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].help_text = "现在登录用的密码"
        _tell_rules(self)


class PeopleFilterForm(FilterForm):
    """By words, by role, and those who cannot sign in yet."""

    q = WordsField("查找", "姓名、登录名或单位")
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部角色"), *Role.choices])
    links = forms.ChoiceField(
        label="首次登录链接", required=False, choices=[("", "不限"), ("missing", "尚未送出")]
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        if "links" in wanted:
            rows = rows.filter(user__in=queries.without_first_link())
        return rows.filter(role=wanted["role"]) if "role" in wanted else rows
