"""What this room tells on a person's page of the ladder: the ceremony, and how many photos there are."""

from django.urls import reverse

from wuhou_craftsmen.ladder.facts import Fact, tells_of_person

from . import queries, rules
from .models import Attendee


@tells_of_person
def ceremonies_of(person, user) -> list[Fact]:
    """To the union, the leading group and auditors; to HR of the firm of the file."""
    if not rules.may_open_person(user):
        return []
    found = Attendee.objects.filter(title__person=person, ceremony__notices__gt=0)
    found = found.exclude(ceremony__state="cancelled")
    found = found.select_related("ceremony", "title__candidacy__nomination__firm")
    found = found.prefetch_related("title__candidacy__nomination__changes__firm")
    return [
        Fact("命名大会", _told(attendee), reverse("ceremony:person", args=[attendee.pk]))
        for attendee in found
        if rules.may_look_at(user, attendee)
    ]


def _told(attendee: Attendee) -> str:
    came = f"{attendee.came}到会" if attendee.arrived_at else attendee.get_reply_display()
    count = queries.photos_of(attendee).count()
    told = [attendee.ceremony.name, came, f"照片 {count} 张" if count else ""]
    return "　".join(filter(None, told))
