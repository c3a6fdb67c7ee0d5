"""District check: one officer finds, a second, different one confirms; only then does the verdict take effect."""

from django.db import transaction

from nominations import messages
from nominations.models import Nomination, QualificationCheck
from nominations.rules.checking.checks import (
    departments_agree,
    may_check,
    may_confirm_check,
    open_to_new_check,
    reason_is_lawful,
    unjudged,
)
from nominations.rules.checking.conflicts import free_of_conflict
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act


@transaction.atomic
def check(actor: User, nomination: Nomination, *, verdict: str, reason: str = "") -> QualificationCheck:
    """The first officer's finding; the same finding twice is the same row."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(may_check(actor, nomination))
    if verdict == "unqualified":
        require_text(reason, "资格不合格须写明理由。")
        require(reason_is_lawful(reason, nomination.round.policy_id))
    else:
        require(departments_agree(nomination))
    require(unjudged(nomination))
    found = QualificationCheck.objects.create(
        nomination=nomination,
        verdict=verdict,
        reason=reason.strip(),
        checked_by=actor,
        checked_at=clock.now(),
    )
    audit.record(actor, "资格审查", nomination, verdict=found.get_verdict_display())
    return found


@transaction.atomic
def confirm(actor: User, found: QualificationCheck) -> Nomination:
    """The second officer agrees. Idempotent."""
    found = QualificationCheck.objects.select_for_update().get(pk=found.pk)
    nomination = Nomination.objects.select_for_update().get(pk=found.nomination_id)
    if found.confirmed_by_id:
        return nomination
    require(may_confirm_check(actor, found, nomination))
    NOMINATION.move(nomination, "qualify" if found.verdict == "qualified" else "refuse")
    found.confirmed_by, found.confirmed_at = actor, clock.now()
    found.save()
    nomination.save()
    audit.record(actor, "资格审查复核", nomination, verdict=found.get_verdict_display())
    messages.verdict(nomination, found)
    return nomination


@transaction.atomic
def drop(actor: User, found: QualificationCheck) -> None:
    """The finding is taken back by its officer or turned down by the second; the file waits again."""
    found = QualificationCheck.objects.select_for_update().get(pk=found.pk)
    if found.confirmed_by_id:
        raise Refusal("审查结论已经复核，不能撤回。")
    require(may_check(actor, found.nomination))
    if found.dropped_at is None:
        found.dropped_at = clock.now()
        found.save()
        audit.record(actor, "撤回审查结论", found.nomination)


@transaction.atomic
def _check_again(nomination_id: int, reason: str) -> Nomination:
    """The locked file, if its verdict may still be opened again."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("round").get(pk=nomination_id)
    )
    require_text(reason, "请写明重新审查的理由。")
    require(open_to_new_check(nomination))
    NOMINATION.move(nomination, "check_again")
    return nomination


def _verdicts(nomination_id: int, reason: str) -> list:
    """The verdict that is opened again."""
    found = QualificationCheck.objects.filter(nomination=nomination_id, dropped_at=None)
    return list(found.order_by("pk").values_list("pk", "verdict"))


@two_person_act(
    "nominations.check_again",
    "重新审查资格",
    may=is_union_staff,
    summary=lambda nomination_id, reason: (
        f"{Nomination.objects.get(pk=nomination_id)} 的资格结论撤销，重新审查：{reason}"
    ),
    check=_check_again,
    seen=_verdicts,
)
@transaction.atomic
def check_again(*, actor: User, second: User, nomination_id: int, reason: str) -> Nomination:
    """A verdict in force is opened again by two people until the review begins; the old one stays on record."""
    nomination = _check_again(nomination_id, reason)
    for person in (actor, second):
        require(free_of_conflict(person, nomination))
    nomination.save()
    nomination.checks.filter(dropped_at=None).update(dropped_at=clock.now())
    audit.record(second, "重新审查资格", nomination, reason=reason.strip())
    return nomination
