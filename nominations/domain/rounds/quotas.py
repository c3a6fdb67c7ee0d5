"""推荐名额: set by the union while the round is planned, by two people with a reason once it is open."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from nominations.models import AnnualRound, UnitQuota
from nominations.rules.rounds.quotas import places_used
from wuhou_craftsmen.accounts.domain.units import Following, follows_a_merge
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

CHANGEABLE = ("planned", "open", "checking")


def _checked(round_id: int, places: dict[str, int | None]) -> AnnualRound:
    """The locked round; refused once the review has begun, or below what a unit has used already."""
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    if round.state not in CHANGEABLE:
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，评审开始后不能再调整推荐名额。")
    may_have = Organisation.objects.endorsing(also=round.unit_quotas.values("unit"))
    units = {str(unit.pk): unit for unit in may_have}
    used = places_used(round)
    for key, number in places.items():
        if key not in units:
            raise Refusal(f"只能给{endorsing_units_text('和')}核定推荐名额。")
        if number is not None and number < used.get(int(key), 0):
            raise Refusal(f"{units[key]}已经使用 {used[int(key)]} 个名额，不能少于这个数。")
    return round


def _changed(round: AnnualRound, places: dict[str, int | None]) -> dict[int, int | None]:
    now = {quota.unit_id: quota.places for quota in round.unit_quotas.all()}
    return {int(key): number for key, number in places.items() if now.get(int(key)) != number}


def _write(actor: User, round: AnnualRound, places: dict[str, int | None], **details: Any) -> None:
    """Unit id -> places; None takes the limit away. What stays the same is not written."""
    changed = _changed(round, places)
    for unit_id, number in changed.items():
        if number is None:
            round.unit_quotas.filter(unit_id=unit_id).delete()
        else:
            round.unit_quotas.update_or_create(
                unit_id=unit_id, defaults={"places": number, "set_by": actor, "set_at": clock.now()}
            )
    if changed:
        names = dict(Organisation.objects.filter(pk__in=changed).values_list("pk", "name"))
        told = {names[key]: number for key, number in changed.items()}
        audit.record(actor, "核定推荐名额", round, places=told, **details)


@transaction.atomic
def set_quotas(actor: User, round: AnnualRound, places: dict[str, int | None]) -> None:
    """By one officer, while nobody can nominate yet."""
    require(is_union_staff(actor))
    round = _checked(round.pk, places)
    if round.state != "planned":
        raise Refusal("申报已经开始，推荐名额的调整须写明原因，由两人办理。")
    _write(actor, round, places)


@transaction.atomic
def take_over(actor: User, round: AnnualRound, last: AnnualRound) -> None:
    """The places of an earlier round, for the units that still endorse."""
    endorsing = set(Organisation.objects.endorsing().values_list("pk", flat=True))
    places: dict[str, int | None] = {
        str(quota.unit_id): quota.places for quota in last.unit_quotas.all() if quota.unit_id in endorsing
    }
    set_quotas(actor, round, places)


@transaction.atomic
def _check_change(round_id: int, places: dict, reason: str) -> None:
    round = _checked(round_id, places)
    if round.state == "planned":
        raise Refusal("申报还没有开始，直接保存推荐名额即可。")
    require_text(reason, "请写明调整推荐名额的原因。")
    if not _changed(round, places):
        raise Refusal("推荐名额没有变化，不需要提请。")


def _summary(round_id: int, places: dict, reason: str) -> str:
    round = AnnualRound.objects.get(pk=round_id)
    now = {quota.unit_id: quota.places for quota in round.unit_quotas.all()}
    names = dict(Organisation.objects.filter(pk__in=[int(key) for key in places]).values_list("pk", "name"))
    lines = [
        f"{names[key]}：{_words(now.get(key))}改为{_words(number)}"
        for key, number in _changed(round, places).items()
    ]
    return f"{round}：{'；'.join(lines)}。原因：{reason}"


def _words(number: int | None) -> str:
    return "不限" if number is None else f" {number} 名"


@two_person_act(
    "nominations.change_quotas",
    "调整推荐名额",
    may=is_union_or_leader,
    summary=_summary,
    check=_check_change,
)
@transaction.atomic
def change_quotas(*, actor: User, second: User, round_id: int, places: dict, reason: str) -> None:
    """Once the round is open: two people, with the reason on record."""
    _check_change(round_id, places, reason)
    _write(second, AnnualRound.objects.get(pk=round_id), places, reason=reason.strip())


def _places_after(
    round: AnnualRound, unit: Organisation, into: Organisation
) -> tuple[int | None, int | None, int | None]:
    """(of the unit, of the other now, of the other after the merge): the sum, no limit where one of them has none."""
    now = dict(round.unit_quotas.filter(unit__in=(unit, into)).values_list("unit", "places"))
    one, other = now.get(unit.pk), now.get(into.pk)
    return one, other, None if one is None or other is None else one + other


def _limited(unit: Organisation, into: Organisation) -> QuerySet[AnnualRound]:
    """Rounds whose places may still change and are limited for one of the two."""
    return AnnualRound.objects.filter(
        pk__in=UnitQuota.objects.filter(unit__in=(unit, into)).values("round"), state__in=CHANGEABLE
    ).order_by("pk")


def _merge_told(unit: Organisation, into: Organisation) -> list[tuple[str, str]]:
    told = []
    for round in _limited(unit, into):
        one, other, after = _places_after(round, unit, into)
        words = f"{unit}{_words(one)}，并入后{into}由{_words(other)}改为{_words(after)}"
        told.append((f"{round.year}年度推荐名额", words))
    return told


def _merge_places(actor: User, unit: Organisation, into: Organisation) -> None:
    """The places of both go on with the unit that stays."""
    for round in _limited(unit, into).select_for_update():
        *_, after = _places_after(round, unit, into)
        places = {str(unit.pk): None, str(into.pk): after}
        _write(actor, round, places, reason=f"{unit}并入{into}")


follows_a_merge(Following(_merge_told, _merge_places))


def quota_of(round: AnnualRound, unit: Organisation) -> UnitQuota | None:
    return UnitQuota.objects.filter(round=round, unit=unit).first()
