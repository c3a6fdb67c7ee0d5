"""One record for life: found by the fingerprint of the ID number, never by name."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.security.crypto import fingerprint
from wuhou_craftsmen.common.text.chinese import cn_date

from .. import rules
from ..models import Craftsman, Employment, Rung, Tier

ELSEWHERE = "elsewhere"  # code of the refusal
AT_LEAST_ZHUGE = [Tier.ZHUGE, Tier.CHENGDU]


def id_fingerprint(id_number: str) -> str:
    """The keyed fingerprint by which a person is found; `id_number` as read (18 characters, upper-cased)."""
    return fingerprint(id_number, "person")


def find(id_number: str) -> Craftsman | None:
    return Craftsman.objects.filter(id_fingerprint=id_fingerprint(id_number)).first()


def find_many(id_numbers: list[str]) -> dict[str, Craftsman]:
    """ID number -> person, of those that the ladder knows."""
    prints = {id_fingerprint(number): number for number in id_numbers}
    wanted, found = list(prints), {}
    for start in range(0, len(wanted), 500):  # SQLite takes only so many values in one question
        for person in Craftsman.objects.filter(id_fingerprint__in=wanted[start : start + 500]):
            found[prints[person.id_fingerprint]] = person
    return found


def firms_of(known: Iterable[Craftsman]) -> dict[int, Organisation]:
    """Person -> the firm that keeps the ladder now, for those who work at one."""
    wanted = [person.pk for person in known]
    found: dict[int, Organisation] = {}
    for start in range(0, len(wanted), 500):
        work = Employment.objects.filter(person__in=wanted[start : start + 500], until=None)
        found |= {at.person_id: at.firm for at in work.select_related("firm")}
    return found


@transaction.atomic
def find_or_register(
    actor: User, *, name: str, id_number: str, sex: str = "", ethnicity: str = "", phone: str = ""
) -> Craftsman:
    """The person with this ID number, registered now if the ladder does not know them yet."""
    person, created = Craftsman.objects.get_or_create(
        id_fingerprint=id_fingerprint(id_number),
        defaults={
            "name": name,
            "id_number": id_number,
            "sex": sex,
            "ethnicity": ethnicity,
            "phone": phone,
            "created_at": clock.now(),
        },
    )
    if created:
        audit.record(actor, "建立人员记录", person)
    return person


@transaction.atomic
def of_firm(
    actor: User,
    firm: Organisation,
    *,
    name: str,
    id_number: str,
    sex: str,
    ethnicity: str = "",
    phone: str = "",
) -> Craftsman:
    """The person whom this firm puts forward: free or its own, under the name on record, else refused without a word of him.

    A telephone is what the firm says now: whoever may put the person forward knows it best.
    """
    require(rules.fits_id(id_number, sex))
    known = find(id_number)
    if known is None:
        return find_or_register(
            actor, name=name, id_number=id_number, sex=sex, ethnicity=ethnicity, phone=phone
        )
    require(rules.may_put_forward(known, name, firms_of([known]).get(known.pk), firm))
    return set_phone(actor, known, phone) if phone else known


@transaction.atomic
def set_phone(actor: User, person: Craftsman, phone: str) -> Craftsman:
    """For verbs that have asked their own rule. Idempotent."""
    if person.phone != phone:
        person = _locked(person)
        person.phone = phone
        person.save()
        audit.record(actor, "更改联系电话", person)
    return person


@transaction.atomic
def enrol(
    actor: User,
    firm: Organisation,
    *,
    name: str,
    id_number: str,
    sex: str,
    trade: str,
    since: dt.date | None = None,
) -> Employment:
    """The person works at this firm from now on (`since`: today); idempotent at the same firm, where another trade is noted.

    Who works elsewhere is transferred by the union, and refused to everybody else without telling where. A number that
    is known under another name is refused without telling the name.
    """
    require(rules.may_enrol(actor, firm))
    require(rules.fits_id(id_number, sex))
    since = since or clock.today()
    if since > clock.today():
        raise Refusal("到岗日期不能晚于今天。")
    known = find(id_number)
    if known:
        require(rules.goes_by(known, name))
    person = _locked(known or find_or_register(actor, name=name, id_number=id_number, sex=sex))
    now = person.employment
    if now and now.firm_id == firm.pk:
        return _with_trade(actor, now, trade)
    if now and not rules.may_transfer_out(actor, now):
        raise Refusal(
            f"{person}已在其他单位登记，请在“登记人员”页请求转入，由原单位或区总工会答复。", ELSEWHERE
        )
    if now:
        return move(actor, now, firm, trade, since)
    return _employ(actor, person, firm, trade, since)


def move(actor: User, now: Employment, firm: Organisation, trade: str, on: dt.date) -> Employment:
    """From the one firm to the other, for verbs that have asked their own rule."""
    transfer_out(actor, now, on)
    return _employ(actor, now.person, firm, trade, on)


def _locked(person: Craftsman) -> Craftsman:
    """The person's row, held until the transaction ends: one change of firm or ladder at a time."""
    return Craftsman.objects.select_for_update().get(pk=person.pk)


