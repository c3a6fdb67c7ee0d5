"""Whose turn it is with a firm that registers, and with an account that nobody can sign in to yet (rows of `common/web/turns.py`)."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from wuhou_craftsmen.common.web.turns import Turn, on_day

from .models import FirmRegistration, Membership, Role, User
from .queries import without_first_link


def _waiting(*, with_clerk: bool) -> QuerySet:
    """Registrations of units that have, or have not, somebody to confirm them."""
    clerks = Membership.objects.in_force().filter(
        role=Role.ENDORSING_CLERK, organisation=OuterRef("endorsing_unit"), user__is_active=True
    )
    return FirmRegistration.objects.filter(Exists(clerks) if with_clerk else ~Exists(clerks), state="waiting")


def _of_unit(things: QuerySet, user: User) -> QuerySet:
    return things.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK))


def _page() -> str:
    return f"{reverse('accounts:registrations')}?state=waiting"


def _not_oneself(things: QuerySet, user: User) -> QuerySet:
    return things.exclude(pk__in=user.own_accounts)


TURNS = [
    Turn("单位注册", ("waiting",), (Role.ENDORSING_CLERK,), "待确认的单位注册", lambda: _waiting(with_clerk=True), _page, _of_unit,
         since=on_day("created_at"), round=""),
    Turn("单位注册", ("waiting",), (Role.UNION_STAFF,), "待确认的单位注册", lambda: _waiting(with_clerk=False), _page,
         since=on_day("created_at"), round=""),
    Turn("账号", ("没有登录过",), (Role.UNION_STAFF, Role.SYSTEM_ADMIN), "新账号的首次登录链接尚未送出", without_first_link,
         lambda: reverse("accounts:first_links"), _not_oneself, since=on_day("memberships__started_at"), round=""),
]  # fmt: skip
