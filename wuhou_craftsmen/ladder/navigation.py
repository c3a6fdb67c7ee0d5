"""What the ladder offers to the menu and to the search."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup

from . import queries, rules


def menu(user) -> list[MenuItem]:
    return (
        [MenuItem("工匠梯次", reverse("ladder:list"), "bar-chart-steps", group="梯次与培育")]
        if rules.may_see_ladder(user)
        else []
    )


def search(user, words: str) -> list[SearchGroup]:
    """People by name, within what the user may see."""
    if not rules.may_see_ladder(user):
        return []
    people = queries.matching(queries.visible_to(user), words)[:MAX_HITS_SHOWN]
    found = [
        Hit(
            str(person),
            person.highest.get_tier_display() if person.highest else "未登记梯次",
            reverse("ladder:person", args=[person.pk]),
        )
        for person in people
    ]
    return [SearchGroup("工匠梯次", found, f"{reverse('ladder:list')}?{urlencode({'q': words})}")]
