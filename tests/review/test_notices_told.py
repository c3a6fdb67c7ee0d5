"""Experts, secretary, union and firms are told what the review wants of them or has decided, in time and not too early."""

import datetime as dt

import pytest

from review import messages
from review.domain.committee import recusal
from review.domain.scoring import scoring
from review.models import Committee
from tests.people import client_of, make_id, make_user, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import Message

pytestmark = pytest.mark.django_db


@kept
def checked():
    """Every file is qualified, scoring is not open."""
    return Year().play("check")


@kept
def deliberated():
    """The leading group has approved its list; the public knows nothing yet."""
    return Year().play("deliberate")


def told(user, kind: str) -> list[str]:
    return list(outbox.inbox(user).filter(kind=kind).order_by("pk").values_list("text", flat=True))


def experts(year):
    return [member.expert.user for member in year.round.committee.members.select_related("expert__user")]


def publish(year, starts_on: str):
    return together(
        year.first, year.leaders[0], "review.publish_notice", round_id=year.round.pk, starts_on=starts_on,
        contact="区总工会（示例）",
    )  # fmt: skip


class TestScoring:
    def test_each_expert_is_told_how_many_files_wait_and_until_when(self, checked):
        checked.open_scoring()
        first, *_, colleague = experts(checked)
        (text,) = told(first, "scoring_opened")
        assert "您有 6 份申报待评分，评分截止到 2022年3月19日 24:00" in text
        # who works at the firm of 002 stands aside from it
        assert "您有 5 份申报待评分" in told(colleague, "scoring_opened")[0]
        assert not Message.objects.filter(kind="scoring_opened", user=checked.secretary).exists()

    def test_the_notice_leads_to_the_files_to_be_scored(self, checked):
        checked.open_scoring()
        expert = experts(checked)[0]
        message = outbox.inbox(expert).get(kind="scoring_opened")
        assert client_of(expert).get(f"/messages/{message.pk}/").url == "/review/files/"

    def test_three_days_before_the_end_who_is_not_done_is_reminded_once(self, checked):
        checked.open_scoring()
        expert = experts(checked)[0]
        on("2022-03-16", 23)
        due.run()
        assert told(expert, "scoring_ends_soon") == []
        on("2022-03-17", 0)
        due.run()
        due.run()
        (text,) = told(expert, "scoring_ends_soon")
        assert "您还有 6 份申报没有封存评分" in text

    def test_the_reminder_counts_what_is_not_sealed_and_passes_over_who_is_done(self, checked):
        checked.open_scoring()
        busy, done, *_ = experts(checked)
        seal(checked, busy, ["ZG2022-001"])
        seal(checked, done, [f"ZG2022-{no}" for no in ("001", "002", "003", "004", "006", "007")])
        on("2022-03-18")
        due.run()
        assert "还有 5 份" in told(busy, "scoring_ends_soon")[0]
        assert told(done, "scoring_ends_soon") == []

    def test_a_closing_time_that_was_moved_is_reminded_of_again(self, checked):
        checked.open_scoring()
        on("2022-03-18")
        due.run()
        until = dt.datetime.fromisoformat("2022-03-27T00:00:00+08:00")
        Committee.objects.update(scoring_closes_at=until)
        due.run()
        on("2022-03-25")
        due.run()
        assert len(told(experts(checked)[0], "scoring_ends_soon")) == 2

    def test_opened_for_a_few_days_only_it_is_told_once(self, checked):
        checked.seat_committee()
        together(
            checked.secretary, checked.first, "review.open_scoring", round_id=checked.round.pk,
            closes_at="2022-03-04T00:00:00+08:00",
        )  # fmt: skip
        due.run()
        assert not Message.objects.filter(kind="scoring_ends_soon").exists()

    def test_nobody_is_reminded_while_the_round_is_suspended(self, checked):
        checked.open_scoring()
        together(
            *checked.leaders[:2], "nominations.suspend_round", round_id=checked.round.pk, reason="等待核查",
            document="示例文件1号",
        )  # fmt: skip
        on("2022-03-18")
        due.run()
        assert not Message.objects.filter(kind="scoring_ends_soon").exists()

    def test_whose_role_has_ended_is_not_told(self, checked):
        checked.seat_committee()
        gone = experts(checked)[0]
        people.end_role(None, gone.memberships.get())
        together(
            checked.secretary, checked.first, "review.open_scoring", round_id=checked.round.pk,
            closes_at="2022-03-20T00:00:00+08:00",
        )  # fmt: skip
        assert told(gone, "scoring_opened") == []

    def test_closed_by_the_clock_secretary_and_union_are_told_without_a_place_or_a_mark(self, checked):
        checked.open_scoring()
        on("2022-03-20", 0)
        due.run()
        due.run()
        for user in (checked.secretary, checked.first, checked.second):
            (text,) = told(user, "ranking_made")
            assert text == "2022年度“诸葛工匠”评选评分已截止，排名已生成，请提交评选管理领导小组会议审定。"
        assert told(experts(checked)[0], "ranking_made") == []

    def test_closed_early_it_is_told_the_same(self, checked):
        checked.score()
        assert len(told(checked.secretary, "ranking_made")) == 1


