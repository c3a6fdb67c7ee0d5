"""What this room tells on a person's page of the ladder: the nominations that the reader may see."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from wuhou_craftsmen.accounts.queries import firm_or_area
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.web.milestones import journey_of, outcome_of
from wuhou_craftsmen.ladder.facts import Fact, opens_records, tells_of_person

from . import queries
from .models import Nomination


@tells_of_person
def nominations_of(person, user) -> list[Fact]:
    """One line a year, the newest first."""
    files = queries.visible_to(user).filter(person=person).order_by("-round__year", ByNumber("no"))
    return [
        Fact(
            f"{file.round.year}年度申报",
            f"{file.no}　{file.firm}　{_standing(file, user)}",
            reverse("nominations:detail", args=[file.pk]),
        )
        for file in files
    ]


def _standing(file: Nomination, user) -> str:
    end = outcome_of(journey_of(file, user))
    return (end.outcome or end.label) if end else file.get_state_display()


@opens_records
def handed_in(user):
    """The firm and its clerk see whom it nominated, once the file was handed in: a draft opens nobody's record."""
    files = Nomination.objects.filter(person=OuterRef("pk"), receipt_no__isnull=False)
    return Exists(files.filter(firm_or_area(user)).exclude(state="withdrawn"))
