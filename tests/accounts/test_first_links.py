"""Links of all new accounts at once: asked for, agreed to by another, made as one sheet; the rights are those of a single one."""

import re

import pytest
from django.test import Client

from tests.people import make_firm, make_user, unit
from wuhou_craftsmen.accounts.domain import invitations, people
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.models import AuditEntry, Message, OneTimeLink, PendingAct

pytestmark = pytest.mark.django_db
PAGE = "/accounts/people/links/"
PASSWORD = "lianjie-2022-mima"


@pytest.fixture
def new(town) -> list[User]:
    """Three experts without a password, who have one role each."""
    return [
        people.open_account(
            town.administrator, username=f"expert{number}", full_name=f"专家{number}", role=Role.EXPERT,
            organisation=unit("区总工会"),
        )
        for number in (1, 2, 3)
    ]  # fmt: skip


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(town, users):
    return as_user(town.first).post(PAGE, {"user": [user.pk for user in users]}, follow=True)


def agree(town):
    pending = PendingAct.objects.get(act="accounts.first_links", state="pending")
    return as_user(town.second).post(f"/pending/{pending.pk}/", follow=True)


def make(town) -> str:
    return as_user(town.first).post(f"{PAGE}make/").content.decode()


def test_all_links_are_asked_for_agreed_to_and_printed_at_once(town, new):
    page = as_user(town.first).get(PAGE).content.decode()
    assert all(user.full_name in page for user in new)
    assert town.owner.full_name not in page
    assert "已提请为 3 个账号发链接" in ask(town, new).content.decode()
    shown = as_user(town.second).get("/pending/").content.decode()
    assert all(user.full_name in shown for user in new)
    agree(town)
    sheet = make(town)
    tokens = re.findall(r'class="address">\S+/accounts/invitation/([^/]+)/<', sheet)
    assert len(tokens) == 3
    for user, token in zip(new, tokens, strict=True):
        assert user.full_name in sheet
        assert user.username in sheet
        with pytest.raises(Refusal, match="口令不对"):
            invitations.accept(token, PASSWORD)
        assert invitations.accept(token, PASSWORD, links.code_of(links.look(token, "password"))) == user
    assert AuditEntry.objects.filter(verb="发设置密码链接", actor=town.first).count() == 3
    assert AuditEntry.objects.filter(verb="同意发设置密码链接", actor=town.second).count() == 3
    assert [told.user for told in Message.objects.filter(kind="link_code")] == [town.second]
    assert "专家1等 3 人" in Message.objects.get(kind="link_code").text


def test_one_agreement_is_good_for_one_sheet(town, new):
    ask(town, new)
    agree(town)
    make(town)
    assert "没有另一人已经同意" in make(town)
    page = as_user(town.first).get(PAGE).content.decode()
    assert "链接已发出，还没有使用（3 人）" in page
    assert OneTimeLink.objects.filter(used_at=None, replaced_at=None).count() == 3
    codes = as_user(town.second).get("/accounts/people/").content.decode()
    assert all(links.code_of(link) in codes for link in OneTimeLink.objects.all())


def test_nobody_makes_links_that_another_did_not_agree_to(town, new):
    assert "没有另一人已经同意" in make(town)
    ask(town, new[:2])
    assert "没有另一人已经同意" in make(town)
    page = as_user(town.first).get(PAGE).content.decode()
    assert "待另一人复核（2 人）" in page
    assert re.search(rf'name="user" value="{new[2].pk}"', page)
    assert not re.search(rf'name="user" value="{new[1].pk}"', page)
    agree(town)
    assert "没有另一人已经同意" in as_user(town.second).post(f"{PAGE}make/").content.decode()
    assert len(re.findall('class="slip"', make(town))) == 2


def test_whoever_set_a_password_meanwhile_gets_none(town, new):
    ask(town, new)
    new[0].set_password(PASSWORD)
    new[0].save()
    agree(town)
    assert new[0].full_name not in make(town)
    with pytest.raises(Refusal, match="名单有变化"):
        together(town.first, town.second, "accounts.first_links", user_ids=[new[0].pk])


def test_what_is_chosen_must_be_new_and_of_somebody_else(town, new):
    for chosen in ([], [town.owner], [town.first], [10**30]):
        numbers = [getattr(user, "pk", user) for user in chosen]
        page = as_user(town.first).post(PAGE, {"user": numbers}).content.decode()
        assert "请先勾选" in page
    assert not PendingAct.objects.exists()


def test_who_keeps_no_accounts_sees_no_links(town, new):
    for user in (town.clerk, town.owner, make_user(Role.AUDITOR), make_user(Role.FIRM_HR, make_firm(2))):
        for answer in (as_user(user).get(PAGE), as_user(user).post(f"{PAGE}make/")):
            assert answer.status_code == 403
