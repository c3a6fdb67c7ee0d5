"""What the nominations room offers to the menu and to the search."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.accounts.roles import UNION_AND_LEADERS
from wuhou_craftsmen.accounts.rules import may_see_firms
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup

from . import queries
from .rules.file.nomination import may_see_lists
from .rules.ways_in.direct_recognition import may_see_direct
from .rules.ways_in.leads import may_see_leads


def menu(user) -> list[MenuItem]:
    items = []
    if may_see_lists(user):
        items.append(MenuItem("申报", reverse("nominations:list"), "file-earmark-text", group="申报"))
    if may_see_firms(user) and any(round.state == "open" for round in queries.rounds()):
        items.append(MenuItem("催报", reverse("nominations:chase"), "telephone", group="申报"))
    if may_see_leads(user):
        items.append(MenuItem("工匠线索", reverse("nominations:leads"), "search", group="申报"))
    if may_see_direct(user):
        items.append(MenuItem("直接认定", reverse("nominations:direct_list"), "patch-check", group="申报"))
    if user.has_role(*UNION_AND_LEADERS):
        items.append(MenuItem("年度批次", reverse("nominations:rounds"), "calendar3", group="申报"))
    return items


def search(user, words: str) -> list[SearchGroup]:
    """Files of every year by number, name, firm or receipt, within what the user may list."""
    if not may_see_lists(user):
        return []
    files = queries.matching(queries.visible_to(user), words).order_by("-round__year", ByNumber("no"))[
        :MAX_HITS_SHOWN
    ]
    found = [
        Hit(
            str(file),
            f"{file.firm}　{file.get_state_display()}",
            reverse("nominations:detail", args=[file.pk]),
        )
        for file in files
    ]
    return [SearchGroup("申报", found, f"{reverse('nominations:list')}?{urlencode({'q': words})}")]
