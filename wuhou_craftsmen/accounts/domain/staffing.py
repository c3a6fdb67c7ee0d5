"""Accounts of staff and experts: opened by two people, never by oneself (permissions row 63)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from wuhou_craftsmen.accounts.models import Membership, Organisation, Person, Role, User
from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import audit, clock, two_person
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require, require_text
from wuhou_craftsmen.common.kernel.people import accounts_of
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.common.text.chinese import read_moment_text
from wuhou_craftsmen.common.text.keys import match_key

from .people import end_role, give_role, open_account

may_open_accounts = holds(*ACCOUNT_KEEPERS)


def _check(
    username: str,
    full_name: str,
    role: str,
    organisation_id: int,
    person_id: int | None = None,
    namesake: bool = False,
) -> None:
    if not username.strip() or not full_name.strip() or role not in Role.values:
        raise Refusal("请填写登录名、姓名和角色。")
    if User.objects.filter(username=username).exists():
        raise Refusal(f"登录名“{username}”已被使用，请换一个。")
    person = Person.objects.get(pk=person_id) if person_id else None
    if person and match_key(person.name) != match_key(full_name):
        raise Refusal(f"所选人员的姓名是“{person.name}”，与填写的不一致。")
    if person is None and not namesake and (known := namesakes(full_name)):
        raise Refusal(
            f"已有名为“{known[0]}”的人员：是同一人的请在“已有人员”里选择，同名不同人的请勾选“同名不同人”。"
        )


def namesakes(full_name: str) -> list[Person]:
    """People of this name who have an account that is no firm's."""
    officers = Membership.objects.exclude(role=Role.FIRM_HR).values("user__person")
    return list(Person.objects.filter(name=full_name.strip(), pk__in=officers))


def _opening_in_words(username: str, full_name: str, role: str, organisation_id: int, **who: Any) -> str:
    words = f"{full_name}（登录名 {username}），{Role(role).label}，{Organisation.objects.get(pk=organisation_id)}"
    return words + ("，与已有人员为同一人" if who.get("person_id") else "")


def _not_own(user: User, *accounts: int | None) -> Answer:
    """Nobody proposes or confirms what touches his own accounts and roles."""
    if any(account in accounts_of(user) for account in accounts):
        return no("不能办理本人的角色，须由另外两人提请和复核。")
    return YES


def _refuse_own(both: tuple[User, User], *accounts: User) -> None:
    for user in both:
        require(_not_own(user, *(account.pk for account in accounts)))


def _no_own_account(user: User, person_id: int | None = None, **_: Any) -> Answer:
    return (
        _not_own(user, *User.objects.filter(person=person_id).values_list("pk", flat=True))
        if person_id
        else YES
    )


def _not_own_role(user: User, user_id: int, **_: Any) -> Answer:
    return _not_own(user, user_id)


def _not_own_seat(user: User, membership_id: int, **_: Any) -> Answer:
    return _not_own(user, Membership.objects.get(pk=membership_id).user_id)


def _neither_own(user: User, user_id: int, other_id: int, **_: Any) -> Answer:
    return _not_own(user, user_id, other_id)


@two_person_act(
    "accounts.open",
    "开通账号",
    may=may_open_accounts,
    summary=_opening_in_words,
    check=_check,
    about=_no_own_account,
)
@transaction.atomic
def open_staff_account(
    *, actor: User, second: User, username: str, full_name: str, role: str, organisation_id: int,
    person_id: int | None = None, namesake: bool = False,
) -> User:  # fmt: skip
    """The account exists from now on; its password is set by the person with a one-time link or by the command."""
    organisation = Organisation.objects.get(pk=organisation_id)
    person = Person.objects.get(pk=person_id) if person_id else None
    return open_account(
        second, username=username, full_name=full_name, role=role, organisation=organisation, person=person
    )


def _days(first_day: str, last_day: str) -> dict[str, dt.date | None]:
    first, last = (dt.date.fromisoformat(day) if day else None for day in (first_day, last_day))
    if last and (last < (first or clock.today()) or last < clock.today()):
        raise Refusal("最后一日不能早于开始日和今天。")
    return {"first_day": first, "last_day": last}


def _check_role(
    user_id: int,
    role: str,
    organisation_id: int,
    first_day: str = "",
    last_day: str = "",
    stands_in_for: int | None = None,
) -> None:
    user = User.objects.get(pk=user_id)
    if role not in Role.values or role == Role.FIRM_HR:
        raise Refusal("请选择角色；企业人力资源专员由单位管理员增加。")
    if Membership.objects.filter(user=user, role=role, organisation=organisation_id, ended_at=None).exists():
        raise Refusal(f"{user}已有这一角色。")
    _days(first_day, last_day)
    if stands_in_for:
        seat = Membership.objects.get(pk=stands_in_for)
        if seat.ended_at or not (first_day and last_day):
            raise Refusal("代理须写明起止日期，被代理的角色须在任。")
        if seat.user_id in user.own_accounts:
            raise Refusal("不能代理本人。")


