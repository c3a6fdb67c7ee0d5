"""What the ladder offers to the menu and to the search."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.common.navigation import SHOWN, Found, MenuItem, Shelf, Todo

from . import queries, rules


def menu(user) -> list[MenuItem]:
    return [MenuItem("工匠梯次", reverse("ladder:list"), "bar-chart-steps")] if rules.SEES(user) else []


def todos(user) -> list[Todo]:
    return []


def search(user, words: str) -> list[Shelf]:
    """People by name, within what the user may see."""
    if not rules.SEES(user):
        return []
    people = queries.matching(queries.visible_to(user), words)[:SHOWN]
    found = [
        Found(
            str(person),
            person.highest.get_tier_display() if person.highest else "未登记梯次",
            reverse("ladder:person", args=[person.pk]),
        )
        for person in people
    ]
    return [Shelf("工匠梯次", found, f"{reverse('ladder:list')}?{urlencode({'q': words})}")]