def seal(year, expert, numbers):
    recusal.pledge(expert, year.round)
    marks = {c.code: c.weight for c in year.round.rubric.criteria.all()}
    candidacies = year.round.candidacies.filter(nomination__no__in=numbers)
    sheets = [scoring.SheetIn(candidacy.pk, marks, True) for candidacy in candidacies]
    scoring.seal_many(expert, year.round, sheets)


class TestOutcome:
    def test_before_the_first_day_of_the_notice_no_firm_learns_anything(self, deliberated):
        on("2022-04-11")
        publish(deliberated, "2022-04-12")
        due.run()
        assert not Message.objects.filter(kind__in=["notice_begun", "not_selected"]).exists()

    def test_on_the_first_day_each_firm_learns_of_its_own_people_once(self, deliberated):
        on("2022-04-11")
        publish(deliberated, "2022-04-12")
        on("2022-04-12", 0)
        due.run()
        due.run()
        first, second = (deliberated.hr[firm.pk] for firm in deliberated.firms)
        assert told(first, "notice_begun") == [
            f"{name}已列入2022年度“诸葛工匠”评选公示名单，公示期 2022年4月12日至2022年4月18日。"
            for name in shown_names(deliberated)
        ]
        assert told(second, "notice_begun") == []
        assert told(second, "not_selected") == ["ZG2022-002 乙示例未入选2022年度“诸葛工匠”评选公示名单。"]

    def test_published_on_its_first_day_it_is_told_at_once(self, deliberated):
        deliberated.publish()
        hr = deliberated.hr[deliberated.firms[0].pk]
        assert len(told(hr, "notice_begun")) == 3

    def test_the_notices_lead_to_the_public_list_and_to_the_file(self, deliberated):
        deliberated.publish()
        hr = deliberated.hr[deliberated.firms[1].pk]
        client, message = client_of(hr), outbox.inbox(hr).get(kind="not_selected")
        address = client.get(f"/messages/{message.pk}/").url
        assert "未入选" in client.get(address).content.decode()
        other = deliberated.hr[deliberated.firms[0].pk]
        client, message = client_of(other), outbox.inbox(other).filter(kind="notice_begun").first()
        assert client.get(client.get(f"/messages/{message.pk}/").url).status_code == 200

    def test_a_person_who_left_between_publication_and_first_day_is_not_told_as_shown(self, deliberated):
        on("2022-04-11")
        publish(deliberated, "2022-04-12")
        deliberated.round.candidacies.filter(nomination__no="ZG2022-001").update(state="withdrawn")
        on("2022-04-12")
        due.run()
        assert not Message.objects.filter(kind="notice_begun", text__contains="甲示例").exists()

    def test_no_private_number_no_mark_and_no_place_in_any_notice(self, deliberated):
        deliberated.publish()
        kinds = ["scoring_opened", "ranking_made", "notice_begun", "not_selected"]
        text = "\n".join(Message.objects.filter(kind__in=kinds).values_list("text", flat=True))
        assert text
        for word in ("100000", "名次", "得分", "平均", *(make_id(n) for n in range(1, 8))):
            assert word not in text

    def test_the_questions_do_not_grow_with_the_files(self, deliberated, django_assert_max_num_queries):
        for firm in deliberated.firms:
            for _ in range(5):
                make_user(Role.FIRM_HR, firm)
        notice = publish(deliberated, "2022-04-12")
        with django_assert_max_num_queries(12):
            messages.notice_begun(notice)


def shown_names(year) -> list[str]:
    return list(year.round.notices.get().entries.values_list("name", flat=True))
