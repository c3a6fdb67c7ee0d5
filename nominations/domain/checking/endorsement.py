"""The street, 武侯新城 or industry union: endorses a submitted file, or returns it once with fields marked."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from nominations import messages
from nominations.models import Endorsement, Nomination
from nominations.models.application import MARKABLE
from nominations.rules.checking.checks import may_endorse, may_take_back, reason_is_lawful
from nominations.rules.rounds.quotas import may_rank, place_left
from nominations.states import NOMINATION
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import audit, calendar, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain import settings as register

from ..file.submission import content_hash, frozen_content
from . import ranks


@transaction.atomic
def endorse(
    actor: User, nomination: Nomination, *, opinion: str, seen_sha256: str, rank: int | None = None
) -> Nomination:
    """初审通过 of exactly the text that the clerk saw, with a place in the unit's order; without `rank` the last.

    Refused when the unit's 推荐名额 is used up.
    """
    nomination = _locked(nomination)
    if nomination.state == "endorsed":
        return nomination
    _check(actor, nomination, opinion, seen_sha256)
    unit = needed(actor.organisation_as(Role.ENDORSING_CLERK))
    ranks.lock(unit)
    require(place_left(nomination.round, unit))
    if rank is not None:
        require(may_rank(actor, nomination.round))
    NOMINATION.move(nomination, "endorse")
    place = ranks.place(nomination, unit, rank)
    messages.endorsed(nomination, _write(actor, nomination, "endorsed", opinion, rank=place.rank))
    return nomination


@transaction.atomic
def return_for_correction(
    actor: User, nomination: Nomination, *, opinion: str, marks: dict[str, str], seen_sha256: str
) -> Nomination:
    """Return once: only the marked fields reopen, until a deadline of working days.

    `marks`: field (of application.MARKABLE) -> what is to be corrected there, at most 200 characters.
    """
    nomination = _locked(nomination)
    _check(actor, nomination, opinion, seen_sha256)
    if not marks or set(marks) - set(MARKABLE):
        raise Refusal("请标出须补正的栏目。")
    for field, words in marks.items():
        require_text(words, f"请写明“{MARKABLE[field]}”须补正什么。")
        require(reason_is_lawful(words, nomination.round.policy_id))
    if nomination.endorsements.filter(decision="returned", dropped_at=None).exists():
        raise Refusal("这份申报已经退回过一次，不能再次退回；请作出初审结论。")
    NOMINATION.move(nomination, "return")
    days = register.value(nomination.round.settings, "correction_days")
    last = calendar.notice_end(clock.today() + dt.timedelta(days=1), days)
    correct_by = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    kept = {field: words.strip()[:200] for field, words in marks.items()}
    said = _write(actor, nomination, "returned", opinion, marks=kept, correct_by=correct_by)
    messages.returned(nomination, said)
    return nomination


@transaction.atomic
def take_back(actor: User, nomination: Nomination) -> Nomination:
    """The unit's last word is taken back and stays on record; the file waits for its first check again."""
    nomination = _locked(nomination)
    if nomination.state == "submitted":
        return nomination
    said = nomination.endorsements.filter(dropped_at=None).last()
    require(may_take_back(actor, nomination, said))
    said = needed(said)
    if nomination.state == "returned" and content_hash(frozen_content(nomination)) != said.file_sha256:
        raise Refusal("单位已经开始补正，退回不能再撤回。")
    NOMINATION.move(nomination, "take_back")
    nomination.save()
    ranks.leave(actor, nomination)
    said.dropped_at = clock.now()
    said.save()
    audit.record(actor, "撤回初审结论", nomination, decision=said.get_decision_display())
    messages.taken_back(nomination, said)
    return nomination


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination.pk)
    )


def _check(actor: User, nomination: Nomination, opinion: str, seen_sha256: str) -> None:
    require(may_endorse(actor, nomination))
    require_text(opinion, "请填写初审意见。")
    require(reason_is_lawful(opinion, nomination.round.policy_id))
    if seen_sha256 != nomination.frozen_sha256:
        raise Refusal("申报内容在您打开页面之后有变化，请重新查看后再办理。")


def _write(
    actor: User, nomination: Nomination, decision: str, opinion: str, *, rank: int | None = None, **more: Any
) -> Endorsement:
    nomination.save()
    said = Endorsement.objects.create(
        nomination=nomination,
        unit=needed(actor.organisation_as(Role.ENDORSING_CLERK)),
        decision=decision,
        opinion=opinion.strip(),
        file_sha256=nomination.frozen_sha256,
        by=actor,
        at=clock.now(),
        **more,
    )
    told = {"rank": rank} if rank else {}
    audit.record(
        actor, dict(Endorsement.DECISIONS)[decision], nomination, fields=sorted(more.get("marks", {})), **told
    )
    return said
