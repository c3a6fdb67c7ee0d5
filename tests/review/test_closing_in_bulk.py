"""Closing writes the ranking in a number of statements that goes with the chunks, not with the files."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from review.domain.scoring import closing, ranking
from tests.worlds.crowd import ScoredCrowd
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


def closed(candidates: int) -> tuple[ScoredCrowd, int]:
    """A round closed with so many candidates, and the statements that it took."""
    crowd = ScoredCrowd()
    crowd.grow_by(candidates)
    year = crowd.year
    with CaptureQueriesContext(connection) as captured:
        together(year.secretary, year.leaders[0], "review.close_scoring", round_id=year.round.pk)
    year.round.refresh_from_db()
    return crowd, len(captured)


def statements(candidates: int) -> int:
    with transaction.atomic():
        taken = closed(candidates)[1]
        transaction.set_rollback(True)
    return taken


def test_ten_times_the_files_are_closed_in_a_few_statements_more():
    few = statements(30)
    assert statements(300) - few <= 6  # SQLite takes 83 rows of the ranking at once


def test_every_candidate_gets_what_the_arithmetic_says_and_the_log_its_two_rows():
    crowd, _ = closed(120)
    round = crowd.year.round
    ranked = closing.computed(round)
    proposal = ranking.propose(ranked, round.quota)
    states = dict(round.candidacies.values_list("nomination__no", "state"))
    said = dict(round.candidacies.values_list("nomination__no", "outcome_reason"))
    assert {no for no, state in states.items() if state == "proposed"} == set(proposal.proposed)
    assert {no for no, state in states.items() if state == "not_selected"} == set(proposal.not_selected)
    reasons = {row.no: row.reason or "名额以外" for row in (*ranked.rows, *ranked.unranked)}
    assert {no: said[no] for no in proposal.not_selected} == {no: reasons[no] for no in proposal.not_selected}
    assert not any(said[no] for no in proposal.proposed)
    kept = {
        row.candidacy.nomination.no: (row.rank, row.final, row.tie_means)
        for row in round.rankings.get().rows.select_related("candidacy__nomination")
    }
    assert kept == {
        row.no: (row.rank, row.final, list(row.tie_means)) for row in (*ranked.rows, *ranked.unranked)
    }
    verbs = AuditEntry.objects.filter(verb__in=["截止评分", "生成排名"]).values_list("verb", flat=True)
    assert sorted(verbs) == ["截止评分", "生成排名"]
