"""What the oversight room offers to the menu; its records are found by the search of the registers."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.web.navigation import MenuItem, SearchGroup

from . import rules

GROUP = "梯次与培育"


def menu(user: User) -> list[MenuItem]:
    items = []
    if rules.may_see_dashboard(user):
        items.append(MenuItem("工作总览", reverse("oversight:dashboard"), "graph-up", group=GROUP))
    if rules.may_see_targets(user):
        under = (reverse("oversight:draw"),)
        items.append(MenuItem("目标管理", reverse("oversight:targets"), "bullseye", under, GROUP))
    if rules.may_confirm(user):
        items.append(MenuItem("命名后确认", reverse("oversight:confirming"), "person-check", group=GROUP))
    if rules.may_see_counts(user):
        items.append(MenuItem("推选和任职", reverse("oversight:outcomes"), "people", group=GROUP))
    return items


def search(user: User, words: str) -> list[SearchGroup]:
    return []
