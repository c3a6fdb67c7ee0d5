"""Claims of matching rewards."""

from django import forms

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..domain.claims.entitlement import REASONS


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="配套奖励申报表", help_text="填好的《配套奖励申报表》，.xlsx 格式；有一处不对就一行也不导入"
    )
    clauses = {"workbook": "9"}


class ClaimFilterForm(FilterForm):
    """Claims by words and by verdict."""

    q = WordsField("查找", "申请编号、姓名或奖项")
    verdict = forms.ChoiceField(
        label="结论", required=False, choices=[("", "全部结论"), ("none", "待审核"), *REASONS.items()]
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_claims(rows, words)
        if "verdict" in wanted:
            rows = rows.filter(code=None if wanted["verdict"] == "none" else wanted["verdict"])
        return rows
