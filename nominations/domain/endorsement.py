"""The street, 武侯新城 or industry union: endorses a submitted file, or returns it once with fields marked."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common import audit, calendar, clock
from wuhou_craftsmen.common.answers import require
from wuhou_craftsmen.common.refusals import Refusal

from .. import rules
from ..models import Endorsement, Nomination
from ..states import NOMINATION
from ..vocabulary import FIELDS, REQUIREMENTS
from . import ranks


@transaction.atomic
def endorse(
    actor, nomination: Nomination, *, opinion: str, seen_sha256: str, rank: int | None = None
) -> Nomination:
    """初审通过 of exactly the text that the clerk saw, with a place in the unit's order; without `rank` the last.

    Refused when the unit's 推荐名额 is used up.
    """
    nomination = _locked(nomination)
    if nomination.state == "endorsed":
        return nomination
    _check(actor, nomination, opinion, seen_sha256)
    unit = actor.organisation_as(Role.ENDORSING_CLERK)
    ranks.lock(unit)
    require(rules.place_left(nomination.round, unit))
    if rank is not None:
        require(rules.may_rank(actor, nomination.round))
    NOMINATION.move(nomination, "endorse")
    place = ranks.place(nomination, unit, rank)
    _write(actor, nomination, "endorsed", opinion, rank=place.rank)
    return nomination


@transaction.atomic
def return_for_correction(
    actor, nomination: Nomination, *, opinion: str, fields: list[str], seen_sha256: str
) -> Nomination:
    """Return once: only the marked fields reopen, until a deadline of working days."""
    nomination = _locked(nomination)
    _check(actor, nomination, opinion, seen_sha256)
    unknown = set(fields) - set(FIELDS) - set(REQUIREMENTS) - {"evidence"}
    if not fields or unknown:
        raise Refusal("请标出须补正的栏目。")
    if nomination.endorsements.filter(decision="returned").exists():
        raise Refusal("这份申报已经退回过一次，不能再次退回；请作出初审结论。")
    NOMINATION.move(nomination, "return")
    days = int(nomination.round.settings.get("correction_days", "5"))
    last = calendar.notice_end(clock.today() + dt.timedelta(days=1), days)
    correct_by = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    _write(actor, nomination, "returned", opinion, fields=sorted(fields), correct_by=correct_by)
    return nomination


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination.pk)
    )


def _check(actor, nomination: Nomination, opinion: str, seen_sha256: str) -> None:
    require(rules.may_endorse(actor, nomination))
    if not opinion.strip():
        raise Refusal("请填写初审意见。")
    require(rules.reason_is_lawful(opinion))
    if seen_sha256 != nomination.frozen_sha256:
        raise Refusal("申报内容在您打开页面之后有变化，请重新查看后再办理。")


def _write(actor, nomination: Nomination, decision: str, opinion: str, *, rank=None, **more) -> None:
    nomination.save()
    Endorsement.objects.create(
        nomination=nomination,
        unit=actor.organisation_as(Role.ENDORSING_CLERK),
        decision=decision,
        opinion=opinion.strip(),
        file_sha256=nomination.frozen_sha256,
        by=actor,
        at=clock.now(),
        **more,
    )
    told = {"rank": rank} if rank else {}
    audit.record(
        actor, dict(Endorsement.DECISIONS)[decision], nomination, fields=more.get("fields", []), **told
    )
