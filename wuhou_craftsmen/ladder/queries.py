"""What each person may see of the ladder."""

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When

from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.queries import firm_or_area
from wuhou_craftsmen.accounts.roles import OVERSIGHT

from . import facts
from .models import Craftsman, Employment, Rung, Tier, TrainingPlan, TransferRequest, UpwardRecommendation

ELSEWHERE = "已在其他单位登记"
_WORK = Prefetch("employments", Employment.objects.select_related("firm__endorsing_unit"))
_HEIGHT = Case(*(When(tier=tier, then=Value(height)) for height, tier in enumerate(Tier.values)))


def visible_to(user):
    """The one queryset for list, page, search and export: own people, those of the own area, or all."""
    people = Craftsman.objects.prefetch_related("rungs", _WORK)
    if user.has_role(*OVERSIGHT):
        return people
    now = Employment.objects.filter(person=OuterRef("pk"), until=None)
    seen = Q(Exists(now.filter(firm_or_area(user))))
    for condition in facts.opened_to(user):
        seen |= condition
    return people.filter(seen)


def transfers_of(user):
    """转入请求 that concern the firms that this user serves, from or to; all for the union."""
    rows = TransferRequest.objects.select_related("person", "from_firm", "to_firm", "asked_by", "decided_by")
    if user.has_role(Role.UNION_STAFF):
        return rows
    served = firms_of(user).order_by().values("pk")
    return rows.filter(Q(from_firm__in=served) | Q(to_firm__in=served))


def firms_of(user):
    """The firms that this user serves: for the choice of one."""
    firms = Organisation.objects.filter(kind="firm", struck_off_on=None)
    if user.has_role(Role.UNION_STAFF):
        return firms
    own, unit = user.organisation_as(Role.FIRM_HR), user.organisation_as(Role.ENDORSING_CLERK)
    return firms.filter(Q(pk=own.pk if own else None) | Q(endorsing_unit__isnull=False, endorsing_unit=unit))


def listed(people):
    """For a list: `top_tier` and `top_on` of the highest step in the same question, no other steps."""
    top = Rung.objects.filter(person=OuterRef("pk"), revoked_on=None).order_by(_HEIGHT.desc())
    people = people.prefetch_related(None).prefetch_related(_WORK)
    return people.annotate(
        top_tier=Subquery(top.values("tier")[:1]), top_on=Subquery(top.values("reached_on")[:1])
    )


def matching(people, words: str):
    """The people whose name contains the words: nobody learns by it where a person works."""
    return people.filter(name__holds=words)


def working_at(people, words: str):
    """The people whose present firm's name contains the words: for whoever serves several firms."""
    return people.filter(
        Exists(Employment.objects.filter(person=OuterRef("pk"), until=None, firm__name__holds=words))
    )


def standing_at(people, tier: str):
    """The people whose highest step is this one."""
    above = Tier.values[Tier.values.index(tier) + 1 :]
    standing = Rung.objects.filter(person=OuterRef("pk"), revoked_on=None)
    return people.filter(Exists(standing.filter(tier=tier)), ~Exists(standing.filter(tier__in=above)))


def plans_of(user):
    """The training plans that this user may read: of the own firm, of the area, or all."""
    plans = TrainingPlan.objects.select_related("firm", "paper", "handed_in_by")
    if user.has_role(*OVERSIGHT):
        return plans
    return plans.filter(firm_or_area(user))


def firms_with_plans(user, year: int):
    """The firms on the register that this user oversees, with what each plans for the year, or nothing."""
    firms = Organisation.objects.filter(kind="firm", struck_off_on=None).select_related("endorsing_unit")
    if not user.has_role(*OVERSIGHT):
        firms = firms.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK))
    live = TrainingPlan.objects.filter(firm=OuterRef("pk"), year=year, replaced_at=None)
    given = {name: Subquery(live.values(name)[:1]) for name in ("trainees", "apprentices", "handed_in_at")}
    return firms.annotate(plan_id=Subquery(live.values("pk")[:1]), **given).order_by("pk")


def recommended(year: int):
    """The year's list for 成都工匠 in its order, with where each works."""
    rows = UpwardRecommendation.objects.filter(year=year, withdrawn_at=None).select_related("person")
    return rows.prefetch_related(
        "person__rungs", Prefetch("person__employments", Employment.objects.select_related("firm"))
    )
