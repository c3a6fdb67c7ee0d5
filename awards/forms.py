"""The forms of naming and money."""

from django import forms
from django.db.models import Q

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import money_text
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from . import queries
from .domain.claims.entitlement import REASONS
from .domain.naming.naming import ISSUERS
from .models import LedgerEntry


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


class WorkbookForm(forms.Form):
    workbook = forms.FileField(
        label="配套奖励申报表", help_text="填好的《配套奖励申报表》，.xlsx 格式；有一处不对就一行也不导入"
    )
    clauses = {"workbook": "9"}


class MoneyField(forms.CharField):
    """Yuan as typed, to whole fen."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return parsers.read_money(text)
        except parsers.Unreadable as unreadable:
            raise forms.ValidationError(f"应为{unreadable.wanted}") from unreadable


class BudgetForm(forms.Form):
    clauses = {"amount_fen": "10"}
    amount_fen = MoneyField(
        label="预算金额（元）",
        max_length=30,
        help_text="全年奖励总额，如 1,200,000；再次登记的，以最后一次为准",
    )
    document = forms.CharField(label="批准文件", max_length=100, help_text="批准预算的文件名称和文号")


class AccountForm(forms.Form):
    """An account in the person's own name."""

    person = forms.ModelChoiceField(
        None,
        label="获得者",
        empty_label="请选择",
        help_text="只列出本年度命名的人员",
    )
    holder = forms.CharField(label="户名", max_length=60, help_text="须与本人姓名一致")
    bank = forms.CharField(label="开户银行", max_length=100, help_text="写到支行，如某某银行成都武侯支行")
    number = forms.CharField(
        label="银行账号", max_length=30, help_text="12 至 21 位数字；加密保存，页面只显示末四位"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class RevokeForm(forms.Form):
    on = forms.DateField(
        label="撤销日期", widget=DateInput(), help_text="撤销决定的日期，在命名日期与今天之间"
    )
    reason = forms.CharField(
        label="事由和依据", max_length=300, help_text="写明事由和撤销决定的文号；由另一人复核后生效"
    )


class SettleForm(forms.Form):
    """The bank's answer: its reference, and the lines that came back."""

    bank_reference = forms.CharField(label="银行回单号", max_length=60, help_text="银行回单上的编号，照抄")
    failed = forms.ModelMultipleChoiceField(
        None,
        label="退回的行",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选银行退回的人，可编入下一批次；没有退回则不勾选",
    )
    failure = forms.CharField(
        label="退回原因", max_length=200, required=False, help_text="照银行回单，如“户名不符”；没有退回则不填"
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["failed"].queryset = lines
        self.fields["failed"].label_from_instance = lambda line: (
            f"{line.entry.person}　{line.entry.get_kind_display()}　实发 {money_text(line.entry.net_fen)} 元"
        )

    def failures(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data["failure"] or "银行退回" for line in self.cleaned_data["failed"]}


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


class EntryFilterForm(FilterForm):
    """Entries by words and by kind."""

    q = WordsField("查找", "姓名或依据")
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部类别"), *LedgerEntry.KINDS])

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = rows.filter(Q(person__name__icontains=words) | Q(basis__icontains=words))
        return rows.filter(kind=wanted["kind"]) if "kind" in wanted else rows
