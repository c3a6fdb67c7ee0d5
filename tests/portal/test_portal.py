"""Homes, second-person confirmations, the audit log, background work, and the pages that say no."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound
from tests.people import make_firm, make_user, on, policy_in_force, reference, staff_pair, unit
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import Job, PendingAct
from wuhou_craftsmen.portal.journey import Step, deadline_of, steps_of

pytestmark = pytest.mark.django_db


class World:
    """2021's round is open until the end of February; two officers and one HR."""

    def __init__(self):
        reference()
        on("2021-02-01")
        self.first, self.second = staff_pair()
        policy_in_force(self.first, self.second)
        planned = rounds.plan_round(
            self.first, year=2021, quota=2, approval_basis="示例批准文件", opens_on=dt.date(2021, 2, 1),
            intake_closes_at=timezone.make_aware(dt.datetime(2021, 3, 1)), naming_on=dt.date(2021, 4, 30),
        )  # fmt: skip
        self.round = together(self.first, self.second, "nominations.open_round", round_id=planned.pk)
        self.hr = make_user(Role.FIRM_HR, make_firm(1), name="孙人事")


@kept
def world():
    return World()


def seen_by(user, path: str, **data) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path, data).content.decode()


def setting(actor, value="6"):
    return propose(actor, "policy.set", key="notice_days", value=value, document="示例会议")


# How far the year is


def test_the_home_page_says_until_when_and_how_many_days_are_left(world):
    on("2021-02-20")
    page = seen_by(world.hr, "/home/")
    assert "申报截止 2021年2月28日 24:00" in page
    assert "还有 <b" in page
    assert deadline_of(world.round)[2] == 8


@pytest.mark.parametrize(("day", "left"), [("2021-02-27", 1), ("2021-02-28", 0), ("2021-03-01", -1)])
def test_midnight_belongs_to_the_day_before(world, day, left):
    on(day)
    assert deadline_of(world.round)[2] == left


def test_the_steps_carry_the_dates_that_are_known(world):
    steps = steps_of(world.round)
    first = steps[0]
    assert (first.name, first.state, first.dates) == ("申报中", "now", "2月1日至2月28日")
    assert (first.today, first.gone, first.days) == (dt.date(2021, 2, 1), 1, 28)
    assert steps[1] == Step("审核中", "next")
    assert Step("待命名", "next", "拟4月30日") in steps


def test_today_stands_inside_its_phase_and_never_beyond_its_end(world):
    on("2021-02-20")
    assert steps_of(world.round)[0].gone == 20
    assert "今天 2021年2月20日，第 20 天，共 28 天" in seen_by(world.hr, "/home/")
    on("2021-03-05")
    assert (steps_of(world.round)[0].gone, steps_of(world.round)[0].days) == (
        0,
        0,
    )  # over: no day of it is told


def test_the_steps_follow_the_year_to_its_end():
    year = Year().play("show")
    steps = {step.name: (step.state, step.dates) for step in steps_of(AnnualRound.objects.get())}
    assert steps["专家评审"] == ("done", "3月19日截止")
    assert steps["公示中"] == ("done", "4月12日至4月18日")
    assert steps["待命名"] == ("now", "拟4月28日")
    assert deadline_of(year.round)[:2] == ("拟命名", dt.date(2022, 4, 28))


@pytest.mark.parametrize("state", ["planned", "suspended", "annulled"])
def test_a_round_that_does_not_run_has_no_steps(state):
    assert steps_of(AnnualRound(state=state)) == []
    assert steps_of(None) == []
    assert deadline_of(None) is None


def test_a_user_without_a_role_is_told_whom_to_ask(world):
    user = make_user(Role.AUDITOR)
    user.memberships.update(ended_at=timezone.now())
    assert "您的账号还没有角色" in seen_by(user, "/home/")


# The public


def test_the_public_page_shows_the_notice_and_asks_for_no_sign_in(client):
    Year().play("show")
    page = client.get("/").content.decode()
    assert "2022年度武侯区“诸葛工匠”拟命名人选公示" in page
    assert "已结束" in page
    assert "一次性奖励 10,000 元" in page
    assert client.get("/healthz").content == b"ok"


