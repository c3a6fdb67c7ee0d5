"""The door: signing in, five failures, leaving, a new password; every word in Chinese."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from tests.people import make_user, reference, staff_pair, unit
from wuhou_craftsmen.accounts import throttle
from wuhou_craftsmen.accounts.domain import invitations
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry, OneTimeLink, PendingAct

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/sign-in/"
PASSWORD = "wuhou-lianxi-2022"


@pytest.fixture
def user():
    reference()
    found = make_user(Role.UNION_STAFF, name="赵工会")
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": user.username, "password": password, **more})


def test_the_right_password_leads_to_the_home_page(client, user):
    assert sign_in(client, user).url == "/home/"
    page = client.get("/home/").content.decode()
    assert "赵工会，您好" in page
    assert "区总工会工作人员" in page


def test_without_signing_in_the_way_leads_to_the_door_and_back(client, user):
    answer = client.get("/audit/")
    assert answer.url == f"{SIGN_IN}?next=/audit/"
    assert "登录后回到刚才的页面" in client.get(answer.url).content.decode()
    assert sign_in(client, user, next="/audit/").url == "/audit/"


def test_nobody_is_sent_to_a_foreign_site_after_signing_in(client, user):
    assert sign_in(client, user, next="https://example.org/").url == "/home/"


@pytest.mark.parametrize("username", ["known", "unknown"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, user, username):
    name = user.username if username == "known" else "nobody"
    page = client.post(SIGN_IN, {"username": name, "password": "wrong"}).content.decode()
    assert "登录名或密码不对" in page


def test_five_failures_lock_the_name_where_they_were_made(client, user):
    for _ in range(4):
        assert sign_in(client, user, "wrong").status_code == 200
    answer = sign_in(client, user, "wrong")
    assert answer.status_code == 429
    assert "锁定十五分钟" in answer.content.decode()
    assert sign_in(Client(), user).status_code == 429, "nor does the right password help there"
    other = make_user(Role.AUDITOR)
    other.set_password(PASSWORD)
    other.save()
    assert sign_in(Client(), other).url == "/home/"


def test_a_stranger_keeps_nobody_out(client, user):
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(12):
        sign_in(stranger, user, "wrong")
    assert sign_in(stranger, user, "wrong").status_code == 429
    assert sign_in(client, user).url == "/home/"


def test_trying_on_does_not_prolong_the_lock(client, user):
    for _ in range(9):
        sign_in(client, user, "wrong")
    assert sign_in(client, user).status_code == 429
    first = AccessAttempt.objects.get(username=user.username)
    first.attempt_time -= dt.timedelta(minutes=16)
    first.save()
    assert sign_in(client, user).url == "/home/"


def wrong_for_many(client, names: int) -> list:
    return [client.post(SIGN_IN, {"username": f"nobody{n}", "password": "wrong"}) for n in range(names)]


def test_one_address_that_tries_many_names_waits_and_nobody_elsewhere(client, user):
    stranger = Client(REMOTE_ADDR="198.51.100.8")
    answers = wrong_for_many(stranger, throttle.FREE_FAILURES + 1)
    assert [answer.status_code for answer in answers] == [200] * throttle.FREE_FAILURES + [429]
    assert "请约 1 分钟后再试" in answers[-1].content.decode()
    assert sign_in(stranger, user).status_code == 429
    assert sign_in(client, user).url == "/home/"


def test_an_address_that_waited_may_try_again(client, user):
    wrong_for_many(client, throttle.FREE_FAILURES)
    assert sign_in(client, user).status_code == 429
    AccessAttempt.objects.update(
        attempt_time=F("attempt_time") - dt.timedelta(seconds=throttle.FIRST_DELAY + 1)
    )
    assert sign_in(client, user).url == "/home/"


def test_the_delay_of_an_address_grows_up_to_a_quarter_hour():
    delays = [throttle.delay_after(failures) for failures in (29, 30, 34, 35, 40, 45, 50, 55, 5000)]
    assert delays == [0, 30, 30, 60, 120, 240, 480, 900, 900]


def test_a_closed_account_cannot_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "登录名或密码不对" in sign_in(client, user).content.decode()
    assert client.get("/home/").status_code == 302


def test_leaving_needs_a_button_not_a_link(client, user):
    sign_in(client, user)
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").url == "/"
    assert client.get("/home/").url.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("short", "密码太短，至少需要 10 个字符"),
        ("1357924680246", "密码只包含数字"),
        ("password123456", "这个密码太常见了"),
    ],
)
def test_a_weak_new_password_is_refused_with_the_reason(client, user, new, reason):
    sign_in(client, user)
    page = client.post(
        "/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    ).content.decode()
    assert reason in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_password_ends_the_other_sessions_and_is_never_written_down(client, user):
    elsewhere = Client()
    sign_in(elsewhere, user)
    sign_in(client, user)
    new = "gongjiang-2022-lianxi"
    done = client.post(
        "/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert done.url == "/home/"
    assert client.get("/home/").status_code == 200
    assert elsewhere.get("/home/").status_code == 302
    entry = AuditEntry.objects.get(verb="修改密码")
    assert entry.actor == user
    assert new not in str(entry.details) + entry.object_label


def test_a_form_without_its_token_is_told_in_chinese(user):
    answer = sign_in(Client(enforce_csrf_checks=True), user)
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_an_account_is_opened_by_two_people(client, user):
    first, second = staff_pair()
    form = {
        "username": "newcomer", "full_name": "孙示例", "role": Role.EXPERT_SECRETARY, "organisation": unit("区总工会").pk,
    }  # fmt: skip
    client.force_login(first)
    assert client.post("/accounts/people/", form).status_code == 302
    assert not User.objects.filter(username="newcomer").exists()
    act = PendingAct.objects.get(act="accounts.open")
    client.post(reverse("portal:decide", args=[act.pk]), {"confirm": ""})
    assert not User.objects.filter(username="newcomer").exists(), "nobody confirms an own proposal"
    client.force_login(second)
    client.post(reverse("portal:decide", args=[act.pk]), {"confirm": ""})
    made = User.objects.get(username="newcomer")
    assert made.has_role(Role.EXPERT_SECRETARY)
    assert not made.check_password("")
    page = client.post("/accounts/people/", form).content.decode()
    assert "登录名“newcomer”已被使用" in page


FIRST_LINK = "新账号的首次登录链接尚未送出"


def test_a_new_account_waits_for_its_first_link_until_it_is_out_and_again_when_it_ran_out(client, user):
    first, second = staff_pair()
    person = {"username": "newcomer", "full_name": "孙示例", "role": Role.EXPERT_SECRETARY}
    made = together(first, second, "accounts.open", organisation_id=unit("区总工会").pk, **person)
    client.force_login(first)
    assert FIRST_LINK in client.get("/home/").content.decode()
    listed = client.get("/accounts/people/?links=missing").content.decode()
    assert "孙示例" in listed
    assert "发设置密码链接" in listed
    assert second.full_name not in listed, "who has been here from the beginning"
    invitations.invite(first, made)
    assert FIRST_LINK not in client.get("/home/").content.decode()
    assert "孙示例" not in client.get("/accounts/people/?links=missing").content.decode()
    OneTimeLink.objects.update(expires_at=clock.now())
    assert FIRST_LINK in client.get("/home/").content.decode()
    made.set_password("yi-ge-xin-mima-2022")
    made.save()
    assert FIRST_LINK not in client.get("/home/").content.decode()


def test_the_list_of_accounts_is_for_those_who_keep_them(client, user):
    client.force_login(make_user(Role.EXPERT))
    answer = client.get("/accounts/people/")
    assert answer.status_code == 403
    assert "此项只由区总工会工作人员、领导小组成员、系统管理员办理" in answer.content.decode()


def test_the_list_of_accounts_asks_the_database_as_often_for_three_as_for_one(
    client, user, django_assert_num_queries
):
    client.force_login(user)
    client.get("/home/")  # the session is written down once
    make_user(Role.LEADER, name="找一人")
    queries = 15
    with django_assert_num_queries(queries):
        client.get("/accounts/people/?q=找")
    make_user(Role.LEADER, name="找二人")
    make_user(Role.LEADER, name="找三人")
    with django_assert_num_queries(queries):
        assert "找三人" in client.get("/accounts/people/?q=找").content.decode()
