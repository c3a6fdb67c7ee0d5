"""The ranking of a round: pure arithmetic in whole numbers.

Marks are half points (12.5 = 25); finals and means are hundredths of a point (88.90 = 8890).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from wuhou_craftsmen.common.text.keys import number_key

PASS_LINE = 7000
MIN_SCORES = 5
SHORT = "评审不足"
TIED = "并列，待领导小组议定"
BELOW_LINE = "未达合格线"
NOT_ENDORSED = "认可不足三分之二"


class RankingError(ValueError):
    """A choice that the ranking does not allow; the text is Chinese."""


@dataclass(frozen=True)
class Sheet:
    """One expert's sealed sheet: marks by criterion in half points, and whether the expert endorses."""

    expert: str
    marks: Mapping[str, int]
    endorsed: bool

    @property
    def total(self) -> int:
        """The sum of the marks, in half points."""
        return sum(self.marks.values())


@dataclass(frozen=True)
class File:
    """A nomination by its number, with the sheets that count."""

    no: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Row:
    """One line of the ranking; `rank` and `final` are None, `tie_means` empty, where there are too few scores."""

    no: str
    rank: int | None
    final: int | None
    experts: int
    endorsements: int
    passes: bool
    tied: bool
    tie_means: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Ranking:
    """Ranked rows by rank, then number; unranked ones by number."""

    rows: tuple[Row, ...]
    unranked: tuple[Row, ...]


@dataclass(frozen=True)
class Proposal:
    """Who is proposed, who is tied across the quota line, and how many places those tied have between them."""

    proposed: tuple[str, ...]
    undecided: tuple[str, ...]
    places: int
    not_selected: tuple[str, ...]


def mean_of_halves(halves: int, count: int) -> int:
    """halves/2/count in hundredths, half up: halves = 1333, count = 7 -> 9521."""
    return (halves * 50 * 2 + count) // (2 * count)


def final_score(sheets: Sequence[Sheet], min_scores: int = MIN_SCORES) -> int | None:
    """Drop exactly one highest and one lowest total, mean of the rest, half up to hundredths; None below n = 5."""
    if len(sheets) < min_scores:
        return None
    totals = sorted(sheet.total for sheet in sheets)
    kept = totals[1:-1]
    return mean_of_halves(sum(kept), len(kept))


def rank(
    files: Iterable[File],
    *,
    tie_break: Sequence[str],
    pass_line: int = PASS_LINE,
    min_scores: int = MIN_SCORES,
) -> Ranking:
    """Order by final, then the means of the criteria of `tie_break` in turn, all descending; equal in all = the same
    rank (1, 2, 2, 4)."""
    if min_scores < 3:
        raise ValueError("去掉最高、最低各一个后须有余下的评分")
    scored, short = [], []
    for file in files:
        final = final_score(file.sheets, min_scores)
        if final is None:
            short.append(_short(file))
        else:
            n = len(file.sheets)
            means = (mean_of_halves(sum(s.marks[c] for s in file.sheets), n) for c in tie_break)
            scored.append(((-final, *(-mean for mean in means)), file))
    scored.sort(key=lambda pair: (pair[0], number_key(pair[1].no)))
    rows, place = [], 0
    for index, (key, file) in enumerate(scored):
        if not index or key != scored[index - 1][0]:
            place = index + 1
        tied = (index > 0 and key == scored[index - 1][0]) or (
            index + 1 < len(scored) and key == scored[index + 1][0]
        )
        rows.append(_ranked(file, place, key, tied, pass_line))
    return Ranking(tuple(rows), tuple(sorted(short, key=lambda row: number_key(row.no))))


def _short(file: File) -> Row:
    yes = sum(sheet.endorsed for sheet in file.sheets)
    return Row(file.no, None, None, len(file.sheets), yes, False, False, (), SHORT)


def _ranked(file: File, place: int, key: tuple[int, ...], tied: bool, pass_line: int) -> Row:
    final, *tie_means = (-part for part in key)
    n, yes = len(file.sheets), sum(sheet.endorsed for sheet in file.sheets)
    reasons = []
    if final < pass_line:
        reasons.append(BELOW_LINE)
    if 3 * yes < 2 * n:
        reasons.append(NOT_ENDORSED)
    passes = not reasons
    if tied:
        reasons.append(TIED)
    return Row(file.no, place, final, n, yes, passes, tied, tuple(tie_means), "；".join(reasons))


def propose(ranking: Ranking, quota: int, chosen: Sequence[str] = ()) -> Proposal:
    """The first `quota` of those that pass. A tie across the line is cut only by the leading group's `chosen`."""
    passing = [row for row in ranking.rows if row.passes]
    undecided: list[Row] = []
    above = passing[:quota]
    if len(passing) > quota and quota and passing[quota].rank == passing[quota - 1].rank:
        line = passing[quota].rank
        undecided = [row for row in passing if row.rank == line]
        above = [row for row in passing[:quota] if row.rank != line]
    places = quota - len(above) if undecided else 0
    proposed = [row.no for row in above]
    if chosen:
        _check_choice(chosen, [row.no for row in undecided], places)
        proposed += [row.no for row in undecided if row.no in set(chosen)]
        undecided = []
    waiting = [row.no for row in undecided]
    everyone = [row.no for row in (*ranking.rows, *ranking.unranked)]
    left = set(proposed) | set(waiting)
    return Proposal(tuple(proposed), tuple(waiting), places, tuple(no for no in everyone if no not in left))


def _check_choice(chosen: Sequence[str], tied: list[str], places: int) -> None:
    if not tied:
        raise RankingError("没有跨越名额线的并列，不需要议定。")
    strangers = [no for no in chosen if no not in tied]
    if strangers:
        raise RankingError(
            f"议定的 {'、'.join(strangers)} 不在跨越名额线的并列人选（{'、'.join(tied)}）之中。"
        )
    if len(set(chosen)) != len(chosen):
        raise RankingError("议定的申报编号有重复。")
    if len(chosen) > places:
        raise RankingError(f"并列人选只有 {places} 个名额，议定了 {len(chosen)} 人。")


def far_from_median(file: File, points: int = 15) -> list[str]:
    """Experts whose total lies more than `points` from the file's median: asked for a comment, no mark changes."""
    middle = median(sheet.total * 2 for sheet in file.sheets) if file.sheets else 0
    return [sheet.expert for sheet in file.sheets if abs(sheet.total * 2 - middle) > points * 4]


def expert_means(files: Iterable[File]) -> dict[str, tuple[int, int]]:
    """Expert -> (number of sheets, plain mean of the totals in hundredths); for information, never for the order."""
    totals: dict[str, list[int]] = {}
    for file in files:
        for sheet in file.sheets:
            totals.setdefault(sheet.expert, []).append(sheet.total)
    return {expert: (len(t), mean_of_halves(sum(t), len(t))) for expert, t in sorted(totals.items())}


def spread(files: Iterable[File]) -> list[int]:
    """How many sheets lie below 10, 20, … 100 points, the full 100 with the last."""
    tens = [0] * 10
    for file in files:
        for sheet in file.sheets:
            tens[min(sheet.total // 20, 9)] += 1
    return tens
