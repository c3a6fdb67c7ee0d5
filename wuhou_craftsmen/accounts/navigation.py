"""What the accounts room offers to the menu."""

from django.urls import reverse

from wuhou_craftsmen.common.navigation import MenuItem, Todo

from .models import Role


def menu(user) -> list[MenuItem]:
    items = []
    if user.has_role(Role.UNION_STAFF, Role.SYSTEM_ADMIN):
        items.append(MenuItem("账号", reverse("accounts:people"), "people"))
    return items


def todos(user) -> list[Todo]:
    return []
