"""工匠梯次名单: the empty workbook with its drop-downs, and the list as it stands, the ID numbers masked."""

from wuhou_craftsmen.common import clock
from wuhou_craftsmen.common.masks import mask_id
from wuhou_craftsmen.common.workbook_writing import Head, SheetSpec, write_workbook

from . import queries, rules
from .domain.imports import COLUMNS, SEXES
from .models import FIRM_TIERS, Craftsman

WIDE = {"id_number": 22, "trade": 18, "tier": 18, "reached_on": 16, "proof": 44}


def list_template() -> bytes:
    """What firms fill in: one row a step; the same person may stand in several rows."""
    drop_downs = {"sex": SEXES, "tier": [tier.label for tier in FIRM_TIERS]}
    heads = [
        Head(column.heading, WIDE.get(column.field, 12), choices=drop_downs.get(column.field, ()))
        for column in COLUMNS
    ]
    sheet = SheetSpec(name="工匠梯次名单", title="工匠梯次名单", columns=heads, rows=[], blank_rows=25)
    return write_workbook([sheet], made_at=clock.now())


def list_of(people: list[Craftsman], user) -> bytes:
    """One row a standing step, or one row for who has none yet."""
    heads = [
        Head("姓名", 12), Head("性别", 8), Head("身份证号", 22), Head("工作单位", 30), Head("工种", 18), Head("梯次", 18),
        Head("取得日期", 16, "date"), Head("依据", 44),
    ]  # fmt: skip
    rows = []
    for person in people:
        at = person.employment
        shown = at if at and rules.knows_firm(user, at.firm) else None
        firm = str(shown.firm) if shown else (queries.ELSEWHERE if at else "")
        own = [person.name, person.sex, mask_id(person.id_number), firm, shown.trade if shown else ""]
        steps = [[rung.get_tier_display(), rung.reached_on, rung.proof] for rung in person.standing]
        rows += [own + step for step in steps or [["", None, ""]]]
    sheet = SheetSpec(name="工匠梯次", title="工匠梯次名单", columns=heads, rows=rows)
    return write_workbook([sheet], made_at=clock.now())
