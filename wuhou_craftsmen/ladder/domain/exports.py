"""Taking the list out of the portal, masked, and on record."""

from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.roles import FILE_WRITERS
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.workbooks.writing import Told

from .. import queries, rules
from ..models import Craftsman
from ..workbooks import list_of, plans_of_year


@transaction.atomic
def export_list(actor: User, people: QuerySet[Craftsman]) -> list[int]:
    """Write down who takes what; the numbers of these people, whom the caller took from what the actor may see."""
    require(rules.may_write_ladder(actor))
    unit = next(filter(None, map(actor.organisation_as, reversed(FILE_WRITERS))))
    numbers = list(people.values_list("pk", flat=True))
    audit.record(actor, "导出工匠梯次名单", unit, people=len(numbers))
    return numbers


@exported("ladder.list")
def _list(owner: User, told: Told | None, people: list[int]) -> bytes:
    return list_of(queries.visible_to(owner).filter(pk__in=people), owner, told)


@exported("ladder.plans")
def _plans(owner: User, told: Told | None, year: int, firms: list[int]) -> bytes:
    return plans_of_year(queries.firms_with_plans(owner, year).filter(pk__in=firms), year, told)
