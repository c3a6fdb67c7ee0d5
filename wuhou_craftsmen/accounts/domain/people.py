"""Accounts and roles."""

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links

from .. import queries
from ..models import Membership, Organisation, Role, User


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
) -> User:
    """An account with one role in one organisation; the same sign-in name again is refused.

    Without a password nobody can sign in with it until one is set.
    """
    if User.objects.filter(username=username).exists():
        raise Refusal(f"登录名“{username}”已被使用，请换一个。")
    user = User(username=username, full_name=full_name, phone=phone, email=email)
    user.set_password(password)
    user.save()
    give_role(actor, user, role, organisation)
    return user


@transaction.atomic
def give_role(actor: User | None, user: User, role: str, organisation: Organisation) -> Membership:
    """A role from now on; nobody gives one to himself. Idempotent.

    Who is the only HR user of a firm is its 单位管理员.
    """
    if actor is not None and actor.pk == user.pk:
        raise Refusal("不能为本人增加角色，请由另一名管理人员办理。")
    existing = Membership.objects.filter(
        user=user, role=role, organisation=organisation, ended_at=None
    ).first()
    if existing:
        return existing
    first = role == Role.FIRM_HR and not queries.hr_of(organisation).exists()
    membership = Membership.objects.create(
        user=user, role=role, organisation=organisation, owner=first, started_at=clock.now()
    )
    user.__dict__.pop("current_memberships", None)
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
