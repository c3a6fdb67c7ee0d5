"""After closing, until the leading group has met: rows 26, 27, 29, 30, 32 and 39 to 42 of permissions.csv, by their kind."""

import pytest

from review.domain.outcome import deliberation
from review.models import Score, ScoreVoid
from tests.people import on
from tests.permissions.kinds import Row, assert_row_is, each
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import Message, PendingAct

pytestmark = pytest.mark.django_db


def room(world) -> str:
    return f"/review/rounds/{world.year.round.pk}/"


def opens(world, column, *pages) -> bool:
    """All of the pages open, or none."""
    codes = {world.client(column).get(page).status_code == 200 for page in pages}
    assert len(codes) == 1, pages
    return codes.pop()


def reads_own_score(world, column, reason):
    """The page of a file that the expert scored still tells that he did."""
    return world.client(column).get(f"/review/files/{world.file.candidacy.pk}/").status_code == 200


def reads_own_score_of_a_stranger(world, column, reason):
    """What another expert alone scored is no file of his."""
    other = world.year.round.committee.members.get(code="P02")
    page = world.client(column).get(f"/review/files/{world.file.candidacy.pk}/").content.decode()
    return other.code in page


def changes_score(world, column, reason):
    before = Score.objects.count()
    words = {f"c{n}": 1 for n in range(1, 9)} | {"endorsed": "True", "seal": ""}
    world.client(column).post(f"/review/files/{world.file.candidacy.pk}/", words)
    return Score.objects.count() > before


def reads_sheets(world, column, reason):
    """By code, and never with a name."""
    answer = world.client(column).get(f"/review/candidates/{world.file.candidacy.pk}/scores/")
    page = answer.content.decode()
    assert "专家二" not in page
    return answer.status_code == 200 and "P02" in page


def asks_names(world, column, reason):
    world.client(column).post(f"/review/candidates/{world.file.candidacy.pk}/names/", {"reason": reason})


def names_are_open(world):
    """To the auditor who asked, for this file alone."""
    page = f"/review/candidates/{world.file.candidacy.pk}/scores/"
    another = f"/review/candidates/{world.year.candidate('003').pk}/scores/"
    asked = PendingAct.objects.get(act="review.open_names").proposed_by
    own = next(column for column, user in world.people.items() if user == asked)
    for column, where in (("ES", page), ("US", page), ("LG", page), (own, another)):
        assert "专家二" not in world.client(column).get(where).content.decode()
    return "专家二" in world.client(own).get(page).content.decode()


def reads_ranks(world, column, reason):
    return opens(
        world, column, f"{room(world)}ranking/", f"{room(world)}ranking.xlsx", f"{room(world)}statistics/"
    )


def reopens(world, column, reason):
    words = {"act": "reopen", "closes_on": "2022-03-25", "reason": reason}
    world.client(column).post(f"{room(world)}reopening/", words)


def is_open_again(world):
    world.year.round.refresh_from_db()
    told = Message.objects.filter(kind="scoring_touched", subject="重新开放评分", user=world.people["AU"])
    return world.year.round.state == "reviewing" and told.exists()


def voids(world, column, reason):
    seat = world.year.round.committee.members.get(code="P02")
    words = {"act": "void", "member": seat.pk, "candidacy": world.file.no, "reason": reason}
    world.client(column).post(f"{room(world)}reopening/", words)


def is_void(world):
    """The sheet counts no more in a ranking made again."""
    void = ScoreVoid.objects.filter(score__candidacy__nomination=world.file, score__member__code="P02")
    return (
        void.exists()
        and world.year.round.rankings.last().rows.get(candidacy__nomination=world.file).experts == 5
    )


def day_of_the_meeting(world):
    on("2022-04-11")


def proposed(world):
    return deliberation.proposed_list(world.year.round, ["ZG2022-004"])


def first_file(world):
    return world.year.file("001")


def records_meeting(world, column, reason):
    tied = {"ZG2022-003", "ZG2022-004"}
    words = {
        "held_on": "2022-04-11", "present": [user.pk for user in world.year.leaders[:5]], "minutes": "同意。",
        "approved": [c.pk for c in proposed(world) if c.nomination.no not in tied],
        "chosen": [world.year.candidate("004").pk],
    }  # fmt: skip
    world.client(column).post(f"{room(world)}meeting/", words)


def has_met(world):
    return world.year.round.meetings.exists()


def meeting_is_recorded(world):
    """By an officer who is nobody of the columns."""
    on("2022-04-11")
    two_person.propose(
        world.year.second, "review.record_meeting", round_id=world.year.round.pk, held_on="2022-04-11",
        present=[user.pk for user in world.year.leaders[:5]], minutes="同意。",
        approved=[c.pk for c in proposed(world)], chosen_tied=["ZG2022-004"],
    )  # fmt: skip


def confirms_meeting(world, column, reason):
    world.client(column).post(f"/pending/{PendingAct.objects.get(act='review.record_meeting').pk}/")
    return has_met(world)


def list_is_approved(world):
    world.year.deliberate()
    on("2022-04-12")


def publishes(world, column, reason):
    words = {"starts_on": "2022-04-12", "contact": "区总工会（示例）"}
    world.client(column).post(f"{room(world)}notice/", words)


def is_published(world):
    return world.year.round.notices.exists()


ROWS = {
    "26": Row(reads_own_score, others=reads_own_score_of_a_stranger),
    "27": Row(changes_score),
    "29": Row(reads_sheets),
    "30": Row(asks_names, names_are_open, alarm=True),
    "32": Row(reads_ranks),
    "39": (Row(reopens, is_open_again), Row(voids, is_void)),
    "40": Row(records_meeting, has_met, ready=day_of_the_meeting, case=first_file),
    "41": Row(confirms_meeting, ready=meeting_is_recorded, case=first_file),
    "42": Row(publishes, is_published, ready=list_is_approved),
}


@pytest.mark.parametrize(("number", "row"), each(ROWS))
def test_each_cell_is_of_its_kind(number, row, at_ranked):
    assert_row_is(number, row, at_ranked)
