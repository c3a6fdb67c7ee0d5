"""What pages, papers and rules read of a ceremony."""

import datetime as dt
import re

from django.db.models import BigIntegerField, Count, Exists, F, Q, Subquery
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from awards.models import NamingDecision, Title
from nominations.models import FileChange
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel import clock

from .models import Attendee, Ceremony, Photo

STANDING = Q(title=None) | Q(title__revoked_on=None)


def day_of(ceremony: Ceremony) -> dt.date:
    return timezone.localdate(ceremony.starts_at)


def ceremonies():
    return Ceremony.objects.select_related("decision__round")


def listed_titles():
    """Those that stand on the list of a ceremony that was not cancelled."""
    found = Attendee.objects.filter(title__isnull=False).exclude(ceremony__state="cancelled")
    return found.values("title")


def without_ceremony():
    """Naming decisions of which somebody is on no list, the newest first. While a ceremony of the round is prepared,
    those of a supplementary decision join it; after it was held they have one of their own."""
    live = Ceremony.objects.exclude(state="cancelled")
    prepared = live.filter(decision__round=OuterRef("round"), state__in=("planning", "notified"))
    waiting = Title.objects.filter(decision=OuterRef("pk"), revoked_on=None)
    found = NamingDecision.objects.exclude(pk__in=live.values("decision"))
    found = found.filter(Exists(waiting.exclude(pk__in=listed_titles())), ~Exists(prepared))
    return found.exclude(round__state="annulled").select_related("round").order_by("-pk")


def people_of(ceremony: Ceremony):
    """Everybody on the list with what a page tells of them, guests first; those whose title was revoked, too."""
    found = Attendee.objects.filter(ceremony=ceremony)
    found = found.select_related("ceremony", "group", "title__person", "title__candidacy__nomination__firm")
    return found.prefetch_related("title__candidacy__nomination__changes__firm")


def guests(ceremony: Ceremony):
    return people_of(ceremony).filter(title=None)


def craftsmen(ceremony: Ceremony):
    return people_of(ceremony).exclude(title=None)


def expected(ceremony: Ceremony):
    """Those who are to come, or somebody for them."""
    return people_of(ceremony).filter(STANDING).exclude(reply="absent")


def on_stage(ceremony: Ceremony):
    """The craftsmen to whom a certificate is presented, whether they come or not: what is read out."""
    return craftsmen(ceremony).filter(title__revoked_on=None)


def unlisted(ceremony: Ceremony):
    """Titles of the round that stand and are on no list: of a supplementary decision, or given since."""
    titles = Title.objects.filter(decision__round=ceremony.decision.round, revoked_on=None)
    return titles.exclude(pk__in=listed_titles())


def firm_of(attendee: Attendee) -> Organisation:
    """Of the file as it is now."""
    return attendee.title.candidacy.nomination.firm_now


def unit_of(attendee: Attendee) -> str:
    return attendee.unit if attendee.title is None else firm_of(attendee).name


def awaited_first(attendees):
    """Those still to come in the order of the list, then who came, the last one first."""
    return attendees.order_by(F("arrived_at").desc(nulls_first=True), *Attendee._meta.ordering)


def to_fetch_first(attendees):
    return attendees.order_by(F("handed_on").asc(nulls_first=True), "order")


def with_firm(attendees):
    """`firm_id`: that of the file as it is now."""
    moved = FileChange.objects.filter(
        nomination=OuterRef("title__candidacy__nomination"), kind="firm", confirmed_at__isnull=False
    )
    last = Subquery(moved.order_by("-pk").values("firm")[:1])
    now = Coalesce(last, F("title__candidacy__nomination__firm"), output_field=BigIntegerField())
    return attendees.annotate(firm_id=now)


def of_firm_of(attendees, user):
    """Those of this user's firm."""
    firm = user.organisation_as(Role.FIRM_HR)
    return with_firm(attendees).filter(firm_id=firm.pk) if firm else attendees.none()


def own(user):
    """The own people at ceremonies of which the firms were told, the newest first."""
    found = Attendee.objects.filter(ceremony__notices__gt=0, title__isnull=False)
    found = found.select_related("ceremony", "group", "title__candidacy__nomination__firm", "title__person")
    found = found.prefetch_related("title__candidacy__nomination__changes__firm")
    return of_firm_of(found, user).order_by("-ceremony__starts_at", "order", "pk")


def unreplied():
    """Of whom the firm has not said whether they come."""
    found = Attendee.objects.filter(ceremony__state="notified", title__revoked_on=None, title__isnull=False)
    return found.filter(reply="", arrived_at=None)


def to_fetch():
    """Certificates that nobody has taken yet, of ceremonies that were held."""
    found = Attendee.objects.filter(ceremony__state="held", title__revoked_on=None, title__isnull=False)
    return found.filter(handed_on=None)


def past():
    """Of which the firms were told, whose day has come: to be registered as held."""
    tonight = timezone.make_aware(dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time()))
    return Ceremony.objects.filter(state="notified", starts_at__lt=tonight)


_CODE = re.compile(r"[0-9a-f]{24}")


def by_code(code: str) -> Attendee | None:
    """Whose invitation it is; nothing that is no code is asked for."""
    if not _CODE.fullmatch(code):
        return None
    people = Attendee.objects.select_related("ceremony", "group", "title__candidacy__nomination__firm")
    return people.filter(code=code).first()


def figures(ceremony: Ceremony) -> dict:
    """How many craftsmen, guests, of each answer, arrived, handed over; one question."""
    standing = Q(title__isnull=False, title__revoked_on=None)
    return ceremony.attendees.aggregate(
        craftsmen=Count("pk", filter=standing),
        guests=Count("pk", filter=Q(title=None)),
        coming=Count("pk", filter=standing & Q(reply="self")),
        by_proxy=Count("pk", filter=standing & Q(reply="proxy")),
        absent=Count("pk", filter=standing & Q(reply="absent")),
        unreplied=Count("pk", filter=standing & Q(reply="")),
        seated=Count("pk", filter=Q(row__isnull=False)),
        arrived=Count("pk", filter=standing & Q(arrived_at__isnull=False)),
        arrived_proxies=Count("pk", filter=standing & Q(arrived_as="proxy")),
        arrived_guests=Count("pk", filter=Q(title=None, arrived_at__isnull=False)),
        handed=Count("pk", filter=standing & Q(handed_on__isnull=False)),
    )


def matching(attendees, words: str):
    return attendees.filter(
        Q(name__holds=words) | Q(unit__holds=words) | Q(title__candidacy__nomination__firm__name__holds=words)
        | Q(proxy_name__holds=words)
    )  # fmt: skip


def together_with(attendee: Attendee) -> list[Attendee]:
    """The others for whom the same proxy comes."""
    if attendee.reply != "proxy":
        return []
    others = Attendee.objects.filter(ceremony=attendee.ceremony, reply="proxy", title__revoked_on=None)
    return list(others.filter(proxy_name=attendee.proxy_name).exclude(pk=attendee.pk))


def photos(ceremony: Ceremony):
    found = Photo.objects.filter(ceremony=ceremony, removed_at=None)
    return found.select_related("file").prefetch_related("people")


def photos_of(attendee: Attendee):
    """The person's own, and those of everybody."""
    shown = Q(people=attendee) | Q(everybody=True)
    return photos(attendee.ceremony).filter(shown).distinct()
