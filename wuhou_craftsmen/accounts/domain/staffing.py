"""Accounts of staff and experts: opened by two people, never by oneself (permissions row 63)."""

from django.db import transaction

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.roles import UNION_AND_LEADERS
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

from .people import open_account

may_open_accounts = holds(*UNION_AND_LEADERS, Role.SYSTEM_ADMIN)


def _check(username: str, full_name: str, role: str, organisation_id: int) -> None:
    if not username.strip() or not full_name.strip() or role not in Role.values:
        raise Refusal("请填写登录名、姓名和角色。")
    if User.objects.filter(username=username).exists():
        raise Refusal(f"登录名“{username}”已被使用，请换一个。")


@two_person_act(
    "accounts.open",
    "开通账号",
    may=may_open_accounts,
    summary=lambda username, full_name, role, organisation_id: (
        f"{full_name}（登录名 {username}），{Role(role).label}，{Organisation.objects.get(pk=organisation_id)}"
    ),
    check=_check,
)
@transaction.atomic
def open_staff_account(
    *, actor: User, second: User, username: str, full_name: str, role: str, organisation_id: int
) -> User:
    """The account exists from now on; its password is set by the person with a one-time link or by the command."""
    organisation = Organisation.objects.get(pk=organisation_id)
    return open_account(second, username=username, full_name=full_name, role=role, organisation=organisation)
