"""公示 in its days: public from the first one on, objections that come late but in time, who objected told with a reason."""

import datetime as dt

import pytest
from django.test import Client

from nominations.models import Nomination
from review.domain.outcome import notice, objections
from review.models import Objection
from tests.people import client_of, make_user, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.common.web.milestones import journey_of

pytestmark = pytest.mark.django_db


@kept
def approved():
    return Year().play("deliberate")


@kept
def ended():
    """The notice is over, nobody objected, nobody is named."""
    year = Year().play("deliberate")
    year.publish()
    on("2022-04-19")
    notice.end_notice(year.first, year.round)
    year.round.refresh_from_db()
    return year


def letter(year, no="001", dated=dt.date(2022, 4, 18)):
    return objections.register(
        year.first, year.shown, year.candidate(no), means="letter", objector="实名异议人", real_name=True,
        dated_on=dated, allegation="业绩材料不实",
    )  # fmt: skip


def test_nobody_outside_reads_the_notice_or_an_outcome_before_its_first_day(approved):
    year = approved
    shown = together(
        year.first, year.leaders[0], "review.publish_notice", round_id=year.round.pk, starts_on="2022-04-14", contact="示例"
    )  # fmt: skip
    file = Nomination.objects.get(no="ZG2022-001")
    hr = year.hr[file.firm_id]
    for path in (f"/review/notices/{shown.pk}/", f"/review/notices/{shown.pk}/notice.pdf"):
        assert Client().get(path).status_code == 404
        assert client_of(hr).get(path).status_code == 404
        assert client_of(make_user(Role.EXPERT)).get(path).status_code == 404
        assert client_of(year.leaders[0]).get(path).status_code == 200
    assert "拟命名人选公示" not in Client().get("/").content.decode()
    assert [m.state for m in journey_of(file, hr) if m.label == "公示"] != ["done"]
    assert not any("2022年4月14日" in m.note for m in journey_of(file, hr))
    on("2022-04-14")
    assert Client().get(f"/review/notices/{shown.pk}/").status_code == 200
    assert any("2022年4月14日" in m.note for m in journey_of(file, hr))


def test_a_letter_postmarked_in_time_holds_though_it_comes_after_the_end(ended):
    staff = client_of(ended.first)
    page = staff.get(f"/review/notices/{ended.shown.pk}/objections/").content.decode()
    assert "邮戳在公示期内、后来才到的信函照常受理" in page
    words = {
        "candidacy": ended.candidate("001").pk, "means": "letter", "objector": "实名异议人", "real_name": "on",
        "dated_on": "2022-04-18", "allegation": "业绩材料不实",
    }  # fmt: skip
    told = staff.post(f"/review/notices/{ended.shown.pk}/objections/", words, follow=True).content.decode()
    assert "已受理，该人选暂缓" in told
    assert ended.candidate("001").state == "held"
    deeds.name(ended, decided_on=dt.date(2022, 4, 19))
    assert not hasattr(ended.candidate("001"), "title")
    objections.decide(ended.leaders[1], Objection.objects.get(), finding="不属实。", outcome="dismissed")
    assert ended.candidate("001").state == "cleared"
    assert deeds.name(ended, number="示例2号", decided_on=dt.date(2022, 4, 19)).supplement


def test_one_that_is_late_is_entered_with_its_reason_and_holds_nobody(ended):
    found = letter(ended, dated=dt.date(2022, 4, 19))
    assert (found.state, found.not_accepted_reason) == ("not_accepted", "不在公示期内")
    assert ended.candidate("001").state == "cleared"


def test_against_somebody_named_it_is_entered_and_nothing_moves_by_itself(ended):
    deeds.name(ended, decided_on=dt.date(2022, 4, 19))
    found = letter(ended)
    assert (found.state, ended.candidate("001").state) == ("open", "cleared")


def test_who_objected_is_told_with_a_reason_that_is_on_record(ended):
    found = letter(ended)
    auditor = make_user(Role.AUDITOR)
    for reader in (ended.first, auditor):
        page = client_of(reader)
        assert "实名异议人" not in page.get(f"/review/notices/{ended.shown.pk}/objections/").content.decode()
        read = page.post(f"/review/objections/{found.pk}/objector/", {"reason": "核对来信"})
        assert "实名异议人" in read.content.decode()
    assert AuditEntry.objects.filter(verb="查看异议人", details__reason="核对来信").count() == 2
    assert_refused("查看的原因", objections.read_objector, auditor, found, " ")
    for other in (ended.leaders[0], ended.secretary, ended.finance[0], make_user(Role.DEPARTMENT_OFFICER)):
        answer = client_of(other).post(f"/review/objections/{found.pk}/objector/", {"reason": "想知道"})
        assert "实名异议人" not in answer.content.decode()
        assert_refused("办理", objections.read_objector, other, found, "想知道")
