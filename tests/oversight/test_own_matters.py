"""What is about a unit is not changed by it, and what a paper told stays told."""

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
