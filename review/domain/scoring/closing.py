"""Closing the scores and freezing the ranking. What counts is in rows; no queue has a part in it."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from nominations.domain.rounds import life, rounds
from nominations.models import AnnualRound, Route
from review import messages, rules
from review.models import Candidacy, Committee, RankingRow, RankingRun, RankingStatistics, Score
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.policy.domain import settings as register

from ..committee.committee import REMINDED_BEFORE
from . import ranking as arithmetic

# what a row of the ranking keeps of the computed one
FIGURES = (
    "rank", "final", "experts", "endorsements", "passes", "tied", "tie_means", "reason",
)  # fmt: skip
ROWS_PER_STATEMENT = 1000


def _check(round_id: int) -> None:
    committee = Committee.objects.filter(round=round_id).first()
    if committee is None or not committee.scoring_open:
        raise Refusal("评分没有在进行，不能截止。")


@two_person_act(
    "review.close_scoring",
    "提前截止评分",
    may=rules.may_close_scoring,
    summary=lambda round_id: f"{AnnualRound.objects.get(pk=round_id)}：现在截止评分并生成排名",
    check=_check,
)
def close_scoring(*, actor: User, second: User, round_id: int) -> RankingRun:
    """Closed by two people before the time."""
    run = _close(second, AnnualRound.objects.get(pk=round_id))
    messages.tell_auditors(run.round, "提前截止评分", f"{actor}提请、{second}复核", f"closed {run.pk}")
    return run


def close_due(actor: User, round: AnnualRound) -> RankingRun:
    """Closed by the clock; refused before the time. Idempotent: gives the ranking that stands."""
    require(rules.may_close_when_due(actor))
    committee = Committee.objects.get(round=round)
    if committee.scoring_closed_at and (existing := round.rankings.last()):
        return existing
    if committee.scoring_closes_at is None or clock.now() < committee.scoring_closes_at:
        raise Refusal("评分截止时间未到；提前截止须由两人办理。")
    return _close(actor, round)


@by_the_clock
def close_all_due() -> None:
    """Scoring ends by its time, nobody has to press for it."""
    over = Committee.objects.filter(
        scoring_closed_at=None, scoring_closes_at__lte=clock.now(), round__state="reviewing"
    )
    for committee in over.select_related("round"):
        with transaction.atomic():
            AnnualRound.objects.select_for_update().get(pk=committee.round_id)
            if Committee.objects.filter(pk=committee.pk, scoring_closed_at=None).exists():
                _close(None, committee.round)


@by_the_clock
def remind_experts() -> None:
    """Once for each closing time; the conditional update lets one worker alone tell it."""
    soon = Committee.objects.filter(
        scoring_closed_at=None, scoring_opened_at__isnull=False, round__state="reviewing",
        scoring_closes_at__gt=clock.now(), scoring_closes_at__lte=clock.now() + REMINDED_BEFORE,
    ).exclude(reminded_of=F("scoring_closes_at"))  # fmt: skip
    for committee in soon.select_related("round"):
        with transaction.atomic():
            own = Committee.objects.filter(pk=committee.pk, scoring_closes_at=committee.scoring_closes_at)
            if own.exclude(reminded_of=F("scoring_closes_at")).update(reminded_of=F("scoring_closes_at")):
                messages.scoring_ends_soon(committee)


@life.when_resumed
def move_end(round: AnnualRound, until: dt.datetime) -> None:
    """What a suspension ate of the scoring is given back."""
    Committee.objects.filter(round=round, scoring_closed_at=None).update(scoring_closes_at=until)


@transaction.atomic
def _close(actor: User | None, round: AnnualRound) -> RankingRun:
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    committee = Committee.objects.select_for_update().get(round=round)
    list(round.candidacies.select_for_update().order_by("pk").values_list("pk"))
    _check(round.pk)
    committee.scoring_closed_at = clock.now()
    committee.save()
    audit.record(actor, "截止评分", committee)
    run = freeze(actor, round)
    rounds.advance(actor, round, "close_review")
    messages.ranking_made(round)
    return run


def counted_files(round: AnnualRound, run: RankingRun | None = None) -> list[arithmetic.File]:
    """The sheets that count: the last of each pair, not voided, in numbers alone.

    Of the files ranked in `run`, though one may have left since (see withdrawal): nobody moves up. Without a run, of all that
    would be ranked now.
    """
    counting = Score.objects.filter(candidacy__round=round, void=None).order_by("pk")
    last = {
        (candidacy_id, member_id): sheet
        for candidacy_id, member_id, *sheet in counting.values_list(
            "candidacy", "member", "member__code", "marks", "endorsed"
        )
    }
    sheets: dict[int, list[arithmetic.Sheet]] = {}
    for candidacy_id, member_id in sorted(last):
        code, marks, endorsed = last[candidacy_id, member_id]
        sheets.setdefault(candidacy_id, []).append(arithmetic.Sheet(code, marks, needed(endorsed)))
    if run:
        candidacies = round.candidacies.filter(ranking_rows__run=run)
    else:
        # 直接认定 has no scores and no place in the ranking
        candidacies = round.candidacies.exclude(state="withdrawn").exclude(nomination__route=Route.DIRECT)
    numbers = candidacies.values_list("pk", "nomination__no")
    return [arithmetic.File(no, tuple(sheets.get(pk, ()))) for pk, no in numbers]


def pass_line(round: AnnualRound) -> int:
    """The frozen pass line in hundredths of a point, however many decimals it was typed with."""
    return register.value(round.settings, "pass_line")


def computed(round: AnnualRound) -> arithmetic.Ranking:
    """The ranking that stands, by the round's rubric and settings."""
    return _ranked(round, counted_files(round, round.rankings.last()))


