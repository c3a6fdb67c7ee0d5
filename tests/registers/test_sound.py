"""What a page showed is what is verified; what counts stands below what counts; no name gets into the log."""

import re

import pytest
from django.test import Client

from tests.people import make_user, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record

DRILL = {"kind": "岗位练兵", "name": "示例练兵", "held_on": "2022-05-01", "person_times": "120"}


def test_a_record_that_was_changed_since_it_was_read_is_not_verified(programme):
    values = DRILL | {"firm": programme.firm.name}
    record = programme.entered(programme.hr, "drills", **values)
    page = programme.client(programme.labour).get(f"/registers/drills/{record.pk}/").content.decode()
    read = re.search(r'name="seen" value="(\d+)"', page)[1]
    seen = records.seen_of(record)
    programme.press(programme.hr, record, "edit", **values | {"person_times": "999999"}, seen=seen)
    assert "刚才有人改动过，没有核实" in programme.press(programme.labour, record, "verify", seen=read)
    record.refresh_from_db()
    assert record.state == "reported"


@pytest.fixture
def event(programme) -> Record:
    """Reported by a unit that takes part, and verified by nobody yet."""
    contest = {
        "name": "示例大赛",
        "year": "2022",
        "level": "区县级",
        "category": "不分类",
        "organiser": "区教育局",
    }
    made = programme.entered(programme.education, "contests", **contest)
    trade = {
        "contest": made.title,
        "trade": "钳工",
        "held_on": "2022-05-01",
        "place": "示例学校",
        "entrants": "3",
    }
    return programme.entered(programme.education, "contest-trades", **trade)


def test_nothing_counts_below_what_does_not_count_yet(programme, event):
    won = {"event": event.title, "person": programme.person("甲示例", 1).name, "firm": programme.firm.name, "prize": "一等奖",
           "awarded_on": "2022-05-03", "cash_fen": "0", "document_no": "示例"}  # fmt: skip
    told = programme.fill(programme.labour, "contest-results", paper=True, **won)
    assert f"“{event.title}”还没有核实" in told
    contest = Record.objects.get(register="contests")
    assert f"“{contest}”还没有核实" in programme.press(programme.labour, event, "verify")
    programme.press(programme.labour, contest, "verify")
    programme.press(programme.labour, event, "verify")
    programme.entered(programme.labour, "contest-results", paper=True, **won)
    assert "甲示例" in Client().get("/public/contest-results/").content.decode()


def test_nothing_is_withdrawn_while_another_register_names_it(programme, event):
    for record in (*Record.objects.filter(register="contests"), event):
        programme.press(programme.labour, record, "verify")
    seed = {
        "person": programme.person("甲示例", 1).name,
        "coach": programme.person("乙示例", 2).name,
        "since": "2022-01-01",
    }
    programme.entered(programme.labour, "seeds", event=event.title, **seed)
    told = programme.press(programme.labour, event, "withdraw", reason="错填")
    assert "名下还有 1 条种子选手，请先撤下" in told


def test_what_the_database_would_refuse_is_told_in_plain_words(programme):
    pilot = {"firm": programme.firm.name, "selected_on": "2022-03-01", "document": "示例", "plan": "示例"}
    record = programme.entered(programme.labour, "pilots", **pilot)
    programme.press(programme.labour, record, "end", ended_on="2022-04-01", ending="期满")
    seen = records.seen_of(record)
    told = programme.press(
        programme.labour, record, "edit", **pilot | {"selected_on": "2022-05-01"}, seen=seen
    )
    assert "填写的内容前后不一致" in told
    assert "pilot_dates" not in told


def test_why_a_name_was_withdrawn_stands_in_no_log(programme):
    person = programme.person("甲名人", 1)
    told = {"person": person.name, "kind": "党代表", "on": "2022-01-01", "document": "示例文件"}
    record = programme.entered(programme.organisation, "outcomes", **told)
    another = make_user(Role.DEPARTMENT_OFFICER, unit("区委组织部"))
    programme.press(another, record, "withdraw", reason="甲名人重复登记")
    assert "甲名人重复登记" in programme.page(another, f"/registers/outcomes/{record.pk}/")
    logged = AuditEntry.objects.filter(object_id=str(record.pk)).values_list("details", flat=True)
    assert "甲名人" not in str(list(logged))
