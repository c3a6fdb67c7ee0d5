"""The arithmetic of the ranking, against worked examples and an independent recount with fractions (T23)."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.domain.scoring.ranking import (
    File,
    RankingError,
    Sheet,
    expert_means,
    far_from_median,
    final_score,
    propose,
)
from review.domain.scoring.ranking import rank as ranked

WEIGHTS = {"C1": 15, "C2": 20, "C3": 10, "C4": 10, "C5": 10, "C6": 10, "C7": 10, "C8": 15}
TIE_BREAK = ["C2", "C8", "C6"]
MARKS = st.fixed_dictionaries({code: st.integers(0, 2 * weight) for code, weight in WEIGHTS.items()})


def rank(files):
    return ranked(files, tie_break=TIE_BREAK)


@st.composite
def panels(draw, most=12):
    """Files with 0 to 9 sheets; few different marks, so that ties are common."""
    tied = st.sampled_from(
        [
            dict(zip(WEIGHTS, marks, strict=True))
            for marks in [(27, 36, 18, 18, 18, 18, 18, 27), (24, 32, 16, 16, 16, 16, 16, 24)]
        ]
    )
    files = []
    for number in range(draw(st.integers(1, most))):
        sheets = draw(st.lists(st.tuples(MARKS | tied, st.booleans()), max_size=9))
        files.append(File(f"ZG-{number:03d}", tuple(Sheet(f"P{i}", m, y) for i, (m, y) in enumerate(sheets))))
    return files


def half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def recount(file: File):
    """(final, C2, C8, C6) in hundredths, by fractions and in another way than the program."""
    n = len(file.sheets)
    totals = [Fraction(sum(sheet.marks.values()), 2) for sheet in file.sheets]
    trimmed = (sum(totals) - max(totals) - min(totals)) / (n - 2)
    means = [Fraction(sum(sheet.marks[c] for sheet in file.sheets), 2 * n) for c in TIE_BREAK]
    return tuple(half_up(100 * value) for value in (trimmed, *means))


def sheets(*totals, yes=None):
    """Sheets with the given totals in points, put into the first criteria as they fit."""
    made = []
    for place, total in enumerate(totals):
        left, marks = int(total * 2), {}
        for code, weight in WEIGHTS.items():
            marks[code] = min(left, 2 * weight)
            left -= marks[code]
        made.append(Sheet(f"P{place}", marks, yes is None or place < yes))
    return tuple(made)


@pytest.mark.parametrize(
    ("totals", "final"),
    [((86.5, 88, 91.5, 79, 90, 88.5, 95), 8890), ((86.5, 88, 91.5, 79, 90), 8817), ((80, 80, 80, 80), None)],
)
def test_one_highest_and_one_lowest_are_dropped(totals, final):
    assert final_score(sheets(*totals)) == final


@given(panels())
@settings(max_examples=150, deadline=None)
def test_an_independent_recount_gives_the_same_order(files):
    ranking = rank(files)
    scored = {file.no: recount(file) for file in files if len(file.sheets) >= 5}
    assert [row.no for row in ranking.rows] == sorted(scored, key=lambda no: (*(-x for x in scored[no]), no))
    for row in ranking.rows:
        assert (row.final, *row.tie_means) == scored[row.no]
        assert row.rank == 1 + sum(other > scored[row.no] for other in scored.values())
        assert row.tied == (sum(other == scored[row.no] for other in scored.values()) > 1)
        assert row.passes == (row.final >= 7000 and Fraction(row.endorsements, row.experts) >= Fraction(2, 3))
    assert [row.no for row in ranking.unranked] == sorted(f.no for f in files if len(f.sheets) < 5)


@given(panels(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_files_and_sheets_does_not_matter(files, dice):
    shuffled = [
        File(f.no, tuple(dice.sample(f.sheets, len(f.sheets)))) for f in dice.sample(files, len(files))
    ]
    assert rank(shuffled) == rank(files)


@given(panels(), st.integers(1, 8))
@settings(max_examples=100, deadline=None)
def test_a_tie_across_the_line_is_never_cut(files, quota):
    ranking = rank(files)
    proposal = propose(ranking, quota)
    ranks = {row.no: row.rank for row in ranking.rows if row.passes}
    assert len(proposal.proposed) <= quota
    assert set(proposal.proposed) | set(proposal.undecided) <= set(ranks)
    if proposal.undecided:
        assert len({ranks[no] for no in proposal.undecided}) == 1
        assert 0 < proposal.places < len(proposal.undecided)
        assert len(proposal.proposed) + proposal.places == quota
        chosen = proposal.undecided[: proposal.places]
        assert len(propose(ranking, quota, chosen).proposed) == quota
        with pytest.raises(RankingError):
            propose(ranking, quota, proposal.undecided)
    else:
        assert len(proposal.proposed) == min(quota, len(ranks))


def test_two_thirds_of_the_experts_must_endorse():
    passing = rank([File("A", sheets(80, 80, 80, 80, 80, 80, yes=4))]).rows[0]
    failing = rank([File("A", sheets(80, 80, 80, 80, 80, yes=3))]).rows[0]
    assert (passing.passes, failing.passes) == (True, False)
    assert "认可不足三分之二" in failing.reason


def test_a_choice_that_is_not_of_the_tied_is_refused():
    ranking = rank([File(no, sheets(80, 80, 80, 80, 80)) for no in "ABC"])
    assert propose(ranking, 1).undecided == ("A", "B", "C")
    for chosen in (["D"], ["A", "A"], ["A", "B"]):
        with pytest.raises(RankingError):
            propose(ranking, 1, chosen)
    with pytest.raises(RankingError, match="不需要议定"):
        propose(ranking, 3, ["A"])


def test_statistics_are_for_information():
    file = File("A", sheets(90, 90, 90, 90, 70))
    assert far_from_median(file) == ["P4"]
    assert expert_means([file])["P4"] == (1, 7000)
