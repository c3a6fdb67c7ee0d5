"""Choosing a committee from the register, drawing it, and an expert's word on the own entry."""

from django import forms
from django.db.models import QuerySet

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries_of_experts as queries
from ..domain.committee.against import EMPLOYER, LAST_YEAR
from ..models import ExpertEmployer, ExpertTrade, RegisteredExpert

MOST_OF_A_TRADE = 15


class ExpertFilterForm(FilterForm):
    """Of the register those with this name, trade, level, kind or employer."""

    q = WordsField("姓名", "专家姓名")
    trade = forms.ChoiceField(label="工种", required=False)
    level = forms.ChoiceField(label="等级", required=False, choices=[("", "全部"), *ExpertTrade.LEVELS])
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *RegisteredExpert.KINDS])
    employer = WordsField("工作单位", "现在或以前的单位")

    def __init__(self, data) -> None:
        super().__init__(data)
        self.fields["trade"].choices = [("", "全部"), *((name, name) for name in queries.trades())]

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if words := wanted.get("q"):
            rows = rows.filter(name__holds=words)
        if kind := wanted.get("kind"):
            rows = rows.filter(kind=kind)
        crafts = {name: wanted[name] for name in ("trade", "level") if name in wanted}
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
        self.trades = queries.trades()
        for trade, key in self.trades.items():
            self.fields[f"count_{key}"] = forms.IntegerField(
                label=f"{trade}（人）", required=False, min_value=0, max_value=MOST_OF_A_TRADE,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}), help_text="不抽取的不填",
            )  # fmt: skip
        self.order_fields([f"count_{key}" for key in self.trades.values()])

    def clean(self):
        data = super().clean()
        if not self.errors and not self.wanted:
            raise forms.ValidationError("请填写至少一个工种的抽取人数。")
        return data

    @property
    def wanted(self) -> list[tuple[str, int]]:
        counts = ((trade, self.cleaned_data.get(f"count_{key}")) for trade, key in self.trades.items())
        return [(trade, count) for trade, count in counts if count]


class OwnEntryForm(forms.Form):
    remark = forms.CharField(
        label="需要更正的内容",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明哪一项不对、应当怎样改；不写证件号和电话",
    )
