"""Nothing hangs: at every point of a year each thing is somebody's turn, stands on his list, and its page opens."""

import datetime as dt

import pytest

from awards.domain.claims import claims
from awards.domain.money import payments, rewards
from awards.models import PaymentBatch
from awards.states import BATCH
from ceremony.domain import arrivals as ceremony_arrivals
from ceremony.domain import planning, replies
from ceremony.states import CEREMONY
from nominations.domain.checking import consultation, endorsement, qualification
from nominations.domain.rounds import rounds
from nominations.states import DIRECT, LEAD, NOMINATION, ROUND
from review.domain.outcome import deliberation, notice, objections
from review.states import CANDIDACY, OBJECTION
from tests.people import client_of, make_user, on, unit
from tests.small_year import Year
from tests.worlds import deeds, hall
from tests.worlds.turns import hanging, stale
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.jobs import due, jobs
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import Job, Message, PendingAct
from wuhou_craftsmen.portal import reminders
from wuhou_craftsmen.portal.home import TURNS, todos_of

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


def labels(user):
    return {todo.label: todo for todo in todos_of(user)}


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
    assert "部门没有联审人员账号，意见无人回复" in labels(year.first)
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


def test_the_page_of_unfinished_business_names_what_waits_and_for_whom(client):
    year = Year().play("show")
    on("2022-04-28")
    deeds.name(year)
    client.force_login(year.leaders[0])
    page = client.get(f"/rounds/{year.round.pk}/unfinished/").content.decode()
    assert "命名决定待制发证书" in page
    assert "甲示例" in page
    assert "轮到区总工会工作人员" in page
    assert "去办理：命名决定待制发证书" not in page
    client.force_login(year.first)
    assert "去办理：命名决定待制发证书" in client.get(f"/rounds/{year.round.pk}/unfinished/").content.decode()
    for stranger in (year.clerk, year.finance[0]):
        client.force_login(stranger)
        assert client.get(f"/rounds/{year.round.pk}/unfinished/").status_code == 403


def test_a_home_asks_few_questions_whatever_the_role(client, django_assert_max_num_queries):
    year = Year().play("name_and_pay")
    expert = year.round.committee.members.first().expert.user
    hr = year.hr[year.firms[0].pk]
    others = [make_user(role) for role in (Role.AUDITOR, Role.SYSTEM_ADMIN)]
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    team = [
        year.first,
        year.leaders[0],
        year.finance[0],
        year.clerk,
        year.secretary,
        expert,
        hr,
        officer,
        *others,
    ]
    for user in team:
        client.force_login(user)
        client.get("/home/")
        with django_assert_max_num_queries(15):
            assert client.get("/home/").status_code == 200


def test_an_experts_home_is_his_scoring_and_finances_is_the_money(client):
    year = Year().play("check")
    year.open_scoring()
    expert = year.round.committee.members.first().expert.user
    client.force_login(expert)
    page = client.get("/home/").content.decode()
    assert "评分进度" in page
    assert "近期消息" not in page
    client.force_login(year.first)
    assert "评分进度" not in client.get("/home/").content.decode()
    year.seal_all()
    year.deliberate()
    year.show()
    year.name_and_pay()
    client.force_login(year.finance[0])
    page = client.get("/home/").content.decode()
    assert "年度奖励（元）" in page
    assert "35,000.00" in page


def test_a_firm_without_a_file_is_offered_to_begin_one_while_its_unit_has_a_place():
    year = Year()
    hr = year.hr[year.firms[0].pk]
    assert todos_of(hr)[0].label == "新填一份申报"
    assert todos_of(hr)[0].until == year.round.intake_closes_at
    page = client_of(hr).get("/home/").content.decode()
    assert 'href="/nominations/new/"' in page
    empty = client_of(hr).get("/nominations/").content.decode()
    assert "本单位还没有申报。申报截止 2022年2月28日 24:00，请填写并报送。" in empty
    quotas = {str(year.firms[0].endorsing_unit_id): 0}
    words = {"round_id": year.round.pk, "places": quotas, "reason": "示例原因"}
    together(year.first, year.second, "nominations.change_quotas", **words)
    assert "新填一份申报" not in labels(hr)
    together(
        year.first, year.second, "nominations.change_quotas", **words | {"places": dict.fromkeys(quotas, 3)}
    )
    assert "新填一份申报" in labels(hr)
    year.nominate()
    assert "新填一份申报" not in labels(hr)
    on("2022-03-01")
    assert "新填一份申报" not in labels(year.hr[year.firms[-1].pk])


