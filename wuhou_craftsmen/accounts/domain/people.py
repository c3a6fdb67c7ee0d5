"""Accounts and roles."""

from typing import Any

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.people import accounts_of
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links

from .. import queries
from ..models import Membership, Organisation, Person, Role, User


@transaction.atomic
def open_account(
    actor: User | None,
    *,
    username: str,
    full_name: str,
    role: str,
    organisation: Organisation,
    password: str | None = None,
    phone: str = "",
    email: str = "",
    person: Person | None = None,
) -> User:
    """An account with one role in one organisation; the same sign-in name again is refused. `person`: who has one already.

    Without a password nobody can sign in with it until one is set.
    """
    if User.objects.filter(username=username).exists():
        raise Refusal(f"登录名“{username}”已被使用，请换一个。")
    person = person or Person.objects.create(name=full_name)
    user = User(username=username, full_name=full_name, phone=phone, email=email, person=person)
    user.set_password(password)
    user.save()
    give_role(actor, user, role, organisation)
    return user


@transaction.atomic
def give_role(
    actor: User | None, user: User, role: str, organisation: Organisation, **days: Any
) -> Membership:
    """A role from now on, or for `days` (first_day, last_day, stands_in_for); nobody gives one to himself. Idempotent.

    Who is the only HR user of a firm is its 单位管理员.
    """
    if actor is not None and user.pk in accounts_of(actor):
        raise Refusal("不能为本人增加角色，请由另一名管理人员办理。")
    existing = Membership.objects.filter(
        user=user, role=role, organisation=organisation, ended_at=None
    ).first()
    if existing:
        return existing
    first = role == Role.FIRM_HR and not queries.hr_of(organisation).exists()
    membership = Membership.objects.create(
        user=user, role=role, organisation=organisation, owner=first, started_at=clock.now(), **days
    )
    for known in ("_seats", "own_accounts", "current_memberships"):
        user.__dict__.pop(known, None)
    audit.record(actor, "增加角色", user, role=Role(role).label, organisation=str(organisation))
    return membership


@transaction.atomic
def end_role(actor: User | None, membership: Membership) -> None:
    """The role ends now; what was done in it stays. With the last role the password and every session end too."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ended_at is None:
        membership.ended_at = clock.now()
        membership.save()
        user = User.objects.select_for_update().get(pk=membership.user_id)
        if not user.current_memberships:
            user.set_unusable_password()  # sessions are bound to the password: all of them are over
            user.save(update_fields=["password"])
            links.void("password", user)
        audit.record(actor, "结束角色", membership.user, role=membership.get_role_display())
