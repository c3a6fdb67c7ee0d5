"""Explicit, revocable grants (expert and file): the only place that calls guardian."""

from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm  # noqa: TID251


def grant(user, permission: str, things) -> None:
    """Give `user` the permission ("app.codename") on each of `things` (a queryset). Idempotent."""
    missing = things.exclude(pk__in=granted(user, permission, things.model).values("pk"))
    if missing.exists():
        assign_perm(permission, user, missing)


def revoke(user, permission: str, thing) -> None:
    """Take the permission away; harmless if it was never given."""
    remove_perm(permission, user, thing)


def granted(user, permission: str, model):
    """The objects of `model` that were granted to `user` one by one; no role or flag adds any."""
    return get_objects_for_user(
        user, permission, klass=model, with_superuser=False, accept_global_perms=False, use_groups=False
    )


def holds(user, permission: str, thing) -> bool:
    """Whether the grant on this one object exists now."""
    return granted(user, permission, type(thing)).filter(pk=thing.pk).exists()
