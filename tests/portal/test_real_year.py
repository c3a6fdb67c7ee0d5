"""A year from an empty database to its archive, by pages alone: no row is written but by what somebody presses."""

import pytest
from django.core.management import call_command

from tests.worlds import year_by_pages as year
from tests.worlds.office import Officer
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.models import Job


class Town:
    """Who has an account, signed in once each."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("getpass.getpass", lambda prompt: year.PASSWORD)
        call_command(
            "begin", "--staff", "zhao", "赵工会", "--staff", "qian", "钱工会", "--staff", "sun", "孙工会",
            "--rehearsal", "2022-01-10",
        )  # fmt: skip
        self.people: dict[str, Officer] = {}
        for name in ("zhao", "qian", "sun"):
            call_command("changepassword", name)

    def __getitem__(self, name: str) -> Officer:
        if name not in self.people:
            self.people[name] = Officer(name, year.PASSWORD)
        return self.people[name]

    def stranger(self) -> Officer:
        return Officer()

    def on(self, day: str) -> None:
        call_command("business_date", day)

    def work(self) -> None:
        """The worker does what the queue holds."""
        for pk in Job.objects.filter(state="queued").values_list("pk", flat=True):
            jobs.run(pk)

    def second(self, name: str, words: str) -> None:
        """Somebody else reads what waits for him and confirms it."""
        officer = self[name].open("/pending/").says(words)
        officer.press("复核通过", "已复核，立即生效")


@pytest.fixture
def town(monkeypatch, db):
    return Town(monkeypatch)


def test_a_year_from_an_empty_database_by_pages_alone(town):
    year.begin(town)
    year.enter_holidays(town)
    year.open_round(town)
    year.register_firm(town)
    year.nominate(town, "甲示例", 1, "1")
    year.nominate(town, "乙示例", 2, "2")
    year.check(town, "ZG2022-001", "clerk", "1")
    year.hand_over(town)
    year.check(town, "ZG2022-002", "clerk2", "2")
    year.stop_and_go_on(town)
    year.seat_committee(town)
    year.score(town)
    year.approve_and_show(town)
    year.late_letter(town)
    year.name_and_certify(town, "甲示例", "武委〔2022〕示例1号", "2022-04-08")
    year.clear_the_other(town)
    year.stand_in(town)
    year.pay(town, {"甲示例": "9990000000000000017", "乙示例": "9990000000000000025"}, "sun")
    year.archive(town)
    checked = town["zhao"].go("命名与证书").sheet.text
    assert "2 人命名" in checked
    assert "20,000.00 元一次性奖励 2 笔" in checked
