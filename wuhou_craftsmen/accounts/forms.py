"""The sign-in form."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """With the words that the portal uses."""

    error_messages = {
        "invalid_login": "登录名或密码不对，请核对后再试。连续五次不对将锁定十五分钟。",
        "inactive": "这个帐号已停用，请与管理人员联系。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"
