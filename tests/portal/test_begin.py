"""An empty database becomes a portal that its first two people can sign in to and that has all else waiting."""

import io

import pytest
from django.core.management import CommandError, call_command

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry, Holiday
from wuhou_craftsmen.policy.models import Clause

pytestmark = pytest.mark.django_db
TWO = (["zhao", "赵工会"], ["qian", "钱工会"])


def begin(*staff) -> str:
    out = io.StringIO()
    options = [part for person in staff for part in ("--staff", *person)]
    call_command("begin", *options, stdout=out)
    return out.getvalue()


def test_the_first_two_open_all_other_accounts():
    told = begin(*TWO)
    assert "changepassword zhao" in told
    first, second = User.objects.order_by("pk")
    assert first.has_role(Role.UNION_STAFF)
    street = Organisation.objects.endorsing().first()
    person = {"username": "sun", "full_name": "孙街道", "role": Role.ENDORSING_CLERK}
    opened = together(first, second, "accounts.open", organisation_id=street.pk, **person)
    assert opened.has_role(Role.ENDORSING_CLERK)


def test_nobody_can_sign_in_before_setting_a_password():
    begin(*TWO)
    assert [user.has_usable_password() for user in User.objects.all()] == [False, False]


def test_units_policy_and_holidays_are_there_and_the_accounts_are_in_the_audit():
    begin(*TWO)
    assert Clause.objects.count() == 12
    assert Holiday.objects.get(day="2022-10-08").working, "a Saturday worked in exchange"
    assert AuditEntry.objects.filter(verb="增加角色").count() == 2


@pytest.mark.parametrize(
    ("staff", "reason"),
    [
        ([["zhao", "赵工会"]], "两名不同的"),
        ([["zhao", "赵工会"], ["zhao2", "赵工会"]], "两名不同的"),
        ([["zhao", "赵工会"], ["zhao", "钱工会"]], "登录名“zhao”已被使用"),
    ],
)
def test_less_than_two_people_leave_nothing_behind(staff, reason):
    with pytest.raises(CommandError, match=reason):
        begin(*staff)
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_a_database_in_use_is_left_alone():
    begin(*TWO)
    with pytest.raises(CommandError, match="已有账号"):
        begin(["li", "李工会"], ["zhou", "周工会"])
    assert User.objects.count() == 2
