"""Which files wait for whom, until the experts take over: asked by the homes, the lists, the desk and the verbs alike."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from wuhou_craftsmen.accounts.models import Membership, Role, User
from wuhou_craftsmen.accounts.roles import OFFICES
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.web.desk import Place, place_of

from .models import (
    Conflict,
    DeadlineChange,
    DepartmentOpinion,
    Endorsement,
    Nomination,
    QualificationCheck,
    Route,
)
from .queries import visible_to

INTAKE = ("open", "checking")  # the states of a round in which files are written and checked


def files(*states: str) -> QuerySet:
    """The files in these states whose round is being checked."""
    return Nomination.objects.filter(state__in=states, round__state__in=INTAKE)


def _reopened() -> QuerySet:
    """Until when the file's firm was given more time, if it was."""
    running = DeadlineChange.objects.filter(
        round=OuterRef("round"), firm=OuterRef("firm"), until__gt=clock.now()
    )
    return running.order_by("-until").values("until")[:1]


def writable() -> QuerySet:
    """Drafts that may still be handed in."""
    return with_limits(files("draft")).filter(closes_at__gt=clock.now(), firm__struck_off_on=None)


def written_by(things: QuerySet, user: User) -> QuerySet:
    """The own firm's, and those that a clerk or the union wrote for one."""
    own = Q(created_by__in=user.own_accounts) if user.has_role(*OFFICES) else Q(pk__in=[])
    firm = user.organisation_as(Role.FIRM_HR)
    return things.filter(own | Q(firm=firm) if firm else own)


def with_limits(found: QuerySet) -> QuerySet:
    """The files with the time until which a draft is handed in, `closes_at`, and a returned one corrected, `correct_by`; more
    time for the firm counts in both."""
    last = Endorsement.objects.filter(nomination=OuterRef("pk"), decision="returned", dropped_at=None)
    corrected = Subquery(last.order_by("-pk").values("correct_by")[:1])
    more = Subquery(_reopened())
    return found.annotate(
        closes_at=Greatest(Coalesce(more, F("round__intake_closes_at")), F("round__intake_closes_at")),
        correct_by=Greatest(Coalesce(more, corrected), corrected),
    )


def returned(*, late: bool) -> QuerySet:
    over = Q(correct_by__lte=clock.now())
    return with_limits(files("returned")).filter(over if late else ~over)


def unsettled() -> QuerySet:
    """Files that wait for a check or for their correction; a returned one lapses with its limit."""
    late = returned(late=True).values("pk")
    return files("submitted", "returned", "endorsed").exclude(pk__in=late)


def _clerks(unit: str) -> QuerySet:
    """The clerks in force of the unit that `unit` leads to, who neither wrote the file nor stand aside from it."""
    aside = Conflict.objects.filter(user=OuterRef("user"), nomination=OuterRef(OuterRef("pk")))
    clerks = Membership.objects.in_force().filter(role=Role.ENDORSING_CLERK, user__is_active=True)
    return (
        clerks.filter(organisation=OuterRef(unit)).exclude(user=OuterRef("created_by")).filter(~Exists(aside))
    )


def to_endorse() -> QuerySet:
    return files("submitted").filter(Exists(_clerks("firm__endorsing_unit")))


def nobody_endorses() -> QuerySet:
    return files("submitted").exclude(Exists(_clerks("firm__endorsing_unit")))


def of_unit(things: QuerySet, user: User) -> QuerySet:
    unit = user.organisation_as(Role.ENDORSING_CLERK)
    return not_own(things.filter(firm__endorsing_unit=unit), user)


def not_own(things: QuerySet, user: User) -> QuerySet:
    """Files that another wrote and from which the user does not stand aside."""
    aside = Conflict.objects.filter(user__in=user.own_accounts).values("nomination")
    return things.exclude(created_by__in=user.own_accounts).exclude(pk__in=aside)


def checked(live: bool) -> QuerySet:
    """Endorsed files with, or without, a finding that waits to be confirmed."""
    finding = Exists(QualificationCheck.objects.filter(nomination=OuterRef("pk"), dropped_at=None))
    return files("endorsed").filter(finding if live else ~finding)


def to_confirm(things: QuerySet, user: User) -> QuerySet:
    """Files whose finding another officer wrote."""
    own = QualificationCheck.objects.filter(dropped_at=None, checked_by__in=user.own_accounts)
    return not_own(things, user).exclude(pk__in=own.values("nomination"))


def opinions() -> QuerySet:
    """Questions without an answer of files that still wait for the street or for their check."""
    return DepartmentOpinion.objects.filter(
        answer="", nomination__state__in=("submitted", "endorsed"), nomination__round__state__in=INTAKE
    )


def officers() -> QuerySet:
    seats = Membership.objects.in_force().filter(role=Role.DEPARTMENT_OFFICER, user__is_active=True)
    return seats.filter(organisation=OuterRef("department"))


def of_department(things: QuerySet, user: User) -> QuerySet:
    return things.filter(department=user.organisation_as(Role.DEPARTMENT_OFFICER))


def self_unconfirmed() -> QuerySet:
    """自荐 that no firm's union has confirmed as it is now."""
    found = Nomination.objects.filter(pk__in=writable().values("pk"), route=Route.SELF)
    return found.exclude(union_confirmation__version=F("version"))


def self_of_firm(things: QuerySet, user: User) -> QuerySet:
    return things.filter(firm=user.organisation_as(Role.FIRM_HR)).exclude(created_by__in=user.own_accounts)


def by_check(found: QuerySet, user: User, stage: str) -> QuerySet:
    """Of the files those without a finding (`open`), or those whose finding waits for this officer (`confirm`)."""
    waiting = to_confirm(checked(live=True), user) if stage == "confirm" else checked(live=False)
    return found.filter(pk__in=waiting.order_by().values("pk"))


def decided_by(user: User) -> QuerySet:
    """The files about which this street, department or union has something to say now: what its to-dos count."""
    mine = []
    if user.has_role(Role.ENDORSING_CLERK):
        mine.append(of_unit(to_endorse(), user))
    if user.has_role(Role.UNION_STAFF):
        mine += [not_own(checked(live=False), user), to_confirm(checked(live=True), user)]
    waits = Q(pk__in=[])
    for found in mine:
        waits |= Q(pk__in=found.order_by().values("pk"))
    if user.has_role(Role.DEPARTMENT_OFFICER):
        waits |= Q(pk__in=of_department(opinions(), user).order_by().values("nomination"))
    return visible_to(user).filter(waits)


def place_among_waiting(user: User, nomination: Nomination) -> Place | None:
    """Where the file stands among those of its round that wait for this user; None where nothing is to be decided."""
    decides = user.has_role(Role.ENDORSING_CLERK, Role.DEPARTMENT_OFFICER, Role.UNION_STAFF)
    if not decides or nomination.round.state not in INTAKE:
        return None
    waits = Q(pk__in=decided_by(user).order_by().values("pk"))
    found = visible_to(user).filter(waits | Q(pk=nomination.pk), round=nomination.round_id)
    return place_of(nomination.pk, list(found.order_by(ByNumber("no")).values_list("pk", flat=True)))