def test_before_the_opening_homes_and_the_public_page_say_what_comes(client, world):
    assert "正在筹备" not in client.get("/").content.decode()
    AnnualRound.objects.update(state="planned")
    told = "2021年度“诸葛工匠”评选正在筹备，还没有开始申报。评选通知和申报时间，在开始申报时公布。"
    assert told in client.get("/").content.decode()
    assert told in seen_by(world.hr, "/home/")
    assert "3月1日" not in client.get("/").content.decode(), "no day before the call notice"
    AnnualRound.objects.all().delete()
    for page in (client.get("/").content.decode(), seen_by(world.hr, "/home/")):
        assert "本年度评选还没有开始" in page
        assert "还没有消息" not in page


@pytest.mark.parametrize("path", ["/accounts/forgotten/", "/accounts/registration/", "/policy/"])
def test_a_page_for_everybody_leads_back_to_the_public_page(client, world, path):
    assert (
        '<nav class="crumbs" aria-label="所在位置"><a href="/">首页</a> › '
        in client.get(path).content.decode()
    )


def test_what_does_not_exist_is_told_in_chinese(client, world):
    client.force_login(world.hr)
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_the_page_of_parts_is_for_developing_only(client):
    assert client.get("/design/").status_code == 404


# Saying no


def test_a_refused_page_says_why_and_where_to_go(client, world):
    client.force_login(world.hr)
    answer = client.get("/policy/settings/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "此项只由区总工会工作人员、领导小组成员、纪检监督员办理，您的账号没有这一角色。" in page
    assert "回到首页" in page


def test_a_refused_button_leads_back_to_its_page_with_the_reason(client, world):
    act = setting(world.first)
    client.force_login(world.first)
    answer = client.post(
        f"/pending/{act.pk}/", {"confirm": ""}, headers={"referer": "http://testserver/pending/"}, follow=True
    )
    assert answer.redirect_chain == [("/pending/", 302)]
    assert "须由另一人复核" in answer.content.decode()
    stranger = client.post(
        f"/pending/{act.pk}/", {"confirm": ""}, headers={"referer": "https://example.org/"}
    )
    assert stranger.status_code == 403


# Two people


def test_the_second_person_reads_what_it_is_and_confirms(client, world):
    act = setting(world.first)
    assert "没有等您复核的事项" in seen_by(world.first, "/pending/")
    assert "公示工作日数：由 5 改为 6，依据：示例会议" in seen_by(world.second, "/pending/")
    assert "待您复核的事项" in seen_by(world.second, "/home/")
    client.force_login(world.second)
    page = client.post(f"/pending/{act.pk}/", {"confirm": ""}, follow=True).content.decode()
    assert "“更改设置”已复核，立即生效。" in page
    assert "<b>6</b>" in seen_by(world.second, "/policy/settings/")


def test_turning_down_needs_a_reason_which_the_first_person_reads(client, world):
    act = setting(world.first)
    client.force_login(world.second)
    assert client.post(f"/pending/{act.pk}/", {"reject": "", "reason": " "}).status_code == 403
    client.post(f"/pending/{act.pk}/", {"reject": "", "reason": "依据不明"})
    act.refresh_from_db()
    assert (act.state, act.decided_by) == ("rejected", world.second)
    assert "依据不明" in seen_by(world.first, "/pending/")


def test_who_lacks_the_right_neither_sees_nor_confirms(client, world):
    act = setting(world.first)
    assert "改为 6" not in seen_by(world.hr, "/pending/")
    client.force_login(world.hr)
    assert client.post(f"/pending/{act.pk}/", {"confirm": ""}).status_code == 403
    assert PendingAct.objects.get(pk=act.pk).state == "pending"
    assert client.get(f"/pending/{act.pk}/").status_code == 405


def test_a_setting_is_proposed_in_words(client, world):
    client.force_login(world.first)
    form = {"key": "tax_mode", "value": "不计税", "document": "示例会议"}
    assert client.post("/policy/settings/", form).status_code == 302
    assert PendingAct.objects.latest("pk").params["value"] == "none"
    page = client.post("/policy/settings/", form | {"value": "随意"}).content.decode()
    assert "应为：代扣代缴、税由财政另行承担、不计税之一" in page


# The audit log


def test_everybody_reads_the_own_acts_and_the_auditor_all(world):
    setting(world.first)
    auditor = make_user(Role.AUDITOR)
    assert "提请复核" in seen_by(world.first, "/audit/")
    assert "提请复核" not in seen_by(world.hr, "/audit/")
    everything = seen_by(auditor, "/audit/")
    assert "赵工会" in everything
    assert "<th>经办人</th>" in everything
    assert "<th>经办人</th>" not in seen_by(world.first, "/audit/")
    assert "核对操作记录" in everything
    assert "核对操作记录</button>" not in seen_by(world.first, "/audit/")


def test_the_log_is_narrowed_by_words_and_by_days(world):
    auditor = make_user(Role.AUDITOR)
    on("2021-02-10")
    setting(world.first)
    assert "更改设置" in seen_by(auditor, "/audit/", q="更改设置")
    assert "更改设置" in seen_by(auditor, "/audit/", start="2021-02-10", end="2021-02-10")
    assert "更改设置" not in seen_by(auditor, "/audit/", end="2021-02-09")
    assert "没有符合条件的记录" in seen_by(auditor, "/audit/", q="没有这样的事项")
    assert "开始日期晚于结束日期" in seen_by(auditor, "/audit/", start="2021-02-10", end="2021-02-01")
    assert "输入一个有效的日期" in seen_by(auditor, "/audit/", start="昨天")


def test_only_the_auditor_starts_the_check_of_the_chain(client, world):
    auditor = make_user(Role.AUDITOR)
    client.force_login(auditor)
    assert "今日操作记录待核对" in client.get("/home/").content.decode()
    assert "操作记录完整" in client.post("/audit/").content.decode()
    assert "今日操作记录待核对" not in client.get("/home/").content.decode()
    client.force_login(world.first)
    assert "操作记录完整" not in client.post("/audit/").content.decode()


def test_the_log_asks_the_database_as_often_for_three_rows_as_for_one(
    client, world, django_assert_num_queries
):
    client.force_login(world.hr)
    client.get("/home/")  # the session is written down once
    audit.record(world.hr, "示例", unit("区总工会"))
    with django_assert_num_queries(9):
        client.get("/audit/")
    audit.record_many(world.hr, "示例", [(unit("区总工会"), {})] * 2)
    with django_assert_num_queries(9):
        assert client.get("/audit/").content.decode().count("示例</td>") == 3


# Background work


@pytest.fixture
def job(world):
    made = store.store(
        b"%PDF-1.7 example",
        name="证书.pdf",
        content_type="application/pdf",
        actor=world.first,
        rehearsal=True,
    )
    return Job.objects.create(
        kind="example", label="示例导出", owner=world.first, object_id="1", state="done", total=2, finished=2, result=made
    )  # fmt: skip


def test_the_owner_sees_the_bar_and_downloads_the_result(client, world, job):
    client.force_login(world.first)
    assert "示例导出" in client.get("/jobs/").content.decode()
    assert "已完成" in client.get(f"/jobs/{job.pk}/").content.decode()
    answer = client.get(f"/jobs/{job.pk}/result/")
    assert answer.content == b"%PDF-1.7 example"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_another_users_work_does_not_exist(client, world, job):
    client.force_login(world.second)
    assert "示例导出" not in client.get("/jobs/").content.decode()
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.get(f"/jobs/{job.pk}/result/").status_code == 404


def test_a_result_is_gone_after_a_day(client, world, job):
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    client.force_login(world.first)
    answer = client.get(f"/jobs/{job.pk}/result/")
    assert answer.status_code == 410
    assert "只保留一日" in answer.content.decode()
    assert "文件已过期" in client.get("/jobs/").content.decode()


def test_a_running_job_asks_again_and_a_finished_one_does_not(client, world, job):
    client.force_login(world.first)
    assert "hx-get" not in client.get(f"/jobs/{job.pk}/").content.decode()
    Job.objects.filter(pk=job.pk).update(state="running", finished=1)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "hx-get" in page
    assert "1 / 2" in page
