"""A year's round: planned, opened by two people under a policy in force, led through its states."""

import datetime as dt
from typing import Any

from django.db import transaction

from nominations.models import AnnualRound
from nominations.states import ROUND
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import cn_date, moment_text
from wuhou_craftsmen.policy.domain import rubrics, versions
from wuhou_craftsmen.policy.domain import settings as register
from wuhou_craftsmen.policy.domain.citing import clause_words

from . import quotas


@transaction.atomic
def plan_round(
    actor: User,
    *,
    year: int,
    quota: int,
    approval_basis: str,
    opens_on: dt.date,
    intake_closes_at: dt.datetime,
    naming_on: dt.date,
    rehearsal: bool = False,
    like: AnnualRound | None = None,
) -> AnnualRound:
    """A round in preparation, with the 推荐名额 of the round it is `like`; a second one in the year is refused (clause 八)."""
    require(is_union_staff(actor))
    if AnnualRound.objects.exclude(state="annulled").filter(year=year).exists():
        raise Refusal(f"{year}年度已有评选批次；每年集中命名一次（{clause_words(None, 8)}）。")
    _require_days(opens_on, intake_closes_at, naming_on)
    round = AnnualRound.objects.create(
        year=year,
        quota=quota,
        approval_basis=approval_basis.strip(),
        opens_on=opens_on,
        intake_closes_at=intake_closes_at,
        naming_on=naming_on,
        rehearsal=rehearsal,
    )
    audit.record(actor, "筹备批次", round, quota=quota)
    if like:
        quotas.take_over(actor, round, like)
    return round


def _require_days(opens_on: dt.date, intake_closes_at: dt.datetime, naming_on: dt.date) -> None:
    if not (opens_on <= intake_closes_at.date() <= naming_on):
        raise Refusal("日期先后不对：应为申报开始、申报截止、拟命名日期。")
    # whoever opens under this version names under it; a version to come may hold for what opens later
    if (policy := versions.current()) and policy.covers(opens_on) and not policy.covers(naming_on):
        raise Refusal(f"拟命名日期应在政策有效期内（到 {cn_date(policy.valid_to)}），请更正日期。")


@transaction.atomic
def change_plan(
    actor: User,
    round: AnnualRound,
    *,
    quota: int,
    approval_basis: str,
    opens_on: dt.date,
    intake_closes_at: dt.datetime,
    naming_on: dt.date,
) -> AnnualRound:
    """Correct a round that is not open yet; afterwards its days are moved by their own acts."""
    require(is_union_staff(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    if round.state != "planned":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，不能再修改筹备内容。")
    _require_days(opens_on, intake_closes_at, naming_on)
    round.quota, round.approval_basis = quota, approval_basis.strip()
    round.opens_on, round.intake_closes_at, round.naming_on = opens_on, intake_closes_at, naming_on
    round.save()
    audit.record(actor, "修改筹备批次", round, quota=quota)
    return round


def _may_open(round_id: int) -> AnnualRound:
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    if not round.approval_basis:
        raise Refusal("没有登记评选批准依据，不能开始申报。")
    today = clock.today()
    policy = versions.in_force(today)
    versions.in_force(round.naming_on)
    if not policy.covers(round.naming_on):
        raise Refusal("开始申报与拟命名的日期不在同一政策有效期内，请调整日期。")
    if today < round.opens_on:
        raise Refusal(f"申报开始日为 {round.opens_on:%Y年%-m月%-d日}，尚未到期。")
    round.policy = policy
    return round


def _summary(round_id: int) -> str:
    round = AnnualRound.objects.get(pk=round_id)
    return (
        f"{round}：名额 {round.quota} 名，申报截止 {moment_text(round.intake_closes_at)}，"
        f"批准依据：{round.approval_basis or '（未登记）'}，政策版本：{versions.in_force(clock.today()).label}"
    )


def _frozen_by_opening(round_id: int) -> list:
    """What the round will keep, beside what the summary says."""
    return [str(_may_open(round_id).policy), register.current(), rubrics.newest().version]


@two_person_act(
    "nominations.open_round",
    "开始申报",
    may=is_union_or_leader,
    summary=_summary,
    check=_may_open,
    seen=_frozen_by_opening,
)
@transaction.atomic
def open_round(*, actor: User, second: User, round_id: int) -> AnnualRound:
    """Open for nominations: the policy in force, the settings and the rubric are frozen for this round."""
    round = _may_open(round_id)
    ROUND.move(round, "open")
    round.settings, round.rubric = register.current(), rubrics.newest()
    round.save()
    audit.record(
        second,
        "开始申报",
        round,
        policy=str(round.policy),
        settings=round.settings,
        rubric=round.rubric_id,
    )
    return round


@by_the_clock
def close_due_intakes() -> None:
    """The deadline closes the intake, nobody else: every round whose time is up goes on to be checked."""
    for round in AnnualRound.objects.filter(state="open", intake_closes_at__lte=clock.now()):
        with transaction.atomic():
            locked = AnnualRound.objects.select_for_update().get(pk=round.pk)
            if locked.state == "open" and clock.now() >= locked.intake_closes_at:
                advance(None, locked, "close_intake")


@transaction.atomic
def advance(actor: User | None, round: AnnualRound, verb: str, **details: Any) -> AnnualRound:
    """Move the round by a declared transition; the room that owns the step has checked its own conditions."""
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    ROUND.move(round, verb)
    round.save()
    audit.record(actor, ROUND.transitions[verb].label, round, **details)
    return round


def reopened_until(round: AnnualRound) -> dt.datetime | None:
    """When the last reopening for a single firm ends; None where none is running."""
    running = round.deadline_changes.filter(firm__isnull=False, until__gt=clock.now())
    return running.order_by("until").values_list("until", flat=True).last()
