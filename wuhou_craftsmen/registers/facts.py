"""What the registers tell on a person's page of the ladder: the verified records about him that the reader may see."""

from django.urls import reverse

from wuhou_craftsmen.ladder.facts import Fact, tells_of_person

from . import queries, rules
from .models import Record

SHOWN = 30


@tells_of_person
def records_of(person, user) -> list[Fact]:
    """The newest first."""
    found = rules.registers_of(user) if rules.may_enter_room(user) else []
    if not found:
        return []
    nouns = {register.key: register.noun for register in found}
    rows = Record.objects.filter(queries.readable(user, found), person=person, state="verified")
    return [
        Fact(nouns[row.register], row.title, reverse("registers:record", args=[row.register, row.pk]))
        for row in rows[:SHOWN]
    ]
