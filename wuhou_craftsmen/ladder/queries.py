"""What each person may see of the ladder."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from wuhou_craftsmen.accounts.models import Organisation, Role

from . import facts
from .models import Craftsman, Employment, Rung, Tier

ELSEWHERE = "已在其他单位登记"


def visible_to(user):
    """The one queryset for list, page, search and export: own people, those of the own area, or all."""
    people = Craftsman.objects.prefetch_related(
        "rungs", Prefetch("employments", Employment.objects.select_related("firm__endorsing_unit"))
    )
    if user.has_role(Role.UNION_STAFF, Role.LEADER, Role.AUDITOR):
        return people
    now = Employment.objects.filter(person=OuterRef("pk"), until=None)
    seen = Q(pk__in=[])
    if firm := user.organisation_as(Role.FIRM_HR):
        seen |= Exists(now.filter(firm=firm))
    if unit := user.organisation_as(Role.ENDORSING_CLERK):
        seen |= Exists(now.filter(firm__endorsing_unit=unit))
    for condition in facts.opened_to(user):
        seen |= condition
    return people.filter(seen)


def firms_of(user):
    """The firms that this user serves: for the choice of one."""
    firms = Organisation.objects.filter(kind="firm", struck_off_on=None)
    if user.has_role(Role.UNION_STAFF, Role.LEADER, Role.AUDITOR):
        return firms
    own, unit = user.organisation_as(Role.FIRM_HR), user.organisation_as(Role.ENDORSING_CLERK)
    return firms.filter(Q(pk=own.pk if own else None) | Q(endorsing_unit__isnull=False, endorsing_unit=unit))


def matching(people, words: str):
    """The people whose name or present firm contains the words."""
    at = Employment.objects.filter(person=OuterRef("pk"), until=None, firm__name__icontains=words)
    return people.filter(Q(name__icontains=words) | Exists(at))


def standing_at(people, tier: str):
    """The people whose highest step is this one."""
    above = Tier.values[Tier.values.index(tier) + 1 :]
    standing = Rung.objects.filter(person=OuterRef("pk"), revoked_on=None)
    return people.filter(Exists(standing.filter(tier=tier)), ~Exists(standing.filter(tier__in=above)))
