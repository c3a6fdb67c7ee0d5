"""What the policy room offers to the menu."""

from django.db.models import Q
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo

from .domain.versions import newest

NEXT_YEARS_DAYS_FROM_MONTH = 10


def menu(user) -> list[MenuItem]:
    items = [MenuItem("政策", reverse("policy:text"), "book", group="管理")]
    if user.has_role(*OVERSIGHT):
        items.append(MenuItem("设置", reverse("policy:settings"), "sliders", group="管理"))
    return items


def todos(user) -> list[Todo]:
    """This year's statutory days, and from October on the next year's: told a quarter before they are needed."""
    if not user.has_role(Role.UNION_STAFF):
        return []
    today = clock.today()
    wanted = [today.year, *([today.year + 1] if today.month >= NEXT_YEARS_DAYS_FROM_MONTH else [])]
    missing = [year for year in wanted if year not in calendar.known_years()]
    return [Todo(f"{year}年放假安排待登记", 1, reverse("policy:calendar")) for year in missing]


def search(user, words: str) -> list[SearchGroup]:
    """Clauses of the newest version that contain the words: everybody may read them."""
    version, page = newest(), reverse("policy:text")
    if version is None:
        return []
    clauses = version.clauses.filter(Q(title__holds=words) | Q(text__holds=words))[:MAX_HITS_SHOWN]
    return [SearchGroup("实施办法", [Hit(str(c), "条文", f"{page}#clause-{c.number}") for c in clauses])]
