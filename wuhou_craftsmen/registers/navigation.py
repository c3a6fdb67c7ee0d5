"""What the registers offer to the menu and to the search."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup

from . import queries, rules
from .models import Record
from .register import REGISTERS


def menu(user: User) -> list[MenuItem]:
    if not rules.may_enter_room(user) or not any(
        rules.reads(user, register) for register in REGISTERS.values()
    ):
        return []
    return [MenuItem("工作台账", reverse("registers:index"), "journal-text", group="梯次与培育")]


def search(user: User, words: str) -> list[SearchGroup]:
    """Records by what they are called, within what the user may read."""
    found = rules.registers_of(user) if rules.may_enter_room(user) else []
    if not found:
        return []
    nouns = {register.key: register.noun for register in found}
    rows = Record.objects.filter(queries.readable(user, found), title__holds=words).exclude(state="withdrawn")
    hits = [
        Hit(row.title, nouns[row.register], reverse("registers:record", args=[row.register, row.pk]))
        for row in rows[:MAX_HITS_SHOWN]
    ]
    return [SearchGroup("工作台账", hits)]
