"""回避 of those who handle a file: said by themselves, at any time, and not unsaid by one person."""

from django.db import transaction

from nominations.models import Conflict, Nomination
from nominations.rules.checking.conflicts import may_declare_conflict, may_declare_conflicts
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal


@transaction.atomic
def declare(actor: User, nomination: Nomination, cause: str, note: str = "") -> Conflict:
    """From now on `actor` neither checks nor decides this file. Idempotent: declared again it is the same."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(may_declare_conflicts(actor))
    if cause not in dict(CONFLICT_CAUSES):
        raise Refusal("请选择回避原因。")
    if found := nomination.conflicts.filter(user=actor).first():
        return found
    require(may_declare_conflict(actor, nomination))
    found = Conflict.objects.create(
        nomination=nomination, user=actor, cause=cause, note=note.strip()[:200], at=clock.now()
    )
    audit.record(actor, "登记本人回避", nomination, cause=found.get_cause_display())
    return found
