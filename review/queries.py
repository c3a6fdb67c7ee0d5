"""What the pages of the review read; the same figures go into workbooks and results."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q

from nominations.models import AnnualRound, Route
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.request_cache import once_a_page
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.web.desk import Place, place_of

from .models import (
    Candidacy,
    CandidacyUserObjectPermission,
    Committee,
    CommitteeMember,
    DraftMarks,
    PublicNotice,
    RankingRow,
    Recusal,
    Score,
)
from .queries_of_experts import seats
from .rules import SCORE
from .states import CANDIDACY


def given_to(user):
    """The files of any year that this expert was given and need not stand aside from, with `sealed` and `started`."""
    own = Recusal.objects.filter(candidacy=OuterRef("pk"), member__expert__user=user)
    sealed = Score.objects.filter(candidacy=OuterRef("pk"), member__expert__user=user, void=None)
    started = DraftMarks.objects.filter(candidacy=OuterRef("pk"), member__expert__user=user)
    return (
        grants.granted(user, SCORE, Candidacy)
        .filter(~Exists(own))
        .annotate(sealed=Exists(sealed), started=Exists(started))
    )


def files_of(user, round: AnnualRound):
    """The files of the round that this expert scores, for a list."""
    found = given_to(user).filter(round=round).exclude(state="withdrawn")
    return found.select_related("nomination__firm", "round__committee").order_by(ByNumber("nomination__no"))


def place_among_unsealed(user, candidacy: Candidacy) -> Place:
    """Where the file stands among those that this expert has not sealed, in the order of the own list."""
    files = files_of(user, candidacy.round).filter(Q(sealed=False) | Q(pk=candidacy.pk))
    return place_of(candidacy.pk, list(files.values_list("pk", flat=True)))


@once_a_page
def candidacy_of(nomination) -> Candidacy | None:
    """The file's way through the review, which begins with the scoring, or for 直接认定 before it."""
    if nomination.round.state in ("open", "checking") and nomination.route != Route.DIRECT:
        return None
    return Candidacy.objects.select_related("round__committee").filter(nomination=nomination).first()


def matching(rows, words: str, file: str = "nomination", also: Iterable[str] = ()):
    """The rows whose file (reached by the name `file`) has the words in its number, name or firm, or which have them
    in what `also` looks up."""
    by = [f"{file}__no__holds", f"{file}__name__holds", f"{file}__firm__name__holds", *also]
    return rows.filter(Q(*[(name, words) for name in by], _connector=Q.OR))


def may_leave(round: AnnualRound):
    """The candidates who can still be withdrawn."""
    return round.candidacies.filter(state__in=CANDIDACY.transitions["withdraw"].sources)


def recusals(round: AnnualRound):
    """Who stands aside from which file, in the order of being recorded."""
    found = Recusal.objects.filter(candidacy__round=round).select_related("member", "candidacy__nomination")
    return found.order_by("pk")


def reviewed(round: AnnualRound):
    """The files before the experts, by number."""
    found = round.candidacies.filter(state="in_review").select_related("nomination__firm")
    return found.order_by(ByNumber("nomination__no"))


def with_experts(candidacies: Iterable[Candidacy], round: AnnualRound) -> None:
    """Each of them with `codes`, the experts who score it: two questions for the page."""
    codes = dict(CommitteeMember.objects.filter(committee__round=round).values_list("expert__user", "code"))
    given: dict[int, list[str]] = {}
    rows = CandidacyUserObjectPermission.objects.filter(content_object__in=[c.pk for c in candidacies])
    for candidacy, user in rows.values_list("content_object", "user"):
        given.setdefault(candidacy, []).append(codes.get(user, "—"))
    for found in candidacies:
        found.codes = sorted(given.get(found.pk, []))


def sheets(candidacy: Candidacy) -> list[Score]:
    """The last sheet of each expert, and those that were voided, by code; each with its `total` and marks in order."""
    rows = candidacy.scores.select_related("member__expert__entry", "member__as_approved", "void").order_by(
        "member__code", "pk"
    )
    found = list(rows)
    last = {score.member_id: score.pk for score in found if not hasattr(score, "void")}
    kept = [score for score in found if hasattr(score, "void") or last[score.member_id] == score.pk]
    criteria = candidacy.round.rubric.criteria.all()
    for score in kept:
        score.row = [(criterion, score.marks.get(criterion.code)) for criterion in criteria]
        score.total = sum(score.marks.values())
    return kept


def ranking(round: AnnualRound):
    """The ranked rows of the ranking that counts, by rank and number."""
    return _rows(round).filter(rank__isnull=False)


def unranked(round: AnnualRound):
    """评审不足, by number."""
    return _rows(round).filter(rank__isnull=True)


def _rows(round: AnnualRound):
    last = round.rankings.order_by("-pk").values("pk")[:1]
    return (
        RankingRow.objects.filter(run__in=list(last.values_list("pk", flat=True)))
        .annotate(
            named=Q(candidacy__title__isnull=False)
        )  # of the room above, by name: what became of the place
        .select_related("candidacy__nomination__firm", "run")
        .order_by("rank", "candidacy__nomination__no")
    )


def progress(round: AnnualRound) -> list[dict]:
    """Per expert code: files given, files sealed. Counts only, no marks."""
    sealed = dict(
        Score.objects.filter(candidacy__round=round, void=None)
        .order_by()
        .values_list("member")
        .annotate(Count("candidacy", distinct=True))
    )
    given = dict(
        Candidacy.objects.filter(round=round)
        .order_by()
        .values_list("candidacyuserobjectpermission__user")
        .annotate(Count("pk"))
    )
    return [
        {"member": m, "given": given.get(m.expert.user_id, 0), "sealed": sealed.get(m.pk, 0)}
        for m in seats(round)
    ]


def unsealed(committee: Committee) -> dict[int, int]:
    """User id of each expert with files not sealed yet -> how many; two questions for all experts."""
    files = Candidacy.objects.filter(round=committee.round).exclude(state="withdrawn").order_by()
    given = dict(files.values_list("candidacyuserobjectpermission__user").annotate(Count("pk")))
    sealed = dict(
        Score.objects.filter(candidacy__in=files, void=None)
        .order_by()
        .values_list("member__expert__user")
        .annotate(Count("candidacy", distinct=True))
    )
    return {
        user: count - sealed.get(user, 0)
        for user, count in given.items()
        if user and count > sealed.get(user, 0)
    }


def outcome_is_public(round: AnnualRound) -> bool:
    """Firms and clerks learn who was not selected with the public, from the first day of the notice (permissions row 33)."""
    return round.notices.filter(starts_on__lte=clock.today()).exists()


def begun_notices():
    """The notices whose first day has come, of rounds that still count."""
    return PublicNotice.objects.filter(starts_on__lte=clock.today()).exclude(round__state="annulled")


def current_notice() -> PublicNotice | None:
    """The newest notice whose first day has come, for the public page."""
    return begun_notices().select_related("round").order_by("-pk").first()
