"""What everybody may read, and what the union keeps. Pages for everybody ask nothing but what stands here."""

from django.db.models import QuerySet

from wuhou_craftsmen.registers.queries import counted

from .models import DeskEntry, Profile
from .registers import DESK

LISTED = ("name", "trade", "firm", "year", "street", "deed", "climb", "state")


def shown() -> QuerySet[Profile]:
    """The roll: of every title that stands, the columns for everybody and no other."""
    return Profile.objects.filter(title__revoked_on__isnull=True).only(*LISTED)


def with_portrait(profiles: QuerySet[Profile]) -> set[int]:
    """Which of these have a portrait that their person approved."""
    return set(profiles.filter(thumbnail__isnull=False).values_list("pk", flat=True))


def years() -> list[int]:
    return list(shown().order_by("-year").values_list("year", flat=True).distinct())


def words(column: str) -> list[str]:
    """The trades, or the streets, of those on the roll."""
    return list(shown().order_by(column).values_list(column, flat=True).distinct())


def kept() -> QuerySet[Profile]:
    """All profiles, for the union; titles that were revoked as well."""
    return Profile.objects.defer("portrait", "thumbnail").select_related("title")


def to_ask() -> QuerySet[Profile]:
    return Profile.objects.filter(state="drafted", title__revoked_on=None)


def unanswered() -> QuerySet[Profile]:
    return Profile.objects.filter(state="asked", title__revoked_on=None)


def questions() -> QuerySet[DeskEntry]:
    """What was asked at the desk and is open to all, the newest first."""
    found = counted(DESK).filter(open_to_all=True).order_by("-asked_on", "-pk")
    return found.only("question", "answer", "asked_on")
