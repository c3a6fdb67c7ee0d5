"""One record for life: found by the fingerprint of the ID number, never by name."""

import datetime as dt

from django.db import transaction

from wuhou_craftsmen.common import audit, clock
from wuhou_craftsmen.common.crypto import fingerprint

from ..models import Craftsman, Rung, Tier

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


@transaction.atomic
def find_or_register(
    actor, *, name: str, id_number: str, sex: str = "", ethnicity: str = "", phone: str = ""
):
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
def add_rung(actor, person: Craftsman, tier: str, reached_on: dt.date | None, proof: str) -> Rung:
    """A step reached; a repeat gives the step that stands."""
    rung, created = Rung.objects.get_or_create(
        person=person, tier=tier, revoked_on=None, defaults={"reached_on": reached_on, "proof": proof}
    )
    if created:
        audit.record(actor, "登记梯次", rung, tier=Tier(tier).label)
    return rung


@transaction.atomic
def revoke_rung(actor, person: Craftsman, tier: str, on: dt.date) -> None:
    """A title withdrawn: the step stays in the record, with the day it ended."""
    for rung in Rung.objects.select_for_update().filter(person=person, tier=tier, revoked_on=None):
        rung.revoked_on = on
        rung.save()
        audit.record(actor, "撤销梯次", rung, tier=Tier(tier).label)


def holds_zhuge_or_higher(person: Craftsman) -> bool:
    return person.rungs.filter(tier__in=AT_LEAST_ZHUGE, revoked_on=None).exists()
