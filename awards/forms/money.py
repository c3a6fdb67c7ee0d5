"""Budget, accounts, bank results, and the filter of the ledger."""

from django import forms
from django.db.models import Q

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import money_text
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from ..models import LedgerEntry, PaymentBatch


class MoneyField(forms.CharField):
    """Yuan as typed, to whole fen."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return parsers.read_money(text)
        except parsers.Unreadable as unreadable:
            raise forms.ValidationError(unreadable.told) from unreadable


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

    def clean(self):
        """Lines and the reason belong together; a reason that is wrong in itself is told alone."""
        found = super().clean()
        if "failed" in found and "failure" in found:
            if found["failure"] and not found["failed"]:
                self.add_error("failed", "写了退回原因，请勾选退回的行；没有退回的，请删去退回原因。")
            elif found["failed"] and not found["failure"]:
                self.add_error("failure", "勾选了退回的行，请写明退回原因。")
        return found

    def failures(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data["failure"] for line in self.cleaned_data["failed"]}


class EntryFilterForm(FilterForm):
    """Entries by words and by kind."""

    q = WordsField("查找", "姓名或依据")
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部类别"), *LedgerEntry.KINDS])

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = rows.filter(Q(person__name__holds=words) | Q(basis__holds=words))
        return rows.filter(kind=wanted["kind"]) if "kind" in wanted else rows


class ExportForm(forms.Form):
    """Which list, of the whole year or of one batch."""

    which = forms.CharField(max_length=20)
    batch = forms.ModelChoiceField(PaymentBatch.objects.none(), required=False)

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = PaymentBatch.objects.filter(round=round)
