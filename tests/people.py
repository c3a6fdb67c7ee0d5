"""Named people and units for tests: owner, teammate, stranger. All fictional."""

import datetime as dt
import itertools

from django.test import Client
from stdnum.cn import ric, uscc

from wuhou_craftsmen.accounts.domain import people, units
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.policy.domain import bodies, versions

_numbers = itertools.count(1)


def reference() -> None:
    """Units, bodies, draft policy, holidays 2018-2023: what a new database starts with."""
    units.load_units()
    bodies.load_bodies()
    versions.load_draft()
    calendar.load_published(range(2018, 2024))


def unit(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def make_user(role: str, organisation: Organisation | None = None, name: str = ""):
    number = next(_numbers)
    home = organisation or unit("区总工会")
    return people.open_account(
        None,
        username=f"user{number}",
        full_name=name or f"{Role(role).label}{number}",
        role=role,
        organisation=home,
    )


def make_id(number: int, born: str = "19850101", sex: str = "男") -> str:
    """An ID number nobody holds: area code 999999, the sex in the last place but one, right check digit; `number` below 500."""
    stem = f"999999{born}{(2 * number + (sex == '男')) % 1000:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def make_code(number: int) -> str:
    """A credit code nobody holds."""
    stem = f"91999999MA{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def make_firm(number: int = 1, street: str = "浆洗街街道") -> Organisation:
    return units.register_firm(
        None,
        credit_code=make_code(number),
        name=f"成都示例{number}号机械有限公司",
        nature="民营",
        endorsing_unit=unit(street),
    )


def staff_pair():
    return make_user(Role.UNION_STAFF, name="赵工会"), make_user(Role.UNION_STAFF, name="钱工会")


def seat(user, organisation: Organisation, first, second, *, chair: bool = False):
    """A seat in the group that names."""
    return together(
        first, second, "policy.seat", body=bodies.NAMING, user_id=user.pk, organisation_id=organisation.pk,
        chair=chair, started_on=clock.today().isoformat(), document="示例任职文件",
    )  # fmt: skip


def policy_in_force(first=None, second=None):
    """The draft registered with the example dates: 2018-08-28 to 2023-08-28."""
    if first is None:
        first, second = staff_pair()
    draft = versions.load_draft()
    return together(first, second, "policy.register", version_id=draft.pk, issued_on="2018-07-29")


def on(day: str, hour: int = 9) -> dt.date:
    """Move the business date of the test's database."""
    clock.set_business_date(dt.date.fromisoformat(day), hour)
    return dt.date.fromisoformat(day)


def client_of(user) -> Client:
    """The user's browser, signed in."""
    client = Client()
    client.force_login(user)
    return client
