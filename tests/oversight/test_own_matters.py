"""What is about a unit is not changed by it, and what a paper told stays told."""

import re

from oversight.models import Bulletin
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record


def test_a_unit_neither_corrects_nor_withdraws_what_is_about_itself(world):
    """However it leads the clause: neither its score, nor its task, nor its finding."""
    score = {"about": "区委办公室", "year": "2022", "points": "50", "remark": "示例"}
    scored = world.entered(world.organisation, "scores", **score)
    better = score | {"points": "100", "seen": records.seen_of(scored)}
    assert "由另一牵头单位更正" in world.press(world.office, scored, "edit", **better)
    task = world.task("区总工会", "评选命名")
    assert "由另一牵头单位" in world.press(world.second, task, "withdraw", reason="不办了")
    finding = world.finding("区委组织部", matter="激励保障")
    assert "由另一牵头单位" in world.press(world.organisation, finding, "withdraw", reason="不办了")
    assert set(Record.objects.values_list("state", flat=True)) == {"verified"}


def test_an_answer_that_came_since_the_page_was_read_is_not_closed_unseen(world):
    task = world.task()
    world.press(world.labour, task, "answer", answer="五家都有计划")
    page = world.client(world.staff).get(f"/registers/tasks/{task.pk}/").content.decode()
    read = re.findall(r'name="seen" value="(\d+)"', page)[0]
    world.press(world.office, task, "again", remark="请附名单")
    world.press(world.labour, task, "answer", answer="只有三家")
    assert "刚才有人改动过，没有办理" in world.press(world.staff, task, "close", seen=read)
    assert "已上报" in world.page(world.labour, f"/registers/tasks/{task.pk}/")


def test_a_bulletin_whose_number_is_corrected_tells_what_it_told(world):
    world.finding()
    told = {"since": "2022-04-01", "until": "2022-06-07", "issued_on": "2022-06-07", "demands": "示例"}
    record = world.entered(world.office, "bulletins", number="武督〔2022〕1号", **told)
    before = Bulletin.objects.get(pk=record.pk).content
    world.finding("区教育局", problem="印发以后发现的")
    seen = records.seen_of(record)
    world.press(world.office, record, "edit", number="武督〔2022〕2号", **told, seen=seen)
    after = Bulletin.objects.get(pk=record.pk)
    assert (after.number, after.content) == ("武督〔2022〕2号", before)
