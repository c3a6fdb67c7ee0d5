"""What each person may see of the files."""

from django.db.models import Count, Exists, OuterRef, Q

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.once import once_a_page

from . import rules
from .models import AnnualRound, DepartmentOpinion, Nomination, QualificationCheck


@once_a_page
def rounds() -> list[AnnualRound]:
    """Every round that was not annulled, the newest first: one a year, so all of them."""
    return list(AnnualRound.objects.exclude(state="annulled").select_related("policy"))


def current_round() -> AnnualRound | None:
    """The round in progress, else the newest."""
    running = [round for round in rounds() if round.state not in ("archived", "planned")]
    return next(iter(running or rounds()), None)


def visible_to(user):
    """The one queryset for page, list, search and export (permissions rows 1-3)."""
    files = Nomination.objects.select_related("round", "firm__endorsing_unit")
    if user.has_role(Role.UNION_STAFF):
        return files.exclude(~Q(created_by=user), state="draft")
    seen = Q(pk__in=[])
    if user.has_role(Role.EXPERT_SECRETARY, Role.LEADER, Role.AUDITOR):
        seen |= Q(receipt_no__isnull=False)
    if firm := user.organisation_as(Role.FIRM_HR):
        seen |= Q(firm=firm)
    if unit := user.organisation_as(Role.ENDORSING_CLERK):
        seen |= Q(firm__endorsing_unit=unit) & (Q(receipt_no__isnull=False) | Q(created_by=user))
    if department := user.organisation_as(Role.DEPARTMENT_OFFICER):
        seen |= Exists(DepartmentOpinion.objects.filter(nomination=OuterRef("pk"), department=department))
    return files.filter(seen)


def matching(files, words: str):
    """The files whose number, name, firm or receipt contains the words."""
    return files.filter(
        Q(no__icontains=words)
        | Q(name__icontains=words)
        | Q(firm__name__icontains=words)
        | Q(receipt_no__icontains=words)
    )


def counts_by_state(round: AnnualRound, user) -> dict[str, int]:
    """State -> number of files that the user may see."""
    counted = visible_to(user).filter(round=round).order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)


def counts_by_unit(round: AnnualRound, user) -> list[tuple[str, int]]:
    """(endorsing unit, files handed in) of what the user may see, the most first."""
    files = visible_to(user).filter(round=round, receipt_no__isnull=False).order_by()
    counted = files.values_list("firm__endorsing_unit__name").annotate(number=Count("pk"))
    return sorted(((name or "未定", number) for name, number in counted), key=lambda row: (-row[1], row[0]))


# a place of the unit's quota: endorsed and whatever became of it; fraud loses the place, a withdrawal frees it
USES_A_PLACE = ["endorsed", "qualified", "unqualified", "disqualified"]


def places_used(round: AnnualRound, unit=None) -> dict[int, int]:
    """Endorsing unit id -> places used, of one unit or of all."""
    files = Nomination.objects.filter(round=round, state__in=USES_A_PLACE)
    if unit is not None:
        files = files.filter(firm__endorsing_unit=unit)
    return dict(files.order_by().values_list("firm__endorsing_unit").annotate(Count("pk")))


def checks_to_confirm(user):
    """Findings that wait for this officer as the second person."""
    waiting = QualificationCheck.objects.filter(dropped_at=None, confirmed_by=None).exclude(checked_by=user)
    return waiting.exclude(nomination__created_by=user).select_related("nomination__firm", "checked_by")


def opinions_waiting(user):
    """Questions to this officer's department that are not answered yet, the first due first."""
    department = user.organisation_as(Role.DEPARTMENT_OFFICER)
    waiting = DepartmentOpinion.objects.filter(department=department, answer="")
    return waiting.select_related("nomination").order_by("due_on", "pk")


def expert_copy(nomination: Nomination):
    """The evidence that an expert reads: without the person's photo and ID card."""
    live = nomination.evidence.filter(removed_at=None).exclude(kind__in=rules.NOT_FOR_EXPERTS)
    return live.select_related("file")