def _role_in_words(
    user_id: int,
    role: str,
    organisation_id: int,
    first_day: str = "",
    last_day: str = "",
    stands_in_for: int | None = None,
) -> str:
    words = (
        f"{User.objects.get(pk=user_id)}：{Role(role).label}，{Organisation.objects.get(pk=organisation_id)}"
    )
    if stands_in_for:
        words += f"，代理{Membership.objects.get(pk=stands_in_for).user}"
    if first_day or last_day:
        words += f"，{first_day and read_moment_text(first_day)}至{last_day and read_moment_text(last_day)}"
    return words


@two_person_act(
    "accounts.give_role",
    "增加角色",
    may=may_open_accounts,
    summary=_role_in_words,
    check=_check_role,
    about=_not_own_role,
)
@transaction.atomic
def give_role_by_two(
    *, actor: User, second: User, user_id: int, role: str, organisation_id: int, first_day: str = "", last_day: str = "",
    stands_in_for: int | None = None,
) -> Membership:  # fmt: skip
    """One more role of the same person, for good, until a day, or as the stand-in (AB岗) of somebody for named days."""
    _check_role(user_id, role, organisation_id, first_day, last_day, stands_in_for)
    user = User.objects.select_for_update().get(pk=user_id)
    _refuse_own((actor, second), user)
    organisation = Organisation.objects.get(pk=organisation_id)
    return give_role(
        second, user, role, organisation, stands_in_for_id=stands_in_for, **_days(first_day, last_day)
    )


def _check_end(membership_id: int, reason: str, successor_id: int | None = None) -> Membership:
    seat = Membership.objects.select_related("user", "organisation").get(pk=membership_id)
    if seat.ended_at:
        raise Refusal("这一角色已经结束。")
    require_text(reason, "请写明原因，如“已调离”。")
    if successor_id and successor_id in seat.user.own_accounts:
        raise Refusal("接手人不能是本人。")
    return seat


def _end_in_words(membership_id: int, reason: str, successor_id: int | None = None) -> str:
    seat = Membership.objects.select_related("user", "organisation").get(pk=membership_id)
    words = f"{seat.user}不再任{seat.get_role_display()}（{seat.organisation}），原因：{reason}"
    return words + (f"，未办结的由{User.objects.get(pk=successor_id)}接手" if successor_id else "")


@two_person_act(
    "accounts.end_role",
    "结束角色",
    may=may_open_accounts,
    summary=_end_in_words,
    check=_check_end,
    about=_not_own_seat,
)
@transaction.atomic
def end_role_by_two(
    *, actor: User, second: User, membership_id: int, reason: str, successor_id: int | None = None
) -> Membership:
    """The role ends now; what the person began and nobody else may finish goes over to the successor."""
    seat = _check_end(membership_id, reason, successor_id)
    _refuse_own((actor, second), seat.user)
    end_role(second, seat)
    if successor_id:
        for hand_over in _handovers:
            hand_over(seat.user, User.objects.get(pk=successor_id))
    for pending in PendingAct.objects.select_for_update().filter(proposed_by=seat.user, state="pending"):
        if not two_person.act_of(pending).may(User.objects.get(pk=seat.user_id)):
            pending.state = "taken_back"
            pending.save()
            audit.record(second, "收回提请", pending, act=pending.act, reason="提出人已离任")
    return seat


_handovers: list[Callable[[User, User], object]] = []


def when_handed_over(hand_over: Callable[[User, User], object]) -> Callable:
    """Register `hand_over(old, new)`: what of a higher room the successor goes on with."""
    _handovers.append(hand_over)
    return hand_over


def _check_same(user_id: int, other_id: int, basis: str) -> tuple[User, User]:
    one, other = User.objects.get(pk=user_id), User.objects.get(pk=other_id)
    require_text(basis, "请写明怎样核实的。")
    if other.pk in one.own_accounts:
        raise Refusal("这两个账号已登记为同一人。")
    return one, other


@two_person_act(
    "accounts.same_person",
    "登记为同一人",
    may=may_open_accounts,
    summary=lambda user_id, other_id, basis: (
        f"账号 {User.objects.get(pk=user_id).username} 与 {User.objects.get(pk=other_id).username} 是同一人，依据：{basis}"
    ),
    check=_check_same,
    about=_neither_own,
)
@transaction.atomic
def same_person(*, actor: User, second: User, user_id: int, other_id: int, basis: str) -> None:
    """From now on the two accounts count as one human wherever two are wanted."""
    one, other = _check_same(user_id, other_id, basis)
    _refuse_own((actor, second), one, other)
    person = one.person or Person.objects.create(name=one.full_name)
    User.objects.filter(pk__in=one.own_accounts | other.own_accounts).update(person=person)
    audit.record(second, "登记为同一人", one, other=other.username, basis=basis)


@by_the_clock
def end_days_that_are_over() -> None:
    """A stand-in, or a role until a day, ends by itself."""
    for seat in Membership.objects.filter(ended_at=None, last_day__lt=clock.today()):
        end_role(None, seat)
