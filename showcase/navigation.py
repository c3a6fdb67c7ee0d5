"""What the roll offers to the menu and to the search of those signed in; the pages for everybody."""

from django.urls import reverse

from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup

from . import queries, rules

# label, page, icon: what the public menu shows, then what stands at the foot of every page alone
PUBLIC = [
    ("工匠名录", "showcase:roll", "people"),
    ("公示与命名", "showcase:notices", "megaphone"),
    ("实施办法", "policy:text", "journal-text"),
    ("寻找身边的工匠", "nominations:lead_new", "person-plus"),
    ("证书查验", "awards:check_form", "patch-check"),
    ("常见问题", "showcase:questions", "question-circle"),
    ("日历", "showcase:calendar", "calendar3"),
    ("公开台账", "open:index", "list-check"),
]
IN_MENU = 6


def public_items() -> list[MenuItem]:
    """The pages that nobody need sign in for: the menu of whoever has not, and the foot of every page."""
    return [MenuItem(label, reverse(page), icon) for label, page, icon in PUBLIC]


def menu(user) -> list[MenuItem]:
    if not rules.may_keep_profiles(user):
        return []
    return [MenuItem("工匠名录", reverse("showcase:profiles"), "people", group="公示与命名")]


def search(user, words: str) -> list[SearchGroup]:
    """Who is on the roll, for everybody who signed in."""
    rows = queries.shown().filter(name__holds=words)[:MAX_HITS_SHOWN]
    hits = [
        Hit(row.name, f"{row.year}年度　{row.firm}", reverse("showcase:craftsman", args=[row.pk]))
        for row in rows
    ]
    return [SearchGroup("工匠名录", hits)]
