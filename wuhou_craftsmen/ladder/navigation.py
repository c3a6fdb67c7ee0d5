"""What the ladder offers to the menu and to the search."""

from urllib.parse import urlencode

from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo

from . import queries, rules


def menu(user) -> list[MenuItem]:
    return (
        [MenuItem("工匠梯次", reverse("ladder:list"), "bar-chart-steps", group="梯次与培育")]
        if rules.may_see_ladder(user)
        else []
    )


def todos(user) -> list[Todo]:
    """Requests to answer; the year's training plan (clause 四): for a firm that has handed in none, for the clerk of its area."""
    waiting = queries.transfers_waiting(user)
    asked = Todo("待答复的转入请求", waiting.count(), reverse("ladder:transfers"), _first_due(waiting))
    return [todo for todo in [asked, *_plans(user)] if todo.count]


def _first_due(waiting):
    return waiting.order_by("answer_by").values_list("answer_by", flat=True).first()


def _plans(user) -> list[Todo]:
    year = clock.today().year
    if firm := user.organisation_as(Role.FIRM_HR):
        handed_in = firm.training_plans.filter(year=year, replaced_at=None).exists()
        missing = 0 if handed_in or firm.struck_off_on else 1
        found = Todo(f"{year}年度技能人才培训计划待报送", missing, reverse("ladder:own_plan"))
    elif user.has_role(Role.ENDORSING_CLERK):
        count = queries.firms_with_plans(user, year).filter(plan_id=None).count()
        page = f"{reverse('ladder:plans')}?state=missing"
        found = Todo(f"还没有报送{year}年度培训计划的企业", count, page)
    else:
        return []
    return [found]


def search(user, words: str) -> list[SearchGroup]:
    """People by name, within what the user may see."""
    if not rules.may_see_ladder(user):
        return []
    people = queries.matching(queries.visible_to(user), words)[:MAX_HITS_SHOWN]
    found = [
        Hit(
            str(person),
            person.highest.get_tier_display() if person.highest else "未登记梯次",
            reverse("ladder:person", args=[person.pk]),
        )
        for person in people
    ]
    return [SearchGroup("工匠梯次", found, f"{reverse('ladder:list')}?{urlencode({'q': words})}")]