def _ranked(round: AnnualRound, files: list[arithmetic.File]) -> arithmetic.Ranking:
    return arithmetic.rank(
        files,
        tie_break=[criterion.code for criterion in needed(round.rubric).tie_break],
        pass_line=pass_line(round),
        min_scores=register.value(round.settings, "min_scores"),
    )


@transaction.atomic
def freeze(actor: User | None, round: AnnualRound) -> RankingRun:
    """Compute, store with a hash, and list who is proposed; those tied across the line wait for the leading group."""
    files = counted_files(round)
    ranking = _ranked(round, files)
    proposal = arithmetic.propose(ranking, round.quota)
    content = [
        [r.no, r.rank, r.final, r.experts, r.endorsements, r.passes]
        for r in (*ranking.rows, *ranking.unranked)
    ]
    run = RankingRun.objects.create(
        round=round,
        rubric_version=needed(round.rubric_id),
        pass_line=pass_line(round),
        quota=round.quota,
        # Not digests.digest: a number typed with other letters than ASCII is escaped here, and stored hashes stay.
        sha256=hashlib.sha256(json.dumps(content).encode()).hexdigest(),
        frozen_at=clock.now(),
        frozen_by=actor,
    )
    statistics(run, files).save(force_insert=True)
    candidacies = {c.no: c for c in round.candidacies.annotate(no=F("nomination__no"))}
    _write_rows(run, candidacies, ranking, set(proposal.undecided))
    reasons = {row.no: row.reason for row in (*ranking.rows, *ranking.unranked)}
    _move(candidacies, proposal.proposed, "propose", reasons)
    _move(candidacies, proposal.not_selected, "pass_over", reasons)
    audit.record(
        actor, "生成排名", run, sha256=run.sha256, ranked=len(ranking.rows), unranked=len(ranking.unranked)
    )
    return run


def statistics(run: RankingRun, files: list[arithmetic.File]) -> RankingStatistics:
    """What the page of statistics shows of the sheets that count; not saved."""
    return RankingStatistics(
        run=run,
        means=arithmetic.expert_means(files),
        tens=arithmetic.spread(files),
        far=[(file.no, expert) for file in files for expert in arithmetic.far_from_median(file)],
    )


def statistics_of(round: AnnualRound) -> RankingStatistics:
    """As kept at closing; counted again for a ranking that is older than its statistics."""
    run = round.rankings.order_by("-pk")[:1].get()
    kept = RankingStatistics.objects.filter(run=run).first()
    return kept or statistics(run, counted_files(round, run))


def _write_rows(run: RankingRun, candidacies: dict, ranking: arithmetic.Ranking, undecided: set[str]) -> None:
    RankingRow.objects.bulk_create(
        (
            RankingRow(
                run=run,
                candidacy=candidacies[row.no],
                undecided=row.no in undecided,
                **{figure: getattr(row, figure) for figure in FIGURES},
            )
            for row in (*ranking.rows, *ranking.unranked)
        ),
        batch_size=ROWS_PER_STATEMENT,
    )


def _move(candidacies: dict, numbers: Iterable[str], verb: str, reasons: dict) -> None:
    """By outcome, of which there are few: one value for a thousand rows, where bulk_update writes a CASE over all of
    them, which takes the square of their number."""
    outcomes: dict[tuple[str, str], list[int]] = {}
    for no in numbers:
        candidacy = candidacies[no]
        CANDIDACY.move(candidacy, verb)
        if verb == "pass_over":
            candidacy.outcome_reason = reasons[no] or "名额以外"
        outcomes.setdefault((candidacy.state, candidacy.outcome_reason), []).append(candidacy.pk)
    for (state, reason), keys in outcomes.items():
        for start in range(0, len(keys), ROWS_PER_STATEMENT):
            chunk = Candidacy.objects.filter(pk__in=keys[start : start + ROWS_PER_STATEMENT])
            chunk.update(state=state, outcome_reason=reason)
