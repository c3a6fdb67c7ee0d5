"""Whose turn it is with a record (rows of `common/web/turns.py`)."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.web.turns import Turn, on_day

from . import queries
from .rules import OFFICERS

LEADING = (Role.DEPARTMENT_OFFICER, Role.UNION_STAFF)
REPORTING = (*OFFICERS, Role.FIRM_HR)


def _page(pk: int) -> str:
    return reverse("registers:any", args=[pk])


TURNS = [
    Turn("记录", ("reported",), LEADING, "待核实的工作台账", queries.to_verify, lambda: reverse("registers:waiting"), queries.verified_by,
         since=on_day("entered_at"), round=""),
    Turn("记录", ("returned",), REPORTING, "被退回、待更正的工作台账", queries.returned, _page, queries.corrected_by, at="pk", due="correct_by",
         round=""),
    Turn("记录", ("verified", "withdrawn"), (), "已核实或撤下的记录不用办理", lambda: queries.returned().none(), round=""),
]  # fmt: skip
