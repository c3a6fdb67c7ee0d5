"""What a verified record brought about stands as long as a record stands for it, and no longer."""

import pytest

from cultivation.models import StudioBudget
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record

AGREEMENT = {"trade": "钳工", "started_on": "2022-01-01", "until": "2023-01-01", "goal": "两年内取得高级工"}


@pytest.fixture
def apprentice(programme) -> Craftsman:
    for number, name in enumerate(("甲师傅", "乙师傅"), 1):
        programme.person(name, number)
    return programme.person("丙徒弟", 3)


def agreed(programme, apprentice, master: str, **changes) -> Record:
    values = (
        AGREEMENT | {"firm": programme.firm.name, "person": master, "apprentice": apprentice.name} | changes
    )
    return programme.verified(programme.hr, "mentorships", by=programme.labour, paper=True, **values)


def rungs(apprentice) -> list[tuple[str, str]]:
    return [
        (rung.proof, rung.reached_on.isoformat()) for rung in Craftsman.objects.get(pk=apprentice.pk).standing
    ]


def test_another_agreement_keeps_the_apprentice_on_the_ladder(programme, apprentice):
    first = agreed(programme, apprentice, "甲师傅")
    agreed(programme, apprentice, "乙师傅", started_on="2022-03-01", overlap="两个工种")
    programme.press(programme.labour, first, "withdraw", reason="错填")
    assert rungs(apprentice) == [("带徒协议，师傅乙师傅", "2022-03-01")]


def test_the_rung_of_an_earlier_agreement_of_the_same_master_stays(programme, apprentice):
    agreed(programme, apprentice, "甲师傅")
    later = agreed(programme, apprentice, "甲师傅", started_on="2022-03-01", overlap="续签")
    programme.press(programme.labour, later, "withdraw", reason="错填")
    assert rungs(apprentice) == [("带徒协议，师傅甲师傅", "2022-01-01")]


def test_a_budget_stays_above_what_was_spent_of_it(programme):
    studio = {"name": "示例工作室", "kind": "技能大师工作室", "level": "区级", "named_on": "2021-05-01", "document": "示例",
              "person": programme.person("甲领办", 1).name, "firm": programme.firm.name}  # fmt: skip
    made = programme.entered(programme.labour, "studios", paper=True, **studio)
    values = {"studio": made.title, "year": "2022", "source": "职工教育经费", "amount_fen": "10000"}
    budget = programme.entered(programme.labour, "studio-budgets", **values)
    spend = {
        "studio": made.title,
        "source": "职工教育经费",
        "on": "2022-05-01",
        "amount_fen": "9000",
        "purpose": "焊机",
    }
    spent = programme.entered(programme.labour, "studio-spending", **spend)
    for changed in ({"amount_fen": "8999.99"}, {"source": "企业自筹"}, {"year": "2021"}):
        told = programme.press(
            programme.labour, budget, "edit", **values | changed, seen=records.seen_of(budget)
        )
        assert "已支出 9,000.00 元，预算不能少于已支出的" in told
    assert "预算不能少于" in programme.press(programme.labour, budget, "withdraw", reason="错填")
    programme.press(
        programme.labour, budget, "edit", **values | {"amount_fen": "9000"}, seen=records.seen_of(budget)
    )
    assert StudioBudget.objects.get(state="verified").amount_fen == 900_000
    programme.press(programme.labour, spent, "withdraw", reason="错填")
    assert "已撤下" in programme.press(programme.labour, budget, "withdraw", reason="错填")
