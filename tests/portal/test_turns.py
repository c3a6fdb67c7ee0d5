"""Nothing hangs: at every point of a year each thing is somebody's turn, stands on his list, and its page opens."""

import datetime as dt

import pytest

from awards.domain.claims import claims
from awards.domain.money import payments, rewards
from awards.states import BATCH
from ceremony.domain import arrivals as ceremony_arrivals
from ceremony.domain import planning, replies
from ceremony.states import CEREMONY
from nominations.domain.checking import consultation, endorsement, qualification
from nominations.domain.rounds import rounds
from nominations.states import DIRECT, LEAD, NOMINATION, ROUND
from review.domain.outcome import deliberation, notice, objections
from review.states import CANDIDACY, OBJECTION
from tests.people import make_user, on, unit
from tests.small_year import Year
from tests.worlds import deeds, hall
from tests.worlds.todos import labels
from tests.worlds.turns import hanging, stale
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import Job, PendingAct
from wuhou_craftsmen.portal.home import TURNS

pytestmark = pytest.mark.django_db

TABLES = {
    "批次": ROUND,
    "申报": NOMINATION,
    "线索": LEAD,
    "直接认定": DIRECT,
    "候选人": CANDIDACY,
    "异议": OBJECTION,
    "发放批次": BATCH,
    "命名大会": CEREMONY,
}


@pytest.mark.parametrize("noun", TABLES)
def test_every_state_has_its_row(noun):
    told = {state for turn in TURNS if turn.noun == noun for state in turn.states}
    assert told == set(TABLES[noun].labels)


class Watch:
    """After each step nothing hangs."""

    def __init__(self, client):
        self.client, self.seen = client, set()

    def __call__(self, where):
        assert hanging() == [], where
        assert stale(self.client, self.seen) == [], where


@pytest.fixture
def watch(client):
    return Watch(client)


def returned_too_late(year):
    first = year.file("001")
    words = {"opinion": "请补正", "marks": {"deeds": "写明带徒人数"}, "seen_sha256": first.frozen_sha256}
    endorsement.return_for_correction(year.clerk, first, **words)


def test_from_the_call_to_the_committee(watch):
    year = Year()
    watch("open")
    year.nominate()
    watch("handed in")
    returned_too_late(year)
    hr = year.hr[year.file("001").firm_id]
    assert labels(hr)["退回待补正的申报"].until.isoformat() == "2022-02-14T16:00:00+00:00"
    watch("returned")
    on("2022-02-15")
    assert "退回待补正的申报" not in labels(hr)
    assert "补正期限已过的申报（不补报的，视为未报送）" in labels(year.first)
    watch("correction over")
    for file in year.round.nominations.filter(state="submitted"):
        endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256)
    watch("endorsed")
    department = unit("区人社局")
    consultation.ask(year.first, year.file("002"), department, due_on=dt.date(2022, 2, 18))
    assert "部门没有经办人账号，意见无人回复" in labels(year.first)
    officer = make_user(Role.DEPARTMENT_OFFICER, department)
    assert labels(officer)["待回复的部门意见"].until == dt.date(2022, 2, 18)
    watch("asked")
    on("2022-02-21")
    assert labels(officer)["待回复的部门意见"].over
    assert "部门逾期没有回复的意见，请催办" in labels(year.first)
    consultation.reply(officer, year.file("002").opinions.get(), answer="clear", document_no="示例复函1号")
    found = qualification.check(year.first, year.file("002"), verdict="qualified")
    assert "待您复核的资格审查结论" in labels(year.second)
    assert "待您复核的资格审查结论" not in labels(year.first)
    watch("found")
    qualification.confirm(year.second, found)
    for file in year.round.nominations.filter(state="endorsed"):
        qualification.confirm(year.second, qualification.check(year.first, file, verdict="qualified"))
    on("2022-03-01", 0)
    rounds.close_due_intakes()
    watch("checked")
    year.import_roster()
    watch("roster")


def test_a_unit_without_a_clerk_is_the_unions_matter(watch):
    year = Year()
    year.nominate()
    year.clerk.memberships.update(ended_at="2022-02-08T00:00:00+08:00")
    assert "推荐单位没有经办人可以初审的申报" in labels(year.first)
    assert "推荐单位没有经办人可以初审的申报" not in labels(year.finance[0])
    watch("no clerk")


