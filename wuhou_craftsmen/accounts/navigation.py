"""What the accounts room offers to the menu."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.accounts.roles import ACCOUNT_KEEPERS
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup

from .models import Membership, Role
from .queries import firms_of, matching, matching_firms
from .rules import may_see_firms


def menu(user) -> list[MenuItem]:
    items = []
    if user.has_role(Role.FIRM_HR):
        items.append(MenuItem("本单位人员", reverse("accounts:members"), "people", group="管理"))
    if may_see_firms(user):
        items.append(MenuItem("企业", reverse("accounts:firms"), "buildings", group="管理"))
    if user.has_role(*ACCOUNT_KEEPERS):
        items.append(MenuItem("账号", reverse("accounts:people"), "people", group="管理"))
    return items


def search(user, words: str) -> list[SearchGroup]:
    """Firms for those who look after them, people with an account for those who manage accounts."""
    return [*_firms(user, words), *_people(user, words)]


def _firms(user, words: str) -> list[SearchGroup]:
    if not may_see_firms(user):
        return []
    found = [
        Hit(firm.name, f"企业　{firm.endorsing_unit}", reverse("accounts:firm", args=[firm.pk]))
        for firm in matching_firms(firms_of(user), words)[:MAX_HITS_SHOWN]
    ]
    return [SearchGroup("企业", found, f"{reverse('accounts:firms')}?{urlencode({'q': words})}")]


def _people(user, words: str) -> list[SearchGroup]:
    if not user.has_role(*ACCOUNT_KEEPERS):
        return []
    page = reverse("accounts:people")
    rows = matching(Membership.objects.filter(ended_at=None), words).select_related("user", "organisation")[
        :MAX_HITS_SHOWN
    ]
    found = [
        Hit(
            row.user.full_name,
            f"{row.get_role_display()}　{row.organisation}",
            f"{page}?{urlencode({'q': row.user.full_name})}",
        )
        for row in rows
    ]
    return [SearchGroup("账号", found, f"{page}?{urlencode({'q': words})}")]
