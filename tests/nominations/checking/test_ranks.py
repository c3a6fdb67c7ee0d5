"""推荐排序: of a unit among its endorsed files, of a firm among its nominees."""

import pytest
from django.db import IntegrityError, transaction

from nominations.domain.checking import disqualification, endorsement, ranks
from nominations.domain.file import drafts, submission, withdrawal
from nominations.domain.file.checklist import submission_checks
from nominations.models import EndorsedRank
from tests.people import make_user, unit
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year().play("nominate")


def endorse(year, no, **more):
    file = year.file(no)
    return endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256, **more)


def order(year) -> list[str]:
    rows = ranks.ranked(year.round, unit("浆洗街街道"))
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    return [row.nomination.no[-3:] for row in rows]


def test_a_file_takes_the_next_place_or_the_one_it_is_given(year):
    endorse(year, "001")
    endorse(year, "002")
    endorse(year, "003", rank=1)
    assert order(year) == ["003", "001", "002"]
    with pytest.raises(Refusal, match="1 至 4"):
        endorse(year, "004", rank=6)
    assert year.file("004").state == "submitted"


def test_a_repeat_keeps_the_place(year):
    endorse(year, "001")
    endorse(year, "002")
    endorse(year, "001", rank=2)
    assert order(year) == ["001", "002"]


def test_moving_keeps_every_place_once_and_is_on_record(year):
    for no in ("001", "002", "003", "004"):
        endorse(year, no)
    ranks.move(year.clerk, year.file("004"), 2)
    assert order(year) == ["001", "004", "002", "003"]
    ranks.move(year.clerk, year.file("001"), 4)
    assert order(year) == ["004", "002", "003", "001"]
    ranks.move(year.clerk, year.file("001"), 4)
    told = AuditEntry.objects.filter(verb="调整推荐排序").order_by("seq").values_list("details", flat=True)
    assert list(told) == [{"was": 4, "now": 2}, {"was": 1, "now": 4}]
    with pytest.raises(Refusal, match="1 至 4"):
        ranks.move(year.clerk, year.file("001"), 0)


def test_only_the_units_own_clerk_moves_its_files(year):
    endorse(year, "001")
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    for person in (other, year.first, year.hr[year.firms[0].pk]):
        with pytest.raises(Refusal):
            ranks.move(person, year.file("001"), 1)


def test_who_leaves_lets_the_others_move_up_and_stays_on_record(year):
    for no in ("001", "002", "003"):
        endorse(year, no)
    file = year.file("001")
    withdrawal.withdraw(year.hr[file.firm_id], file, reason="调离")
    assert order(year) == ["002", "003"]
    disqualification.disqualify(year.leaders[0], year.file("002"), finding="伪造")
    assert order(year) == ["003"]
    assert EndorsedRank.objects.filter(left_at__isnull=False).count() == 2


def test_the_database_refuses_a_place_taken_twice(year):
    endorse(year, "001")
    endorse(year, "002")
    with pytest.raises(IntegrityError), transaction.atomic():
        EndorsedRank.objects.update(rank=1)


def test_the_order_is_closed_when_the_review_begins(year):
    year.return_and_withdraw()
    year.check()
    year.open_scoring()
    with pytest.raises(Refusal, match="推荐排序不能再改"):
        ranks.move(year.clerk, year.file("001"), 2)


def test_two_files_of_a_firm_never_carry_the_same_rank(year):
    file = year.file("003")
    endorsement.return_for_correction(
        year.clerk,
        file,
        opinion="请核对排序",
        marks={"unit_rank": "请核对排序"},
        seen_sha256=file.frozen_sha256,
    )
    hr = year.hr[file.firm_id]
    drafts.edit(hr, file, fields={"unit_rank": 4})
    with pytest.raises(Refusal, match="第 4 位已是 ZG2022-004 丁示例"):
        submission.submit(hr, file)
    drafts.edit(hr, file, fields={"unit_rank": 9})
    hint = next(c for c in submission_checks(year.file("003")) if c.label.startswith("单位推荐排序"))
    assert hint.passed
    assert "还没有第 2、3、8 位" in hint.hint
    assert submission.submit(hr, file).state == "submitted"