def test_an_empty_list_says_what_comes_next_and_who_is_awaited():
    year = Year()
    told = client_of(year.first).get("/nominations/").content.decode()
    assert (
        "还没有企业报送申报，现在等企业填写、报送，申报截止 2022年2月28日 24:00。报送后由推荐单位初审" in told
    )
    assert "报送后由您单位初审" in client_of(year.clerk).get("/nominations/").content.decode()
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    assert "还没有向您单位征求意见的申报" in client_of(officer).get("/nominations/").content.decode()


def test_what_a_role_that_nobody_holds_would_do_is_told_to_whoever_gives_roles():
    year = Year()
    words = "没有人担任专家委员会秘书，请增加这一角色：组建并提请审批专家委员会"
    assert words not in labels(year.first)
    year.secretary.memberships.update(ended_at="2022-02-07T00:00:00+08:00")
    assert labels(year.first)[words].url == "/accounts/people/"
    assert words in labels(make_user(Role.SYSTEM_ADMIN))
    assert words not in labels(year.leaders[0])
    page = client_of(year.first).get(f"/rounds/{year.round.pk}/unfinished/").content.decode()
    assert "轮到专家委员会秘书，现在没有人担任，请先在“账号”中增加这一角色" in page


def test_several_batches_are_led_to_by_a_list_one_by_its_page():
    year = deeds.named_and_owed(Year())
    deeds.ready_to_pay(year)
    first = payments.make_batch(year.first, year.round)
    leader = year.leaders[0]
    assert labels(leader)["待审批的发放批次"].url == f"/awards/batches/{first.pk}/"
    second = PaymentBatch.objects.create(
        round=year.round, no="FF2022-示例", maker=year.first, made_at=first.made_at
    )
    address = labels(leader)["待审批的发放批次"].url
    page = client_of(leader).get(address).content.decode()
    for batch in (first, second):
        assert f'href="/awards/batches/{batch.pk}/"' in page
        assert batch.no in page
    assert "2022年5月9日" in page, "five working days, after the first of May"
    others = client_of(year.clerk).get(address)
    assert "目前没有等您办理的" in others.content.decode()
    assert client_of(leader).get("/waiting/999/").status_code == 404


# A daily notice


def notices(user):
    return list(Message.objects.filter(user=user, kind="todos_due").order_by("pk"))


def test_once_a_day_each_is_told_what_falls_due_in_three_days_or_is_overdue(settings):
    settings.EMAIL_URL = "smtp://example"
    year = Year()
    year.nominate()
    User.objects.filter(pk=year.clerk.pk).update(email="clerk@example.com")
    on("2022-02-08")
    due.run()
    assert notices(year.clerk) == [], "five working days from the 7th end on the 14th"
    on("2022-02-11", 7)
    due.run()
    assert notices(year.clerk) == [], "not at night"
    on("2022-02-11")
    due.run()
    due.run()
    portal, mail = notices(year.clerk)
    assert portal.subject == "您有 7 件待办即将到期或者已经逾期"
    assert portal.text == "待初审的申报 7 件，截止 2022年2月14日。"
    assert (portal.path, mail.address) == ("/nominations/?state=submitted", "clerk@example.com")
    on("2022-02-15")
    due.run()
    assert "应于 2022年2月14日 前办结，已逾期" in notices(year.clerk)[-1].text
    assert len(notices(year.clerk)) == 4
    assert notices(year.finance[0]) == []


def test_experts_and_hr_are_told_alike_and_the_others_at_the_next_look(monkeypatch):
    year = Year().play("check")
    year.open_scoring()
    expert = year.round.committee.members.first().expert.user
    monkeypatch.setattr(reminders, "AT_ONCE", 5)
    on("2022-03-17")
    for _ in range(User.objects.count() // 5 + 1):
        due.run()
    (told,) = notices(expert)
    assert "待您评分的申报 6 件，截止 2022年3月19日 24:00" in told.text
    assert told.path == "/home/"
    assert not User.objects.exclude(reminded_on="2022-03-17").exists()


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
