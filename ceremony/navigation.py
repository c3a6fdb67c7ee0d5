"""What the ceremony room offers to the menu; a person is found by the rooms below."""

from django.urls import reverse

from wuhou_craftsmen.common.web.navigation import MenuItem, SearchGroup

from . import rules
from .models import Ceremony


def menu(user) -> list[MenuItem]:
    if rules.may_see(user):
        under = (reverse("ceremony:list"),)
        return [MenuItem("命名大会", reverse("ceremony:list"), "calendar-event", under, "公示与命名")]
    if rules.may_see_own(user) and Ceremony.objects.filter(notices__gt=0).exists():
        under = (reverse("ceremony:list"),)
        return [MenuItem("命名大会", reverse("ceremony:own"), "calendar-event", under, "公示与命名")]
    return []


def search(user, words: str) -> list[SearchGroup]:
    return []
