"""Taking the list out of the portal, masked, and on record."""

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.roles import FILE_WRITERS
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require

from .. import rules
from ..models import Craftsman
from ..workbooks import list_of


@transaction.atomic
def export_list(actor: User, people: list[Craftsman]) -> bytes:
    """The workbook of these people, whom the caller took from what the actor may see."""
    require(rules.may_write_ladder(actor))
    unit = next(filter(None, map(actor.organisation_as, reversed(FILE_WRITERS))))
    audit.record(actor, "导出工匠梯次名单", unit, people=len(people))
    return list_of(people, actor)
