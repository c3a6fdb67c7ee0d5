"""Explicit, revocable grants (expert and file): the only place that calls guardian."""

from django.db.models import Model, QuerySet
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm  # noqa: TID251

from ..kernel.people import User


def grant(user: User, permission: str, things: QuerySet) -> None:
    """Give `user` the permission ("app.codename") on each of `things` (a queryset). Idempotent."""
    missing = things.exclude(pk__in=granted(user, permission, things.model).values("pk"))
    if missing.exists():
        assign_perm(permission, user, missing)  # type: ignore[arg-type]  # takes a queryset too


def revoke(user: User, permission: str, thing: Model) -> None:
    """Take the permission away; harmless if it was never given."""
    remove_perm(permission, user, thing)


def granted(user: User, permission: str, model: type[Model]) -> QuerySet:
    """The objects of `model` that were granted to `user` one by one; no role or flag adds any."""
    return get_objects_for_user(
        user, permission, klass=model, with_superuser=False, accept_global_perms=False, use_groups=False
    )


def holds(user: User, permission: str, thing: Model) -> bool:
    """Whether the grant on this one object exists now."""
    return granted(user, permission, type(thing)).filter(pk=thing.pk).exists()
