"""The portal's user, for annotations alone: common stands below accounts and does not import it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User
else:
    from django.contrib.auth.base_user import AbstractBaseUser as User

__all__ = ["User", "accounts_of"]


def accounts_of(user: User) -> set[int]:
    """The accounts of this human: acts of two are done by two humans, however many accounts one of them has."""
    return getattr(user, "own_accounts", {user.pk})