def test_from_scoring_to_the_naming(watch):
    year = Year().play("check")
    year.seat_committee()
    assert "提请开始评分" in labels(year.secretary)
    asked = two_person.propose(
        year.secretary, "review.open_scoring", round_id=year.round.pk, closes_at="2022-03-20T00:00:00+08:00"
    )
    assert "提请开始评分" not in labels(year.secretary)
    watch("asked to open")
    two_person.confirm(year.first, asked)
    year.round.refresh_from_db()
    expert = year.round.committee.members.first().expert.user
    assert {"待签署的回避与保密承诺", "待您评分的申报"} <= set(labels(expert))
    watch("scoring")
    year.seal_all()
    assert "待您评分的申报" not in labels(expert)
    watch("ranked")
    on("2022-04-11")
    approved = deliberation.proposed_list(year.round, ["ZG2022-004"])
    deeds.meet(year, approved)
    watch("approved")
    year.publish()
    watch("on show")
    objection = year.object_to("007")
    on("2022-04-19")
    assert "公示期满，待办结" in labels(year.first)
    watch("over with one held")
    notice.end_notice(year.first, year.round)
    assert labels(year.leaders[0])["公示无异议的人选待命名"].until == dt.date(2022, 4, 28)
    watch("cleared")
    on("2022-04-28")
    deeds.name(year)
    watch("named with one held")
    objections.decide(year.leaders[1], objection, finding="经核查，反映的情况不实。", outcome="dismissed")
    assert "命名后核查完毕的人选待补充命名" in labels(year.leaders[0])
    watch("cleared after the naming")


def test_from_the_naming_to_the_archive(watch):
    year = Year().play("show")
    on("2022-04-28")
    asked = two_person.propose(
        year.leaders[0], "awards.name", round_id=year.round.pk, number="示例〔2022〕1号", decided_on="2022-04-28",
        issuers=["示例区委"],
    )  # fmt: skip
    watch("naming asked")
    decision = two_person.confirm(year.leaders[1], asked)
    assert {"命名决定待制发证书", "命名的人待登记一次性奖励"} <= set(labels(year.first))
    watch("named")
    two_person.together(year.first, year.second, "awards.issue_certificates", decision_id=decision.pk)
    for job in Job.objects.filter(kind="awards.certificates"):
        jobs.run(job.pk)
    rewards.create_naming_entries(year.first, year.round)
    assert {"待登记收款账户的奖励", "本年度奖励预算待登记"} <= set(labels(year.first))
    watch("entered")
    deeds.ready_to_pay(year)
    assert "奖励待编制发放批次" in labels(year.first)
    batch = payments.make_batch(year.first, year.round)
    assert "待审批的发放批次" in labels(year.leaders[0])
    watch("made")
    deeds.approve(year, batch)
    assert "待送银行的发放批次" in labels(year.finance[0])
    watch("approved")
    deeds.send(year, batch)
    assert "待登记银行结果的发放批次" in labels(year.finance[1])
    watch("sent")
    line = batch.lines.first()
    deeds.settle(year, batch, failures={line.pk: "户名不符"})
    assert "奖励待编制发放批次" in labels(year.first)
    assert "各项已经办结的批次，待归档" not in labels(year.first)
    watch("one came back")
    again = payments.make_batch(year.first, year.round)
    for step in (deeds.approve, deeds.send, deeds.settle):
        step(year, again)
    assert "各项已经办结的批次，待归档" in labels(year.first)
    watch("all paid")


def test_a_claim_that_is_held_waits_for_its_ruling(watch):
    year = Year().play("name_and_pay")
    assert claims.judge_claims(year.first, year.round) is not None
    assert "待裁定的配套奖励申报" in labels(year.second)
    watch("claims")


def test_a_suspended_round_waits_for_the_leading_group(watch):
    year = Year().play("nominate")
    deeds_of_leaders = {"reason": "示例原因", "document": "示例文件"}
    two_person.together(
        year.leaders[0],
        year.leaders[1],
        "nominations.suspend_round",
        round_id=year.round.pk,
        **deeds_of_leaders,
    )
    assert "批次已中止，待决定恢复或者整批作废" in labels(year.leaders[2])
    assert "待初审的申报" not in labels(year.clerk)
    assert not PendingAct.objects.filter(state="pending").exists()
    watch("suspended")


def test_from_the_ceremonys_plan_to_the_last_certificate(watch):
    year = hall.named()
    ceremony = hall.planned(year)
    assert "筹备中的命名大会，待发通知" in labels(year.first)
    watch("planned")
    planning.cancel(year.first, ceremony, "改期")
    ceremony = hall.told(year)
    hr = year.hr[year.firms[0].pk]
    assert labels(hr)["命名大会待回复是否到会的人"].until == hall.VALUES["reply_by"]
    watch("told")
    planning.edit(year.first, ceremony, **hall.VALUES | {"place": "区政府礼堂"})
    assert "命名大会的安排有改动，待重新通知" in labels(year.first)
    watch("changed")
    on("2022-05-23")
    assert "逾期没有回复是否到会的人，请催办" in labels(year.first)
    for who in ceremony.attendees.exclude(title=None):
        replies.reply(year.first, who, answer="self")
    watch("answered")
    on(str(hall.DAY), 15)
    assert "命名大会当天：签到，会后登记已举行" in labels(year.first)
    watch("its day")
    planning.hold(year.first, ceremony)
    assert labels(year.first)["命名大会后还没有领取的证书"].count == 2
    watch("held")
    for who in ceremony.attendees.exclude(title=None):
        ceremony_arrivals.hand_over(year.first, who, on=hall.DAY, to="self")
    assert "命名大会后还没有领取的证书" not in labels(year.first)
    watch("all handed over")
