"""What the frame of every page shows."""

from django.conf import settings
from django.urls import reverse

from awards import navigation as awards
from ceremony import navigation as ceremony
from nominations import navigation as nominations
from oversight import navigation as oversight
from review import navigation as review
from showcase import navigation as showcase
from wuhou_craftsmen.accounts import navigation as accounts
from wuhou_craftsmen.accounts.roles import AUDIT_READERS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.navigation import Hit, MenuGroup, MenuItem, SearchGroup, grouped
from wuhou_craftsmen.ladder import navigation as ladder
from wuhou_craftsmen.policy import navigation as policy
from wuhou_craftsmen.registers import navigation as registers

from .display import CONTRASTS, SIZES, display_of

ROOMS = [nominations, review, awards, ceremony, showcase, ladder, registers, oversight, policy, accounts]


def menu_of(user) -> list[MenuItem]:
    """首页, then what every room offers to this user."""
    items = [MenuItem("首页", reverse("portal:home"), "house", group="首页")]
    for room in ROOMS:
        items += room.menu(user)
    if user.has_role(*AUDIT_READERS):
        items.append(MenuItem("操作记录", reverse("portal:audit"), "journal-text", group="管理"))
    return items


def own_items_of(user) -> list[MenuItem]:
    """What belongs to the person, under the name in the top bar."""
    items = [
        MenuItem("消息", reverse("portal:messages"), "bell"),
        MenuItem("待复核的事项", reverse("portal:pending"), "check2-square"),
        MenuItem("后台工作", reverse("portal:jobs"), "hourglass-split"),
        MenuItem("修改密码", reverse("accounts:password"), "key"),
    ]
    if not user.has_role(*AUDIT_READERS):
        items.insert(2, MenuItem("我的操作记录", reverse("portal:audit"), "journal-text"))
    return items


def found_by(user, words: str) -> list[SearchGroup]:
    """What every room finds of these words, pages of the menu first; only what this user may see."""
    pages = [
        Hit(item.label, "页面", item.url)
        for item in menu_of(user) + own_items_of(user)
        if words in item.label
    ]
    groups = [SearchGroup("页面", pages)]
    for room in ROOMS:
        groups += room.search(user, words)
    return [group for group in groups if group.hits]


def _current(items: list[MenuItem], path: str) -> MenuItem | None:
    """The item whose pages the path is one of: the longest address that it begins with."""
    places = [(place, item) for item in items for place in (item.url, *item.under) if path.startswith(place)]
    return max(places, key=lambda found: len(found[0]), default=("", None))[1]


def frame(request) -> dict:
    """Menu, the item in use, how the page is drawn, and the rehearsal's date."""
    context = {
        "business_date": clock.business_date(),
        "display": display_of(request),
        "sizes": SIZES,
        "contrasts": CONTRASTS,
        "public_url": settings.PUBLIC_URL,
        "public_pages": showcase.public_items(),
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        menu, own = menu_of(user), own_items_of(user)
        current = _current(menu + own, request.path)
        context |= {
            "menu": grouped(menu),
            "own_items": own,
            "current": current,
        }
    else:
        items = [
            MenuItem("首页", reverse("portal:public"), "house"),
            *context["public_pages"][: showcase.IN_MENU],
        ]
        home = request.path == items[0].url
        current = items[0] if home else _current(context["public_pages"], request.path)
        context |= {"menu": [MenuGroup(item.label, item.icon, [item]) for item in items], "current": current}
    return context
