"""What each person may see of the files."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.queries import firm_or_area
from wuhou_craftsmen.accounts.roles import OVERSIGHT, READ_ONLY
from wuhou_craftsmen.common.kernel.request_cache import once_a_page
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.ladder import queries as ladder

from .models import (
    Achievement,
    AnnualRound,
    Conflict,
    DepartmentOpinion,
    DirectRecognition,
    Endorsement,
    Evidence,
    FileChange,
    Lead,
    Nomination,
    NomineeRemark,
    NoticeObjection,
    QualificationCheck,
)
from .rules.file.evidence import NOT_FOR_EXPERTS


@once_a_page
def rounds() -> list[AnnualRound]:
    """Every round that was not annulled, the newest first: one a year, so all of them."""
    return list(AnnualRound.objects.exclude(state="annulled").select_related("policy"))


def current_round() -> AnnualRound | None:
    """The round in progress, else the newest."""
    running = [round for round in rounds() if round.state not in ("archived", "planned")]
    return next(iter(running or rounds()), None)


def chosen_round(year: str | None) -> AnnualRound | None:
    """The round of this year, as the chooser of a list has it; without one, or with nonsense, the current one."""
    return next((round for round in begun() if str(round.year) == year), None) or current_round()


def begun() -> list[AnnualRound]:
    """The rounds that somebody could nominate in, the newest first."""
    return [round for round in rounds() if round.state != "planned"]


def visible_to(user):
    """The one queryset for page, list, search and export (permissions rows 1-3)."""
    files = Nomination.objects.select_related("round", "firm__endorsing_unit")
    if user.has_role(Role.UNION_STAFF):
        return files.exclude(~Q(created_by=user), state="draft")
    seen = Q(pk__in=[])
    if user.has_role(Role.EXPERT_SECRETARY, Role.LEADER, *READ_ONLY):
        seen |= Q(receipt_no__isnull=False)
    if firm := user.organisation_as(Role.FIRM_HR):
        seen |= Q(firm=firm)
    if unit := user.organisation_as(Role.ENDORSING_CLERK):
        seen |= Q(firm__endorsing_unit=unit) & (Q(receipt_no__isnull=False) | Q(created_by=user))
    if department := user.organisation_as(Role.DEPARTMENT_OFFICER):
        seen |= Exists(DepartmentOpinion.objects.filter(nomination=OuterRef("pk"), department=department))
    return files.filter(seen)


def matching(files, words: str):
    """The files whose number, name (as handed in or of today), firm or receipt contains the words."""
    # firms and changes are each read once, not for every file
    firms = Organisation.objects.filter(kind="firm", name__holds=words).order_by()
    renamed = FileChange.objects.filter(new_name__holds=words, confirmed_at__isnull=False)
    return files.filter(
        Q(no__holds=words)
        | Q(name__holds=words)
        | Q(pk__in=renamed.order_by().values("nomination"))
        | Q(firm__in=firms)
        | Q(receipt_no__holds=words)
    )


# what hangs on a file, with what its page shows of each
PARTS = {
    "achievements": Achievement.objects.all(),
    "evidence": Evidence.objects.select_related("file"),
    "endorsements": Endorsement.objects.select_related("unit"),
    "checks": QualificationCheck.objects.select_related("checked_by", "confirmed_by"),
    "changes": FileChange.objects.select_related("firm"),
    "conflicts": Conflict.objects.select_related("user"),
    "opinions": DepartmentOpinion.objects.select_related("department", "waiver"),
    "remarks": NomineeRemark.objects.select_related("answered_by"),
    "notice_objections": NoticeObjection.objects.all(),
}


def whole(user, pk: int) -> Nomination | None:
    """One file with its parts, for its page; parts of which there are none are not asked for a second time."""
    own = {"nomination": OuterRef("pk")}
    there = {f"has_{part}": Exists(rows.filter(**own)) for part, rows in PARTS.items()}
    people = ladder.visible_to(user).filter(pk=OuterRef("person")).order_by()
    joined = (
        "person",
        "created_by",
        "union_confirmation__by",
        "union_confirmation__scan",
        "endorsed_rank__unit",
    )
    files = visible_to(user).select_related(*joined).annotate(sees_ladder=Exists(people), **there)
    found = files.filter(pk=pk).first()
    if found:
        parts = [Prefetch(part, rows) for part, rows in PARTS.items() if getattr(found, f"has_{part}")]
        prefetch_related_objects([found], *parts)
        fetched = found.__dict__.setdefault("_prefetched_objects_cache", {})
        for part, rows in PARTS.items():
            fetched.setdefault(part, rows.none())
    return found


def for_list(files):
    """The files with what a line of a list shows, and without what is long."""
    shown = files.select_related(None).select_related("firm__endorsing_unit", "round")
    return shown.defer("deeds", "frozen").order_by(ByNumber("no"))


def counts_by_state(round: AnnualRound, user) -> dict[str, int]:
    """State -> number of files that the user may see."""
    counted = visible_to(user).filter(round=round).order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)


def counts_by_unit(round: AnnualRound, user) -> list[tuple[str, int]]:
    """(endorsing unit, files handed in) of what the user may see, the most first."""
    files = visible_to(user).filter(round=round, receipt_no__isnull=False).order_by()
    counted = files.values_list("firm__endorsing_unit__name").annotate(number=Count("pk"))
    return sorted(((name or "未定", number) for name, number in counted), key=lambda row: (-row[1], row[0]))


def expert_copy(nomination: Nomination):
    """The evidence that an expert reads: without the person's photo and ID card."""
    live = nomination.evidence.filter(removed_at=None).exclude(kind__in=NOT_FOR_EXPERTS)
    return live.select_related("file")


def leads_of(user):
    """Leads that this user may see: all for union and auditor, what was passed to the own unit for the others."""
    leads = Lead.objects.select_related("unit", "firm", "nomination")
    if user.has_role(Role.UNION_STAFF, *READ_ONLY):
        return leads
    unit, firm = user.organisation_as(Role.ENDORSING_CLERK), user.organisation_as(Role.FIRM_HR)
    seen = Q(pk__in=[])
    if unit:
        seen |= Q(unit=unit)
    if firm:
        seen |= Q(firm=firm)
    return leads.filter(seen)


def alike(lead: Lead):
    """Other live leads of the same name and firm: most likely the same craftsman."""
    return (
        Lead.objects.filter(name=lead.name, firm_name=lead.firm_name)
        .exclude(pk=lead.pk)
        .exclude(state__in=["declined", "merged"])
    )


def matching_leads(leads, words: str):
    """The leads whose person, firm or trade contains the words."""
    return leads.filter(Q(name__holds=words) | Q(firm_name__holds=words) | Q(trade__holds=words))


def direct_of(user):
    """The register of direct recognitions: the own firm, the own area, or all of it."""
    claims = DirectRecognition.objects.select_related("firm", "round", "nomination")
    if user.has_role(*OVERSIGHT):
        return claims
    return claims.filter(firm_or_area(user))


def matching_direct(claims, words: str):
    """The claims whose person, firm or title contains the words."""
    return claims.filter(Q(name__holds=words) | Q(firm__name__holds=words) | Q(title__holds=words))
