"""Signing in, a new account, the own password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..models import Organisation, Role


class AccountForm(forms.Form):
    """A new account; a second person confirms it."""

    username = forms.CharField(
        label="登录名", max_length=60, help_text="登录时用，一人一个，不能与他人相同；如姓名的拼音"
    )
    full_name = forms.CharField(label="姓名", max_length=60, help_text="真实姓名，办理记录上显示")
    role = forms.ChoiceField(
        label="角色", choices=Role.choices, help_text="按本人承担的工作选择，决定能看什么、能办什么"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on=None),
        label="单位",
        empty_label="请选择",
        help_text="本人所在单位；企业人力资源专员选本企业",
    )


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
    """By words and by role."""

    q = WordsField("查找", "姓名、登录名或单位")
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部角色"), *Role.choices])

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        return rows.filter(role=wanted["role"]) if "role" in wanted else rows
