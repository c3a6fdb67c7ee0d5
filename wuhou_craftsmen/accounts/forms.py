"""The sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from .models import Organisation, Role


class AccountForm(forms.Form):
    """A new account; a second person confirms it."""

    username = forms.CharField(label="登录名", max_length=60)
    full_name = forms.CharField(label="姓名", max_length=60)
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label="单位", empty_label="请选择")


class SignInForm(AuthenticationForm):
    """With the words that the portal uses."""

    error_messages = {
        "invalid_login": "登录名或密码不对，请核对后再试。连续五次不对将锁定十五分钟。",
        "inactive": "这个账号已停用，请与管理人员联系。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"
