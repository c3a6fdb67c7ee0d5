"""From an empty database to the first open round, by pages alone: no row is written but by what somebody presses."""

import re

import pytest
from django.core.management import call_command

from tests.worlds.office import Officer

PASSWORD = "gongjiang-2022-shili"


class Town:
    """Who has an account, signed in once each."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)
        call_command(
            "begin", "--staff", "zhao", "赵工会", "--staff", "qian", "钱工会", "--staff", "sun", "孙工会",
            "--rehearsal", "2022-01-10",
        )  # fmt: skip
        self.people: dict[str, Officer] = {}
        for name in ("zhao", "qian", "sun"):
            call_command("changepassword", name)

    def __getitem__(self, name: str) -> Officer:
        if name not in self.people:
            self.people[name] = Officer(name, PASSWORD)
        return self.people[name]

    def on(self, day: str) -> None:
        call_command("business_date", day)

    def second(self, name: str, words: str) -> None:
        """Somebody else reads what waits for him and confirms it."""
        officer = self[name].open("/pending/").says(words)
        officer.press("复核通过", says="已复核，立即生效")


@pytest.fixture
def town(monkeypatch, db):
    return Town(monkeypatch)


def open_account(town, username, full_name, role, unit) -> None:
    """Proposed and confirmed; the link by the first, its code by the second; the person sets the password."""
    first, second = town["zhao"], town["qian"]
    first.open("/accounts/people/").press(
        "提请开通", 登录名=username, 姓名=full_name, 角色=role, 单位=unit, says="已提请开通"
    )
    town.second("qian", full_name)
    first.open(f"/accounts/people/?q={username}").press("发设置密码链接")
    link = re.search(r"/accounts/invitation/[\w-]+/", first.last.content.decode()).group()
    told = second.open("/accounts/people/").sheet.text
    found = re.search(rf"为{full_name}发设置密码的链接，口令\s*(\d{{6}})", told)
    assert found, told
    set_password(link, found.group(1))


def set_password(link, code) -> None:
    Officer().open(link).press(
        "设置密码并登录", 新密码=PASSWORD, 新密码确认=PASSWORD, 口令=code, says="等您办理"
    )


def begin(town) -> None:
    zhao = town["zhao"]
    zhao.open("/policy/register/").press("提请登记", 印发日期="2021-12-01", 版本说明="印发稿", says="提请")
    town.second("qian", "2021年12月1日")
    for n in range(1, 4):
        open_account(town, f"leader{n}", f"冯领导{n}", "领导小组成员", "区总工会")
        zhao.open("/policy/bodies/").press(
            "提请登记", 领导机构="“诸葛工匠”评选管理领导小组", 成员单位="区总工会", 成员=f"冯领导{n}", 组长=n == 1,
            任职日期="2022-01-05", 任职文件="示例发〔2022〕1号", says="提请",
        )  # fmt: skip
        town.second("qian", f"冯领导{n}")
    open_account(town, "secretary", "朱秘书", "专家委员会秘书", "区总工会")
    open_account(town, "clerk", "周经办", "推荐单位经办人", "浆洗街街道")
    for n in (1, 2):
        open_account(town, f"finance{n}", f"何财务{n}", "财务人员", "区总工会")


def open_round(town) -> None:
    zhao = town["zhao"].go("年度批次", "筹备新批次")
    zhao.press(
        "登记", 年度="2022", 命名名额="3", 评选批准依据="示例批准文件", 申报开始日="2022-02-07", 申报最后一日="2022-02-28",
        拟命名日期="2022-04-28",
    )  # fmt: skip
    town.on("2022-02-07")
    zhao.go("年度批次").press("提请开始申报", says="等待另一人复核")
    town.second("leader1", "开始申报")


def test_the_first_round_of_an_empty_database_is_opened_by_pages_alone(town):
    begin(town)
    open_round(town)
    Officer().open("/").says("申报中2月7日至2月28日")
