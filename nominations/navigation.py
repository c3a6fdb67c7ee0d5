"""What the nominations room offers to the menu and to each role's to-do list."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, UNION_AND_LEADERS
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo

from . import queries
from .rules.file.nomination import may_see_lists
from .rules.ways_in.direct_recognition import may_see_direct
from .rules.ways_in.leads import may_see_leads


def menu(user) -> list[MenuItem]:
    items = []
    if may_see_lists(user):
        items.append(MenuItem("申报", reverse("nominations:list"), "file-earmark-text", group="申报"))
    if may_see_leads(user):
        items.append(MenuItem("工匠线索", reverse("nominations:leads"), "search", group="申报"))
    if may_see_direct(user):
        items.append(MenuItem("直接认定", reverse("nominations:direct_list"), "patch-check", group="申报"))
    if user.has_role(*UNION_AND_LEADERS):
        items.append(MenuItem("年度批次", reverse("nominations:rounds"), "calendar3", group="申报"))
    return items


def todos(user) -> list[Todo]:
    """Drafts and returned files for HR, submitted ones for the clerk, endorsed ones for the district."""
    round = queries.current_round()
    if round is None:
        return [todo for todo in _leads(user) if todo.count]
    counts = queries.counts_by_state(round, user)
    listing = reverse("nominations:list")
    found = []
    if user.has_role(Role.FIRM_HR):
        if round.state == "open":
            found.append(
                Todo(
                    "待完善并报送的申报草稿",
                    counts.get("draft", 0),
                    f"{listing}?state=draft",
                    round.intake_closes_at,
                )
            )
        if returned := counts.get("returned", 0):
            until = queries.first_correct_by(round, user)
            found.insert(0, Todo("退回待补正的申报", returned, f"{listing}?state=returned", until))
    if user.has_role(Role.ENDORSING_CLERK):
        found.append(Todo("待初审的申报", counts.get("submitted", 0), f"{listing}?state=submitted"))
    if user.has_role(Role.DEPARTMENT_OFFICER):
        waiting = list(queries.opinions_waiting(user)[:200])
        if waiting:
            found.append(Todo("待回复的部门意见", len(waiting), listing, waiting[0].due_on))
    if user.has_role(Role.UNION_STAFF):
        found.append(Todo("待审查资格的申报", counts.get("endorsed", 0), f"{listing}?state=endorsed"))
        found.append(
            Todo(
                "待您复核的资格审查结论", queries.checks_to_confirm(user).count(), f"{listing}?check=confirm"
            )
        )
    found += _leads(user) + _routes(round, user) + _deaths(user)
    return [todo for todo in found if todo.count]


def _leads(user) -> list[Todo]:
    """What the public told: to be passed on by union and clerk, to be taken up by the firm."""
    if not user.has_role(*FILE_WRITERS):
        return []
    label = "转给本单位的工匠线索" if user.has_role(Role.FIRM_HR) else "待转办的工匠线索"
    state = "new" if user.has_role(Role.UNION_STAFF) else "passed_on"
    page = f"{reverse('nominations:leads')}?state={state}"
    return [Todo(label, queries.leads_waiting(user).count(), page)]


def _routes(round, user) -> list[Todo]:
    """自荐 for the firm's union to confirm, 直接认定 for the two officers."""
    found = []
    if user.has_role(Role.FIRM_HR):
        waiting = queries.unconfirmed_self(round, user).count()
        found.append(Todo("待本单位工会确认的自荐", waiting, f"{reverse('nominations:list')}?route=self"))
    if user.has_role(Role.UNION_STAFF):
        waiting = queries.direct_waiting(user).count()
        found.append(Todo("待您核实或复核的直接认定", waiting, reverse("nominations:direct_list")))
    return found


def _deaths(user) -> list[Todo]:
    """A nominee died: the leading group decides, its decision is recorded on the file's page."""
    waiting = list(queries.deaths_waiting(user)[:200])
    page = reverse("nominations:detail", args=[waiting[0].nomination_id]) if waiting else ""
    return [Todo("人选去世，待领导小组决定的申报", len(waiting), page)]


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