def _with_trade(actor: User, employment: Employment, trade: str) -> Employment:
    if trade and employment.trade != trade:
        employment.trade = trade
        employment.save()
        audit.record(actor, "变更岗位", employment, trade=trade)
    return employment


def _employ(actor: User, person: Craftsman, firm: Organisation, trade: str, since: dt.date) -> Employment:
    left = [employment.until for employment in person.employments.all() if employment.until]
    if left and since < max(left):
        raise Refusal("到岗日期早于从原单位转出的日期，请核对。")
    employment = Employment.objects.create(person=person, firm=firm, trade=trade, since=since)
    audit.record(actor, "登记人员", employment)
    return employment


@transaction.atomic
def enrol_if_free(actor: User, person: Craftsman, firm: Organisation, trade: str) -> Employment | None:
    """Whoever is nominated by a firm and works nowhere yet is taken to work there; nobody is moved by it."""
    person = _locked(person)
    if person.employment:
        return None
    return _employ(actor, person, firm, trade, clock.today())


@transaction.atomic
def transfer_out(actor: User, employment: Employment, on: dt.date) -> Employment:
    """转出: the firm keeps the ladder no longer. Another firm may enrol the person from that day. Idempotent."""
    _locked(employment.person)
    employment = Employment.objects.select_related("firm", "person").get(pk=employment.pk)
    require(rules.may_transfer_out(actor, employment))
    if employment.until:
        return employment
    if not employment.since <= on <= clock.today():
        raise Refusal(f"转出日期应在到岗日期（{cn_date(employment.since)}）与今天之间。")
    employment.until = on
    employment.save()
    audit.record(actor, "转出", employment)
    return employment


@transaction.atomic
def rename(actor: User, person: Craftsman, *, name: str, basis: str) -> Craftsman:
    """改名: the person's name from now on; titles and files keep the name they were given under.

    For verbs that have asked their own rule. `basis`: the document that shows the new name.
    """
    person = _locked(person)
    if person.name != name:
        person.name = name
        person.save()
        audit.record(actor, "更改姓名", person, basis=basis)
    return person


def _check_renaming(person_id: int, name: str, basis: str) -> Craftsman:
    person = Craftsman.objects.get(pk=person_id)
    require_text(basis, "请写明依据的文件（户口簿、公证书等）和编号。")
    if person.name == name:
        raise Refusal(f"现在已经是“{name}”，没有更改。")
    return person


@two_person_act(
    "ladder.rename",
    "更改姓名",
    may=rules.may_rename,
    summary=lambda person_id, name, basis: f"{Craftsman.objects.get(pk=person_id)}改为{name}，依据：{basis}",
    check=_check_renaming,
)
@transaction.atomic
def rename_by_two(*, actor: User, second: User, person_id: int, name: str, basis: str) -> Craftsman:
    """The record of somebody whose name changed outside any file, so that he can be put forward under the new one."""
    person = _check_renaming(person_id, name, basis)
    return rename(second, person, name=name, basis=basis)


@transaction.atomic
def add_rung(
    actor: User, person: Craftsman, tier: str, reached_on: dt.date | None, proof: str, **paper: Any
) -> Rung:
    """A step reached. Idempotent: gives the step that stands. `paper`: scan and firm, where there are any.

    For verbs that have asked their own rule; a page enters a step through `rungs`.
    """
    rung, created = Rung.objects.get_or_create(
        person=person,
        tier=tier,
        revoked_on=None,
        defaults={"reached_on": reached_on, "proof": proof, "entered_by": actor, **paper},
    )
    if created:
        audit.record(actor, "登记梯次", rung, tier=Tier(tier).label)
    return rung


@transaction.atomic
def revoke_rung(actor: User, person: Craftsman, tier: str, on: dt.date) -> None:
    """A title withdrawn: the step stays in the record, with the day it ended."""
    for rung in Rung.objects.select_for_update().filter(person=person, tier=tier, revoked_on=None):
        rung.revoked_on = on
        rung.save()
        audit.record(actor, "撤销梯次", rung, tier=Tier(tier).label)


@transaction.atomic
def withdraw_rung(actor: User, rung: Rung, reason: str) -> None:
    """A wrong step no longer counts; its row stays, with the reason. For verbs that have asked their own rule."""
    rung.revoked_on, rung.withdrawn_reason = clock.today(), reason
    rung.save()
    audit.record(actor, "撤下梯次", rung, tier=rung.get_tier_display(), reason=reason)


def stands_alone(person: Craftsman) -> bool:
    """No step was ever entered and no second firm ever kept the person: nobody else relies on the record."""
    return not person.rungs.exists() and person.employments.count() <= 1


def holds_zhuge_or_higher(person: Craftsman) -> bool:
    return person.rungs.filter(tier__in=AT_LEAST_ZHUGE, revoked_on=None).exists()
