"""What the policy room offers to the menu."""

from django.db.models import Q
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo

from .domain.versions import newest
from .models import PolicyVersion


def menu(user) -> list[MenuItem]:
    items = [MenuItem("政策", reverse("policy:text"), "book")]
    if user.has_role(*OVERSIGHT):
        items.append(MenuItem("设置", reverse("policy:settings"), "sliders"))
    return items


def todos(user) -> list[Todo]:
    """Without an issue date nothing can be opened: the union must enter it."""
    if user.has_role(Role.UNION_STAFF) and not PolicyVersion.objects.filter(issued_on__isnull=False).exists():
        return [Todo("实施办法待登记印发日期", 1, reverse("policy:text"))]
    return []


def search(user, words: str) -> list[SearchGroup]:
    """Clauses of the newest version that contain the words: everybody may read them."""
    version, page = newest(), reverse("policy:text")
    if version is None:
        return []
    clauses = version.clauses.filter(Q(title__holds=words) | Q(text__holds=words))[:MAX_HITS_SHOWN]
    return [SearchGroup("实施办法", [Hit(str(c), "条文", f"{page}#clause-{c.number}") for c in clauses])]
