"""市级推荐: the year's list of those recommended for 成都工匠, in order (clause 八)."""

from django.db import transaction

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, User
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.policy.domain.citing import clause_words

from .. import queries, rules, workbooks
from ..models import Craftsman, Tier, UpwardRecommendation

TEMPORARY_RANK_OFFSET = (
    10_000  # places are changed in two steps: the database lets nobody share one even for a moment
)


def _locked_list(year: int) -> list[UpwardRecommendation]:
    """The list in its order; one change of any year's list at a time."""
    Organisation.objects.select_for_update(no_key=True).get(kind=OrganisationKind.UNION)
    return list(UpwardRecommendation.objects.filter(year=year, withdrawn_at=None))


@transaction.atomic
def recommend(actor: User, person: Craftsman, *, rank: int, exception: str = "") -> UpwardRecommendation:
    """On this year's list at `rank`, the others move down; who is on it already changes the place."""
    year = clock.today().year
    rows = _locked_list(year)
    person = Craftsman.objects.prefetch_related("rungs").get(pk=person.pk)
    require(rules.may_recommend(actor, person))
    holder = any(rung.tier == Tier.ZHUGE for rung in person.standing)
    if not holder and not exception.strip():
        raise Refusal(
            f"{person}不是“诸葛工匠”。向上级推荐原则上从诸葛工匠中产生（{clause_words(None, 8)}），例外的须写明理由。"
        )
    found = next((row for row in rows if row.person_id == person.pk), None)
    if found:
        rows.remove(found)
    else:
        found = UpwardRecommendation(person=person, year=year)
    found.holder, found.exception = holder, "" if holder else exception.strip()
    found.recommended_by, found.recommended_at = actor, clock.now()
    found.rank = TEMPORARY_RANK_OFFSET * 2 if found.pk is None else found.rank
    found.save()
    rows.insert(max(rank, 1) - 1, found)
    _number(rows)
    audit.record(actor, "市级推荐", found, rank=found.rank, exception=found.exception)
    return found


@transaction.atomic
def withdraw(actor: User, recommendation: UpwardRecommendation) -> None:
    """Taken off the list, those below move up; the row is kept. Twice is once."""
    rows = _locked_list(recommendation.year)
    require(is_union_staff(actor))
    found = next((row for row in rows if row.pk == recommendation.pk), None)
    if found is None:
        return
    found.withdrawn_at = clock.now()
    found.save()
    _number([row for row in rows if row.pk != found.pk])
    audit.record(actor, "撤下市级推荐", found, was=found.rank)


def _number(rows: list[UpwardRecommendation]) -> None:
    """1, 2, 3 … in this order."""
    wrong = [(place, row) for place, row in enumerate(rows, 1) if row.rank != place]
    for offset in (TEMPORARY_RANK_OFFSET, 0):
        for place, row in wrong:
            row.rank = place + offset
            row.save(update_fields=["rank"])


@transaction.atomic
def table(actor: User, year: int) -> bytes:
    """The list as a workbook to print and seal."""
    require(rules.may_see_upward(actor))
    rows = list(queries.recommended(year))
    roles = OVERSIGHT
    unit = next(filter(None, map(actor.organisation_as, roles)))
    audit.record(actor, "导出市级推荐名单", unit, year=year, people=len(rows))
    return workbooks.upward_list(rows, year)
