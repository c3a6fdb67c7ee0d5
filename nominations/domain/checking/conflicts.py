"""回避 of those who handle a file: said by themselves, at any time, and unsaid by two others only."""

from collections.abc import Callable

from django.db import transaction

from nominations.models import Conflict, Nomination
from nominations.rules.checking.conflicts import (
    may_declare_conflict,
    may_declare_conflicts,
    may_lift_conflicts,
)
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

LIFT = "nominations.lift_conflict"
_before_lifting: list[Callable[[Conflict], object]] = []


def before_lifting(check: Callable[[Conflict], object]) -> Callable:
    """Register `check(conflict)`: a higher room refuses what has to be lifted there."""
    _before_lifting.append(check)
    return check


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


def _check_lifting(conflict_id: int, reason: str) -> Conflict:
    found = Conflict.objects.select_related("user", "nomination").filter(pk=conflict_id).first()
    if found is None:
        raise Refusal("这条回避已经撤销。")
    require_text(reason, "请写明撤销回避的原因和依据。")
    for check in _before_lifting:
        check(found)
    return found


def _lifting_in_words(conflict_id: int, reason: str) -> str:
    found = _check_lifting(conflict_id, reason)
    return f"{found.user}不再回避 {found.nomination.no}（{found.get_cause_display()}），原因：{reason}"


def _not_the_own(user: User, *, conflict_id: int, **_: str) -> Answer:
    own = Conflict.objects.filter(pk=conflict_id, user__in=user.own_accounts).exists()
    return no("不能撤销本人的回避，须由另外两人办理。") if own else YES


@two_person_act(
    LIFT,
    "撤销回避",
    may=may_lift_conflicts,
    summary=_lifting_in_words,
    check=_check_lifting,
    about=_not_the_own,
)
@transaction.atomic
def lift(*, actor: User, second: User, conflict_id: int, reason: str) -> None:
    """From now on the officer handles the file again; who, cause and reason stay in the log."""
    found = _check_lifting(conflict_id, reason)
    nomination = Nomination.objects.select_for_update().get(pk=found.nomination_id)
    user, cause = str(found.user), found.get_cause_display()
    found.delete()
    audit.record(
        second, "撤销回避", nomination, of=user, cause=cause, reason=reason.strip(), proposed_by=str(actor)
    )
