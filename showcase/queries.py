"""What everybody may read, and what the union keeps. Pages for everybody ask nothing but what stands here."""

from base64 import b64encode

from django.db.models import QuerySet

from wuhou_craftsmen.common.files.pages import PICTURE
from wuhou_craftsmen.registers.queries import counted

from .models import DeskEntry, Profile
from .registers import DESK

LISTED = ("name", "trade", "firm", "year", "street", "deed", "climb", "state")


def shown() -> QuerySet[Profile]:
    """The roll: of every title that stands, the columns for everybody and no other."""
    return Profile.objects.filter(title__revoked_on__isnull=True).only(*LISTED)


def thumbnails(profiles: list[Profile]) -> dict[int, str]:
    """pk -> the small portrait that its person approved, as an address that holds the picture itself: a dozen requests less."""
    rows = shown().filter(pk__in=[profile.pk for profile in profiles], thumbnail__isnull=False)
    found = rows.values_list("pk", "thumbnail")
    return {pk: f"data:{PICTURE};base64,{b64encode(picture).decode()}" for pk, picture in found}


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
