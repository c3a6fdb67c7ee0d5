"""The empty 申报汇总表 with its drop-downs."""

from wuhou_craftsmen.accounts.models import ENDORSING_KINDS, Organisation
from wuhou_craftsmen.common import clock
from wuhou_craftsmen.common.workbook_writing import Head, SheetSpec, write_workbook

from .domain.imports import HEADINGS, columns
from .models.files import WRITTEN_ROUTES
from .vocabulary import NATURES, SEXES, SKILL_LEVELS, TIERS


def summary_template() -> bytes:
    """What firms fill in: every heading of the import, choices as drop-downs, no rows."""
    streets = list(Organisation.objects.filter(kind__in=ENDORSING_KINDS).values_list("name", flat=True))
    choices = {
        "sex": SEXES, "skill_level": SKILL_LEVELS, "tier": TIERS, "route": [label for _, label in WRITTEN_ROUTES], "frontline": ["是", "否"],
        "nature": NATURES, "street": streets,
    }  # fmt: skip
    wide = {"firm_name": 30, "id_number": 22, "credit_code": 22, "deeds": 50, "phone": 15}
    heads = [
        Head(HEADINGS[column.field], wide.get(column.field, 12), choices=choices.get(column.field, ()))
        for column in columns()
    ]
    sheet = SheetSpec(name="申报汇总表", title="“诸葛工匠”申报汇总表", columns=heads, rows=[])
    return write_workbook([sheet], made_at=clock.now())
