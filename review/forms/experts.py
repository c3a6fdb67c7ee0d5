"""Choosing a committee from the register, drawing it, and an expert's word on the own entry."""

from django import forms
from django.db.models import QuerySet

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries_of_experts as queries
from ..domain.committee.against import EMPLOYER, LAST_YEAR
from ..models import ExpertEmployer, ExpertTrade, RegisteredExpert

MOST_OF_A_TRADE = 15
LINES = 8  # trades of one draw
KINDS = [(kind, label) for kind, label in RegisteredExpert.KINDS if kind in queries.ON_COMMITTEES]


class ExpertFilterForm(FilterForm):
    """Of the register those with this name, trade, level, kind or employer."""

    q = WordsField("姓名", "专家姓名")
    trade = WordsField("工种", "如 焊工")
    level = forms.ChoiceField(label="等级", required=False, choices=[("", "全部"), *ExpertTrade.LEVELS])
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS])
    employer = WordsField("工作单位", "现在或以前的单位")

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if words := wanted.get("q"):
            rows = rows.filter(name__holds=words)
        if kind := wanted.get("kind"):
            rows = rows.filter(kind=kind)
        crafts = {"level": wanted["level"]} if wanted.get("level") else {}
        if words := wanted.get("trade"):
            crafts["trade__holds"] = words
        if crafts:
            known = ExpertTrade.objects.filter(state="verified", **crafts)
            rows = rows.filter(pk__in=known.order_by().values("expert"))
        if words := wanted.get("employer"):
            jobs = ExpertEmployer.objects.filter(state="verified", employer__holds=words)
            rows = rows.filter(pk__in=jobs.order_by().values("expert"))
        return rows


class TakeForm(forms.Form):
    """The entry stands in the form's own field, the group is typed."""

    entry = forms.ModelChoiceField(RegisteredExpert.objects.all(), widget=forms.HiddenInput)
    group = forms.CharField(label="评审组", max_length=20, required=False, help_text="如第一组；可以不填")


class ExpertDrawForm(forms.Form):
    """How many of each trade, and who stays out."""

    clauses = {"conditions": "8"}
    conditions = forms.MultipleChoiceField(
        label="另外不参加抽取的",
        required=False,
        choices=[(EMPLOYER, "现在或近年的工作单位有本年度人选的"), (LAST_YEAR, "上一年度已担任评审的")],
        widget=forms.CheckboxSelectMultiple,
        help_text="本人是本年度人选的、证书已过期的，都不参加抽取",
    )
    reason = forms.CharField(
        label="重新抽取的原因", max_length=200, help_text="已经抽取过的必填；以前的抽取都留存"
    )

    def __init__(self, *args, again: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]
        for n in range(1, LINES + 1):
            self.fields[f"trade_{n}"] = forms.CharField(
                label=f"第 {n} 个工种", required=False, max_length=60, help_text="名录里登记的工种",
                widget=forms.TextInput(attrs={"list": "known-trades", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"count_{n}"] = forms.IntegerField(
                label="人数", required=False, min_value=1, max_value=MOST_OF_A_TRADE, help_text="抽取几人",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        named = set()
        for n in range(1, LINES + 1):
            trade, count = data[f"trade_{n}"], data[f"count_{n}"]
            if bool(trade) != bool(count):
                self.add_error(f"count_{n}" if trade else f"trade_{n}", "工种和人数要一并填写。")
            elif trade in named:
                self.add_error(f"trade_{n}", "这个工种上面已经填了，请合在一行。")
            elif trade and not queries.knows_trade(trade):
                self.add_error(f"trade_{n}", "名录里没有登记这个工种的专家，请按名录里的写法填。")
            named.add(trade or None)
        if not self.errors and not self.wanted:
            raise forms.ValidationError("请填写至少一个工种的抽取人数。")
        return data

    @property
    def wanted(self) -> list[tuple[str, int]]:
        data = self.cleaned_data
        lines = [(data[f"trade_{n}"], data[f"count_{n}"]) for n in range(1, LINES + 1)]
        return [(trade, count) for trade, count in lines if trade]

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """(trade, how many) as the page sets them side by side."""
        return [(self[f"trade_{n}"], self[f"count_{n}"]) for n in range(1, LINES + 1)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("conditions", "reason") if name in self.fields]

    @property
    def known(self) -> list[str]:
        """Trades that the page offers while one types."""
        return queries.trades()


class OwnEntryForm(forms.Form):
    remark = forms.CharField(
        label="需要更正的内容",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明哪一项不对、应当怎样改；不写证件号和电话",
    )
