"""While the experts score: rows 23 to 25, 28, 31, 34 to 38 of permissions.csv, each cell by its kind."""

import pytest

from nominations.domain.checking import conflicts
from review.domain.committee import recusal
from review.domain.scoring import scoring
from review.models import Score
from tests.people import on
from tests.permissions.kinds import Row, assert_row_is, each
from tests.small_year import SHEETS
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.common.security import grants

pytestmark = pytest.mark.django_db
MARKS = {f"C{n}": int(2 * mark) for n, mark in enumerate(SHEETS[90], 1)}
OWN, OTHERS = "刀法精到。", "示范带动。"


def room(world) -> str:
    return f"/review/rounds/{world.year.round.pk}/"


def text_of(world, column, *pages) -> str:
    """What the person reads on the pages that open to him."""
    answers = [world.client(column).get(page) for page in pages]
    return "".join(answer.content.decode() for answer in answers if answer.status_code == 200)


def opens_scoring(world, column, reason):
    world.client(column).post(f"{room(world)}opening/", {"closes_on": "2022-03-19"})


def is_open(world):
    world.year.round.committee.refresh_from_db()
    return world.year.round.committee.scoring_open


def pledged(world):
    """P01 and P02 may score."""
    for code in ("P01", "P02"):
        recusal.pledge(world.year.round.committee.members.get(code=code).expert.user, world.year.round)


def two_have_scored(world):
    """P01 has sealed the file, P02 too; each with a comment by which the sheet is known again."""
    pledged(world)
    for code, comment in (("P01", OWN), ("P02", OTHERS)):
        expert = world.year.round.committee.members.get(code=code).expert.user
        scoring.save_draft(expert, world.file.candidacy, marks=MARKS, endorsed=True, comment=comment)
        scoring.seal(expert, world.file.candidacy)


def every_page(world) -> list[str]:
    """Where marks and comments of the file could stand."""
    file = world.file.candidacy.pk
    pages = [f"/review/files/{file}/", f"/review/candidates/{file}/scores/", f"/nominations/{world.file.pk}/"]
    return [*pages, f"{room(world)}ranking/"]


def reads_own_score(world, column, reason):
    return OWN in text_of(world, column, *every_page(world))


def reads_anothers_score(world, column, reason):
    return OTHERS in text_of(world, column, *every_page(world))


def writes_score(world, column, reason):
    words = {f"c{n}": mark for n, mark in enumerate(SHEETS[80], 1)} | {"endorsed": "True", "seal": ""}
    world.client(column).post(f"/review/files/{world.file.candidacy.pk}/", words)
    return Score.objects.filter(member__expert__user=world.people[column]).exists()


def time_is_up(world):
    on("2022-03-20", 0)


def reads_ranks(world, column, reason):
    pages = ("ranking/", "ranking.xlsx", "statistics/")
    codes = [world.client(column).get(f"{room(world)}{page}").status_code for page in pages]
    return 200 in codes


def reads_progress(world, column, reason):
    """The secretary expert by expert, an expert his own, others the sums."""
    if world.people[column] and column.startswith("E") and column != "ES":
        return "已封存 1 /" in text_of(world, column, "/review/files/")
    page = text_of(world, column, room(world))
    if "P01" in page and "评分进度" in page:
        return True
    return "A" if "已封存 2 份" in page else False


def reads_progress_of_all(world, column, reason):
    return "已封存" in text_of(world, column, room(world))


def reads_assignments(world, column, reason):
    """An expert reads which files are his."""
    if column == "EA":
        return world.file.no in text_of(world, column, "/review/files/")
    client, page = world.client(column), f"{room(world)}assignments/"
    texts = [client.get(page), client.post(page, {"reason": reason})]
    return any(world.file.no in answer.content.decode() for answer in texts if answer.status_code == 200)


def reads_assignments_of_all(world, column, reason):
    return world.client(column).post(f"{room(world)}assignments/", {"reason": reason}).status_code == 200


def changes_assignment(world, column, reason):
    """Taken from P02 and given back: both or neither."""
    seat = world.year.round.committee.members.get(code="P02")
    page, words = (
        f"{room(world)}assignments/",
        {"member": seat.pk, "candidacy": world.file.no, "reason": reason},
    )
    done = []
    for act, then in (("unassign", False), ("assign", True)):
        world.client(column).post(page, words | {"act": act})
        done.append(grants.holds(seat.expert.user, "review.score_candidacy", world.file.candidacy) is then)
    assert done[1]
    return done[0]


def closes_early(world, column, reason):
    world.client(column).post(f"{room(world)}close/")


def is_closed_and_told(world):
    world.year.round.committee.refresh_from_db()
    told = Message.objects.filter(kind="scoring_touched", user=world.people["AU"]).exists()
    return world.year.round.committee.scoring_closed_at is not None and told


def lifts_recusal(world, column, reason):
    """Of P07, who works for the firm of the file."""
    seat = world.year.round.committee.members.get(code="P07")
    words = {"member": seat.pk, "candidacy": world.file.no, "reason": reason}
    world.client(column).post(f"{room(world)}recusal/lift/", words)


def scores_again(world):
    seat = world.year.round.committee.members.get(code="P07")
    given = grants.holds(seat.expert.user, "review.score_candidacy", world.file.candidacy)
    return given and not seat.recusals.exists()


def officer_stands_aside(world):
    conflicts.declare(world.year.clerk, world.file, "kin")


def lifts_conflict(world, column, reason):
    found = world.file.conflicts.get(user=world.year.clerk)
    world.client(column).post(f"/nominations/conflicts/{found.pk}/lift/", {"reason": reason})


def handles_again(world):
    return not world.file.conflicts.filter(user=world.year.clerk).exists()


BEFORE = {"37": Row(opens_scoring, is_open)}
ROWS = BEFORE | {
    "23": (
        Row(lifts_recusal, scores_again),
        Row(lifts_conflict, handles_again, ready=officer_stands_aside),
    ),
    "24": Row(reads_own_score, ready=two_have_scored, others=reads_anothers_score),
    "25": Row(writes_score, ready=pledged, shut=(time_is_up,)),
    "28": Row(reads_anothers_score, ready=two_have_scored),
    "31": Row(reads_ranks),
    "34": Row(reads_progress, ready=two_have_scored, others=reads_progress_of_all),
    "35": Row(changes_assignment),
    "36": Row(reads_assignments, others=reads_assignments_of_all),
    "38": Row(closes_early, is_closed_and_told),
}


@pytest.mark.parametrize(("number", "row"), each(BEFORE))
def test_each_cell_before_scoring_is_of_its_kind(number, row, at_committee):
    assert_row_is(number, row, at_committee)


@pytest.mark.parametrize(("number", "row"), [pair for pair in each(ROWS) if pair[0] not in BEFORE])
def test_each_cell_is_of_its_kind(number, row, at_scoring):
    assert_row_is(number, row, at_scoring)
