"""The HR users of a firm."""

from django import forms

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import TypedField


class UsernameField(forms.RegexField):
    """A sign-in name that somebody chooses: letters and digits, kept in lower case, no number of a person."""

    def __init__(self, **kwargs):
        super().__init__(
            r"^[a-z][a-z0-9._-]{2,29}$",
            error_messages={"invalid": "应为 3 至 30 位小写字母或数字，以字母开头"},
            **kwargs,
        )

    def to_python(self, value):
        return super().to_python(value).lower()


class ColleagueForm(forms.Form):
    """One more HR user; the link to set a password is shown afterwards."""

    full_name = TypedField(parsers.read_name, label="姓名", help_text="真实姓名，办理记录上显示")
    username = UsernameField(label="登录名", help_text="3 至 30 位小写字母或数字，以字母开头，如姓名的拼音")
    phone = TypedField(
        parsers.read_mobile, label="手机号码", help_text="11 位；加密保存，只用于发送通知和设置密码的链接"
    )
    email = forms.EmailField(label="电子邮箱", required=False, help_text="没有的可以不填；加密保存")


class LeaveForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, help_text="简要写明，如“已调离”；不写个人信息")
