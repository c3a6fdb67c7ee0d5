"""What a home offers to each role, and what is told of it once a day."""

import pytest

from awards.domain.money import payments
from awards.models import PaymentBatch
from tests.people import client_of, make_user, on, unit
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.todos import labels
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.portal import reminders
from wuhou_craftsmen.portal.home import todos_of

pytestmark = pytest.mark.django_db


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
    two_person.propose(year.first, "policy.set", key="step_days", value="7", document="示例会议纪要")
    for reader, asked in ((year.first, False), (year.second, True)):
        client.force_login(reader)
        page = client.get(f"/rounds/{year.round.pk}/unfinished/").content.decode()
        assert "更改设置，赵工会于2022年4月28日提出" in page
        assert ("去办理：等第二人复核的事项" in page) == asked
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
