"""Clause 十一: indicators with their targets, what was reported of them, and the score of each unit."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.registers.models import Entry

UNITS = {"kind__in": ["department", "union", "endorsing"]}
REPORTED = "reported"


class Source(models.TextChoices):
    """Where the figure of an indicator comes from: reported, or counted from what is verified here (`figures.py`)."""

    REPORTED = REPORTED, "牵头单位上报"
    STUDIOS = "studios", "系统统计：工作室数"
    MENTORSHIPS = "mentorships", "系统统计：当年带徒协议数"
    TRAINING = "training", "系统统计：当年技能培训人数"
    INNOVATIONS = "innovations", "系统统计：当年转化的五小成果数"
    PUBLICITY = "publicity", "系统统计：当年宣传报道篇数"
    EXCHANGES = "exchanges", "系统统计：当年交流宣讲场次"
    VISITS = "visits", "系统统计：当年走访慰问人次"


class Indicator(Entry):
    """考核指标 of a year beside those that the policy itself names."""

    name = models.CharField("指标", max_length=60)
    measure = models.CharField("计量单位", max_length=10, help_text="如 家、场、人次")
    target = models.PositiveIntegerField("目标值", help_text="达到这个数算完成")
    source = models.CharField("数据来源", max_length=12, choices=Source.choices)
    about = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="牵头单位", limit_choices_to=UNITS,
        help_text="由它上报数据和证明；系统统计的也由它负责",
    )  # fmt: skip


class IndicatorFigure(Entry):
    """What the lead unit reports of an indicator, with its proof."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", verbose_name="考核指标")
    value = models.PositiveIntegerField("完成值")
    remark = models.CharField("说明", max_length=300, blank=True, help_text="怎样统计出来的")


class UnitScore(Entry):
    """考核评分 of a unit for a year: goes into 目标绩效."""

    about = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="被考核单位", limit_choices_to=UNITS
    )
    points = models.PositiveIntegerField("得分", help_text="0 至 100 的整数")
    remark = models.CharField("评分说明", max_length=300, help_text="扣分、加分的事由")

    class Meta(Entry.Meta):
        constraints = [models.CheckConstraint(condition=Q(points__lte=100), name="score_within_100")]
