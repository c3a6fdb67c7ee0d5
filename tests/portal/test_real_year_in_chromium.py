"""The main line of a year in real Chromium, from an empty database to the archive: the pages with their scripts."""

import subprocess
import sys
import time

import pytest

from tests import migrated, services
from tests.worlds import year_by_pages as year
from tests.worlds.office_in_chromium import ChromiumOfficer
from tests.worlds.rehearsal import ROOT, clean, manage
from tools.chromium import browser


class Town:
    """A portal of its own; who has an account signs in once each."""

    def __init__(self, folder, base, chromium):
        self.folder, self.base, self.chromium = folder, base, chromium
        self.people: dict[str, ChromiumOfficer] = {}

    def __getitem__(self, name: str) -> ChromiumOfficer:
        if name not in self.people:
            self.people[name] = ChromiumOfficer(self.chromium, self.base, name, year.PASSWORD)
        return self.people[name]

    def stranger(self) -> ChromiumOfficer:
        return ChromiumOfficer(self.chromium, self.base)

    def on(self, day: str) -> None:
        done = manage("business_date", day, DATA_DIR=str(self.folder))
        assert done.returncode == 0, done.stderr

    def work(self) -> None:
        """The worker does what the queue holds."""
        for _ in range(60):
            if "待制" not in self["zhao"].go("命名与证书").sheet.text:
                return
            time.sleep(1)
        raise AssertionError("no certificate was made")

    def second(self, name: str, words: str) -> None:
        officer = self[name].open("/pending/").says(words)
        officer.press("复核通过", "已复核，立即生效")


def set_password(name: str, folder) -> None:
    """As whoever looks after the server does; without a terminal the password is read from its input."""
    done = subprocess.run(
        [sys.executable, "manage.py", "changepassword", name], cwd=ROOT, env=clean({"DATA_DIR": str(folder)}),
        input=f"{year.PASSWORD}\n" * 2, text=True, capture_output=True, start_new_session=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture
def town(tmp_path):
    staff = [("zhao", "赵工会"), ("qian", "钱工会"), ("sun", "孙工会")]
    words = [word for pair in staff for word in ("--staff", *pair)]
    migrated.portal_folder(tmp_path)
    done = manage("begin", *words, "--rehearsal", "2022-01-10", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    for name, _ in staff:
        set_password(name, tmp_path)
    with services.portal({"DATA_DIR": str(tmp_path)}) as base, browser() as chromium:
        yield Town(tmp_path, base, chromium)


def test_the_main_line_of_a_year_in_chromium(town):
    year.begin(town)
    year.open_round(town)
    year.register_firm(town)
    year.nominate(town, "甲示例", 1, "1")
    year.check(town, "ZG2022-001", "clerk", "1")
    year.seat_committee(town)
    year.score(town, files=1)
    year.approve_and_show(town)
    year.name_and_certify(town, "甲示例", "武委〔2022〕示例1号", "2022-04-08")
    year.pay(town, {"甲示例": "9990000000000000017"}, "finance2")
    year.archive(town)
    told = town["zhao"].go("命名与证书").sheet.text
    assert "1 人命名" in told
    assert "10,000.00 元一次性奖励 1 笔" in told
    assert "已归档" in town.stranger().open("/").sheet.text
