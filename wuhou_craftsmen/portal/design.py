"""Samples for the living page of the parts. Shown only while developing."""

import datetime as dt
from dataclasses import dataclass

from django import forms

from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.web.charts import count_chart
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField
from wuhou_craftsmen.common.web.milestones import Milestone

from .journey import Step


@dataclass(frozen=True)
class Fault:
    row: int
    heading: str
    shown: str
    wanted: str


class SampleForm(forms.Form):
    """One field of each kind; one shows the clause it comes from."""

    clauses = {"deeds": "2"}
    name = forms.CharField(label="姓名", help_text="与身份证一致")
    kind = forms.ChoiceField(label="类别", choices=[("a", "单位推荐"), ("b", "自荐")], help_text="选一项")
    day = forms.DateField(
        label="日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        help_text="如 2021年9月14日",
    )
    deeds = forms.CharField(
        label="主要事迹",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="写清难题、成果和带徒",
    )
    paper = forms.FileField(label="文件", required=False, help_text="PDF，不超过 10 兆字节")


class SampleFilterForm(FilterForm):
    """As on a list."""

    q = WordsField("查找", "姓名、编号或单位")
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), ("submitted", "已报送")]
    )


def design_samples() -> dict:
    """What templates/portal/design.html shows; nothing of it is read from the database."""
    form = SampleForm({"name": "", "kind": "a"})
    form.is_valid()
    return {
        "steps": [
            Step("申报中", "done", "3月1日至3月31日"), Step("审核中", "done"),
            Step("专家评审", "now", "4月14日截止", dt.date(2022, 4, 8), 8, 14), Step("领导小组审定", "next"), Step("公示中", "next"),
        ],
        "journey": [
            Milestone("填报", "done", dt.date(2022, 3, 2)), Milestone("报送", "done", dt.date(2022, 3, 8), "回执编号 HZ2022-0001"),
            Milestone("初审", "now", None, "浆洗街街道"), Milestone("资格审查"),
        ],
        "chart": count_chart("各推荐单位报送情况", "推荐单位", [("浆洗街街道", 12), ("武侯新城", 7), ("玉林街道", 3)]),
        "filter": SampleFilterForm({"q": "张"}),
        "states": [("qualified", "资格合格"), ("submitted", "已报送"), ("returned", "退回补正")],
        "job": Job(pk=0, label="2021年度荣誉证书", state="done", finished=12, total=20),
        "faults": [Fault(7, "身份证号", "99999919850101001", "18 位，校验码正确")],
        "form": form,
    }  # fmt: skip
