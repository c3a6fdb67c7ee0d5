"""催报."""

from django import forms

from nominations.domain.rounds.chasing import STAGES
from wuhou_craftsmen.accounts import queries
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import TypedField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField


class ChaseFilterForm(FilterForm):
    q = WordsField(hint="单位名称或信用代码后几位")
    stage = forms.ChoiceField(label="进度", required=False, choices=[("", "全部"), *STAGES.items()])
    called = forms.ChoiceField(
        label="联系", required=False, choices=[("", "全部"), ("no", "没有联系过"), ("yes", "联系过")]
    )

    def narrow(self, rows, wanted):
        if "q" in wanted:
            rows = queries.matching_firms(rows, wanted["q"])
        if "stage" in wanted:
            rows = rows.filter(stage=wanted["stage"])
        if "called" in wanted:
            rows = rows.filter(call_at__isnull=wanted["called"] == "no")
        return rows


class CallForm(forms.Form):
    note = TypedField(
        parsers.read_text(200), label="联系情况", help_text="如“已电话提醒，正在准备材料”；不写电话号码"
    )
