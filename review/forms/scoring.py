"""The score sheet, on the page and as a workbook, and the filters of its lists."""

from django import forms

from wuhou_craftsmen.common.web.filters import FilterForm, WordsField
from wuhou_craftsmen.policy.models import Rubric

from .. import queries


class SheetForm(forms.Form):
    """An expert's scores of all files, filled in away from the page."""

    workbook = forms.FileField(label="专家评分表", help_text="从本页下载、由本人填好的评分表，.xlsx 格式")


class ScoreForm(forms.Form):
    """A mark for each criterion, the endorsement, the comment; empty while it is a draft."""

    endorsed = forms.TypedChoiceField(
        label="定性认可",
        choices=[("True", "认可"), ("False", "不认可")],
        coerce=lambda text: text == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text="是否认可其为“诸葛工匠”；单独统计，不影响分数",
    )
    comment = forms.CharField(
        label="评语",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填；简要写明打分的理由，不超过 1000 字",
    )

    def __init__(self, *args, rubric: Rubric, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(rubric.criteria.all())
        for c in self.criteria:
            self.fields[c.field] = forms.DecimalField(
                label=c.name,
                required=False,
                min_value=0,
                max_value=c.weight,
                decimal_places=1,
                error_messages={
                    "min_value": f"应为 0 至 {c.weight} 分",
                    "max_value": f"应为 0 至 {c.weight} 分",
                    "max_decimal_places": "以 0.5 分为一档",
                    "invalid": "请填数字，如 8.5",
                },
                help_text=f"看{c.evidence}；0 至 {c.weight} 分，每 0.5 分一档",
                widget=forms.NumberInput(
                    attrs={"step": "0.5", "inputmode": "decimal", "data-mark": c.weight}
                ),
            )

    def clean(self):
        for c in self.criteria:
            mark = self.cleaned_data.get(c.field)
            if mark is not None and (mark * 2) % 1:
                self.add_error(c.field, "以 0.5 分为一档")
        return self.cleaned_data

    @property
    def rows(self):
        return [(criterion, self[criterion.field]) for criterion in self.criteria]

    @property
    def total(self) -> int:
        """The points of a full sheet."""
        return sum(criterion.weight for criterion in self.criteria)

    def halves(self) -> dict[str, int | None]:
        """Marks by the criterion's code, in half points."""
        marks = {c.code: self.cleaned_data.get(c.field) for c in self.criteria}
        return {code: None if mark is None else int(mark * 2) for code, mark in marks.items()}


class OwnFileFilterForm(FilterForm):
    """An expert's files: by words, and by how far the scoring is."""

    q = WordsField("查找", "申报编号、姓名或单位")
    stage = forms.ChoiceField(
        label="进度",
        required=False,
        choices=[("", "全部"), ("todo", "未评"), ("draft", "草稿"), ("sealed", "已封存")],
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching(rows, words)
        stages = {
            "todo": {"sealed": False, "started": False},
            "draft": {"sealed": False, "started": True},
            "sealed": {"sealed": True},
        }
        return rows.filter(**stages.get(wanted.get("stage"), {}))


class RankingFilterForm(FilterForm):
    """The ranking by words, or who has no place in it."""

    q = WordsField("查找", "申报编号、姓名或单位")
    of = forms.ChoiceField(
        label="名单", required=False, choices=[("", "排名"), ("short", "评审不足（不参加排名）")]
    )

    @property
    def of_the_unranked(self) -> bool:
        return self.is_valid() and self.cleaned_data["of"] == "short"

    def narrow(self, rows, wanted):
        words = wanted.get("q")
        return queries.matching(rows, words, "candidacy__nomination") if words else rows
