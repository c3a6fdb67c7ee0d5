"""The tasks of a year, drawn from the policy's own table of units (clause 十一)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, Max

from oversight import rules
from oversight.models import DutyTask
from oversight.models.owed import MATTERS
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.policy.domain import duties, versions
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

PARTS = {duties.LEAD: "牵头", duties.RESPONSIBLE: "责任"}
MAX_NAME = 100


@transaction.atomic
def draw(actor: User, year: int, dues: Mapping[int, dt.date]) -> list[Record]:
    """For each clause with a day in `dues` (by its number in the first text) a task of every unit that has a part in it.

    What is there already stays as it is. Each goes the way of a single task.
    """
    require(rules.may_draw_tasks(actor))
    if not dues:
        raise Refusal("请至少为一个事项填写办理期限。")
    known = (
        DutyTask.objects.filter(year=year).exclude(state="withdrawn").values_list("about", "matter", "name")
    )
    there, titles, made = set(known), titles_of(), []
    for clause, due_on in dues.items():
        for unit, part in duties.units_in(clause):
            name = f"{titles[clause]}（{PARTS[part]}）"[:MAX_NAME]
            if (unit.pk, MATTERS[clause], name) in there:
                continue
            values = {"about": unit, "matter": MATTERS[clause], "year": year, "name": name, "due_on": due_on}
            made.append(records.enter(actor, REGISTERS["tasks"], values))
    return made


def drawn_of(years: list[int]) -> dict[int, str]:
    """By clause what is drawn of it already, in words: 2022年已下达 20 项，期限 2022年11月30日"""
    rows = DutyTask.objects.filter(year__in=years).exclude(state="withdrawn").order_by()
    found = rows.values_list("matter", "year").annotate(Count("pk"), Max("due_on")).order_by("year")
    numbers = {name: number for number, name in MATTERS.items()}
    told: dict[int, list[str]] = {}
    for matter, year, count, due_on in found:
        told.setdefault(numbers[matter], []).append(f"{year}年已下达 {count} 项，期限 {cn_date(due_on)}")
    return {number: "；".join(words) for number, words in told.items()}


def titles_of() -> dict[int, str]:
    """What each clause of the version in force is called: 完善职教培训体系，培育工匠人才新苗"""
    version = versions.current() or versions.beginning()
    found = {clause.origin: clause.title for clause in version.clauses.all()}
    return {number: found.get(number) or words for number, words in MATTERS.items()}
