"""What the accounts room offers to the menu."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.common.navigation import SHOWN, Found, MenuItem, Shelf, Todo

from .models import Membership, Role
from .queries import matching


def menu(user) -> list[MenuItem]:
    items = []
    if user.has_role(Role.UNION_STAFF, Role.SYSTEM_ADMIN):
        items.append(MenuItem("账号", reverse("accounts:people"), "people"))
    return items


def todos(user) -> list[Todo]:
    return []


def search(user, words: str) -> list[Shelf]:
    """People with an account and their units, for those who manage accounts."""
    if not user.has_role(Role.UNION_STAFF, Role.SYSTEM_ADMIN):
        return []
    page = reverse("accounts:people")
    rows = matching(Membership.objects.filter(ended_at=None), words).select_related("user", "organisation")[
        :SHOWN
    ]
    found = [
        Found(
            row.user.full_name,
            f"{row.get_role_display()}　{row.organisation}",
            f"{page}?{urlencode({'q': row.user.full_name})}",
        )
        for row in rows
    ]
    return [Shelf("账号", found, f"{page}?{urlencode({'q': words})}")]
