"""工匠梯次名单: the empty workbook with its drop-downs, and the list as it stands, the ID numbers masked."""

from collections.abc import Iterable

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, Told, write_workbook

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


def list_of(people: Iterable[Craftsman], user, told: Told | None = None) -> bytes:
    """One row a standing step, or one row for who has none yet."""
    heads = [
        Head("姓名", 12), Head("性别", 8), Head("身份证号", 22), Head("工作单位", 30), Head("职业（工种）", 18), Head("梯次", 18),
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
    return write_workbook([sheet], made_at=clock.now(), told=told)


def plans_of_year(firms, year: int, told: Told | None = None) -> bytes:
    """One row a firm; who has handed in nothing stands there with an empty row."""
    heads = [
        Head("单位名称", 34), Head("推荐单位", 20), Head("报送情况", 12), Head("计划培训人数", 14, "whole"), Head("计划带徒人数", 14, "whole"),
    ]  # fmt: skip
    rows = [
        [firm.name, str(firm.endorsing_unit), "已报送" if firm.plan_id else "未报送", firm.trainees, firm.apprentices]
        for firm in firms
    ]  # fmt: skip
    sheet = SheetSpec(
        name="培训计划", title=f"{year}年度企业技能人才培训计划报送情况", columns=heads, rows=rows
    )
    return write_workbook([sheet], made_at=clock.now(), told=told)


def upward_list(rows, year: int) -> bytes:
    """市级推荐名单, to be printed and sealed: nothing of a person but name, firm, trade and title."""
    heads = [
        Head("次序", 8, "whole"), Head("姓名", 12), Head("工作单位", 34), Head("职业（工种）", 18), Head("现有称号", 18), Head("说明", 40),
    ]  # fmt: skip
    table = []
    for row in rows:
        at, top = row.person.employment, row.person.highest
        where = [str(at.firm) if at else "", at.trade if at else "", top.get_tier_display() if top else ""]
        table.append([row.rank, row.person.name, *where, row.exception])
    sheet = SheetSpec(
        name="市级推荐",
        title=f"{year}年度“成都工匠”推荐名单",
        columns=heads,
        rows=table,
        footer=["推荐单位（盖章）：＿＿＿＿＿＿＿＿　　负责人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"],
    )
    return write_workbook([sheet], made_at=clock.now())
