"""What the review room offers to the menu and to the search."""

from django.urls import reverse

from nominations.queries import current_round
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, pages_of
from wuhou_craftsmen.registers import rules as registers
from wuhou_craftsmen.registers.register import REGISTERS

from . import queries, rules
from .domain.committee.entries import EXPERTS


def menu(user) -> list[MenuItem]:
    items = []
    if user.has_role(Role.EXPERT):
        items.append(MenuItem("我的评分", reverse("review:files"), "pencil-square", group="评审"))
        items.append(MenuItem("本人登记", reverse("review:own_entry"), "person-vcard", group="评审"))
    round = current_round()
    if round and rules.may_oversee_review(user):
        under = tuple(pages_of(name) for name in ("review:round", "review:notice"))
        under += (reverse("review:scores", args=[0]).removesuffix("0/scores/"), reverse("review:strokes"))
        items.append(
            MenuItem("评审", reverse("review:round", args=[round.pk]), "clipboard-check", under, "评审")
        )
    if registers.may_enter_room(user) and registers.reads(user, REGISTERS[EXPERTS]):
        group = "评审" if user.has_role(Role.EXPERT_SECRETARY) else "梯次与培育"
        items.append(
            MenuItem("专家和裁判员", reverse("registers:list", args=[EXPERTS]), "people", group=group)
        )
    return items


def search(user, words: str) -> list[SearchGroup]:
    """For an expert: the files to score. Who must stand aside does not find the file."""
    round = current_round()
    if round is None or not rules.is_expert(user):
        return []
    files = queries.matching(queries.files_of(user, round), words)[:MAX_HITS_SHOWN]
    found = [
        Hit(str(file.nomination), file.nomination.trade, reverse("review:score", args=[file.pk]))
        for file in files
    ]
    return [SearchGroup("我的评分", found, reverse("review:files"))]
