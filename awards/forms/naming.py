"""The naming decision, revocations, and the filter of titles."""

from django import forms

from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..domain.naming.naming import ISSUERS


class DecisionForm(forms.Form):
    clauses = {"decided_on": "8", "issuers": "9"}
    number = forms.CharField(label="发文字号", max_length=60, help_text="与正式文件一致，如武委〔2021〕12号")
    decided_on = forms.DateField(
        label="命名日期",
        widget=DateInput(),
        help_text="命名决定的成文日期，不能晚于今天；每年集中命名一次",
    )
    issuers = forms.CharField(
        label="颁发单位",
        initial="\n".join(ISSUERS),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一个单位，印在荣誉证书上",
    )


class RevokeForm(forms.Form):
    on = forms.DateField(
        label="撤销日期", widget=DateInput(), help_text="撤销决定的日期，在命名日期与今天之间"
    )
    reason = forms.CharField(
        label="事由和依据", max_length=300, help_text="写明事由和撤销决定的文号；由另一人复核后生效"
    )


class VoidCertificateForm(forms.Form):
    reason = forms.CharField(
        label="作废原因",
        max_length=200,
        help_text="如“姓名印错”“本人遗失”；作废后原查验码查验为“已作废”，在“命名与证书”重新制发",
    )


class TitleFilterForm(FilterForm):
    """Titles by words, and by whether they stand."""

    q = WordsField("查找", "姓名、单位或证书编号")
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("standing", "有效"), ("revoked", "已撤销")]
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_titles(rows, words)
        return rows.filter(revoked_on__isnull=wanted["state"] == "standing") if "state" in wanted else rows
