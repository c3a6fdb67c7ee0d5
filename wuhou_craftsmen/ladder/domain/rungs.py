"""The steps of the ladder: what a firm attests, what the city gave, and taking back what was entered wrongly."""

import datetime as dt

from django.db import transaction

from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date

from .. import rules
from ..models import Craftsman, Rung, Tier
from . import people

Scan = tuple[bytes, str]  # content and file name


@transaction.atomic
def record(
    actor: User, person: Craftsman, tier: str, *, reached_on: dt.date, proof: str, scan: Scan | None = None
) -> Rung:
    """One of the firm's four steps, for somebody who works there now."""
    person = Craftsman.objects.select_for_update().get(pk=person.pk)
    require(rules.is_firm_tier(tier))
    require(rules.may_add_rung(actor, person))
    return _record(actor, person, tier, reached_on, proof, scan, needed(person.employment).firm)


@transaction.atomic
def record_city_title(
    actor: User, person: Craftsman, *, reached_on: dt.date, proof: str, scan: Scan | None = None
) -> Rung:
    """成都工匠, by the union from the city's document; its holder cannot be nominated for 诸葛工匠 again."""
    person = Craftsman.objects.select_for_update().get(pk=person.pk)
    require(rules.may_enter_city_title(actor))
    return _record(actor, person, Tier.CHENGDU, reached_on, proof, scan, None)


def _record(
    actor: User,
    person: Craftsman,
    tier: str,
    reached_on: dt.date,
    proof: str,
    scan: Scan | None,
    firm: Organisation | None,
) -> Rung:
    """Add the step if it is not there; refused: a day ahead, no proof, another day than the one that stands."""
    proof, label = proof.strip(), Tier(tier).label
    if not proof:
        raise Refusal("请写明依据：文件或证书的名称和编号。")
    if reached_on > clock.today():
        raise Refusal(f"“{label}”的取得日期不能晚于今天。")
    standing = next((rung for rung in person.standing if rung.tier == tier), None)
    if standing:
        if (standing.reached_on, standing.proof) == (reached_on, proof):
            return standing
        raise Refusal(f"{person}已登记“{label}”（{_when(standing)}）；登记有误的，请先撤下再重新登记。")
    _keep_order(person, tier, reached_on)
    stored = uploads.store_upload(scan[0], name=scan[1], actor=actor) if scan else None
    return people.add_rung(actor, person, tier, reached_on, proof, firm=firm, scan=stored)


def _keep_order(person: Craftsman, tier: str, reached_on: dt.date) -> None:
    """A higher step is never dated before a lower one."""
    height = Tier.values.index(tier)
    for rung in person.standing:
        if rung.reached_on is None:
            continue
        early, late = (rung.reached_on, reached_on) if rung.height < height else (reached_on, rung.reached_on)
        if late < early:
            raise Refusal(
                f"“{Tier(tier).label}”的取得日期 {cn_date(reached_on)} 与“{rung.get_tier_display()}”的取得日期 "
                f"{cn_date(rung.reached_on)} 先后颠倒：高一级的不能早于低一级的。"
            )


def _when(rung: Rung) -> str:
    return f"{cn_date(rung.reached_on)}取得" if rung.reached_on else "日期未登记"


@transaction.atomic
def withdraw(actor: User, rung: Rung, reason: str) -> Rung:
    """A wrong step no longer counts; its row stays, with the reason. Taken back twice is taken back once."""
    Craftsman.objects.select_for_update().get(pk=rung.person_id)
    rung = Rung.objects.select_related("person", "firm__endorsing_unit").get(pk=rung.pk)
    require(rules.may_withdraw(actor, rung))
    if rung.revoked_on:
        return rung
    people.withdraw_rung(actor, rung, require_text(reason, "请写明撤下的原因。"))
    return rung
