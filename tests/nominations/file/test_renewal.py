"""Who was not selected is put forward again with last year's words; what is of its year is asked anew."""

import datetime as dt

import pytest

from nominations.domain.file import drafts
from nominations.models import Achievement, Nomination
from tests.people import client_of, on
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused
from tests.worlds.two_years import two_years
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
BUTTON = "用上年度的内容建立草稿"


@kept
def year():
    return two_years()


@pytest.fixture
def old(year) -> Nomination:
    """As handed in by the firm, with one row of 荣誉 more."""
    file = year.file("003")
    Achievement.objects.create(nomination=file, kind="honours", place=1, title="示例奖状", level="企业级")
    return file


def hr_of(year, file):
    return year.hr[file.firm_id]


def test_one_press_begins_the_draft_and_says_what_is_to_be_given_anew(year, old):
    client = client_of(hr_of(year, old))
    assert BUTTON in client.get(f"/nominations/{old.pk}/").content.decode()
    answer = client.post(f"/nominations/{old.pk}/renew/")
    new = year.next.nominations.get()
    assert answer.url == f"/nominations/{new.pk}/edit/"
    assert (new.person, new.firm, new.state, new.no) == (old.person, old.firm, "draft", "ZG2023-001")
    assert (new.name, new.sex, new.trade, new.deeds, new.route) == (
        old.name, old.sex, old.trade, old.deeds, old.route
    )  # fmt: skip
    assert [row.title for row in new.achievements.all()] == ["示例奖状"]
    assert None not in (old.unit_rank, old.consented_on, old.unit_notice_to)
    anew = ("unit_rank", "consented_on", "pledged_on", "staff_meeting_on", "unit_notice_to")
    assert {getattr(new, name) for name in anew} == {None}
    assert [paper.kind for paper in new.evidence.all()] == ["achievement"]  # the notice was of its year
    page = client.get(answer.url, follow=True).content.decode()
    assert "申报编号 ZG2023-001，沿用材料 1 份" in page
    assert "没有沿用、须重新填写的：单位推荐排序、本人单独同意日期、诚信承诺日期" in page
    assert AuditEntry.objects.filter(verb="沿用以前的申报").count() == 1
    assert audit.verify() is None


def test_a_second_press_and_who_may_not_be_put_forward_again_are_told_why(year, old):
    hr = hr_of(year, old)
    drafts.renew(hr, old)
    assert_refused("2023年度已经申报", drafts.renew, hr, old)
    assert_refused("已有“诸葛工匠”", drafts.renew, hr, year.file("001"))
    Nomination.objects.filter(pk=year.file("002").pk).update(state="disqualified")
    assert_refused("已取消资格", drafts.renew, year.hr[year.firms[1].pk], year.file("002"))
    assert_refused("只有填报单位", drafts.renew, year.hr[year.firms[1].pk], old)
    assert_refused("只有填报单位", drafts.renew, year.clerk, old)
    assert_refused("以前批次", drafts.renew, hr, year.next.nominations.get())
    for number in ("001", "003"):  # where it would be refused no button offers it
        assert BUTTON not in client_of(hr).get(f"/nominations/{year.file(number).pk}/").content.decode()


def test_whoever_withdrew_last_year_may_come_again(year):
    assert drafts.renew(year.hr[year.firms[0].pk], year.file("005")).name == "戊示例"


def test_another_firms_file_is_not_found(year, old):
    stranger = client_of(year.hr[year.firms[1].pk])
    assert stranger.post(f"/nominations/{old.pk}/renew/").status_code == 404


def test_after_the_closing_nothing_is_begun(year, old):
    on("2023-03-01", 0)
    assert_refused("申报已经截止", drafts.renew, hr_of(year, old), old)


def test_a_draft_is_not_begun_from_a_round_that_still_runs(year, old):
    year.round.state = "notice"
    year.round.save()
    assert_refused("还没有结束", drafts.renew, hr_of(year, old), year.file("003"))


def test_of_social_recommendation_the_person_is_asked_again(year, old):
    Nomination.objects.filter(pk=old.pk).update(route="social")
    old.refresh_from_db()
    client = client_of(hr_of(year, old))
    assert "须重新征得本人签字同意" in client.get(f"/nominations/{old.pk}/").content.decode()
    assert_refused("本人尚未单独同意", drafts.renew, hr_of(year, old), old)
    answer = client.post(f"/nominations/{old.pk}/renew/")
    assert "先征得本人单独同意" in answer.content.decode()
    assert not year.next.nominations.exists()
    client.post(f"/nominations/{old.pk}/renew/", {"consented_on": "2023-02-06"})
    assert year.next.nominations.get().consented_on == dt.date(2023, 2, 6)


def test_papers_that_were_taken_out_or_show_the_person_stay_behind(year, old):
    file = old.evidence.first().file
    old.evidence.create(kind="id_card", file=file)
    old.evidence.create(kind="honour", file=file, removed_at=clock.now())
    old.evidence.create(kind="qualification", file=file)
    new = drafts.renew(hr_of(year, old), old)
    assert {paper.kind for paper in new.evidence.all()} == {"achievement", "qualification"}
