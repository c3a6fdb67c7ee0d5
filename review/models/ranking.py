"""Frozen rankings."""

from django.conf import settings
from django.db import models
from django.db.models import F

from nominations.models import AnnualRound

from .candidacy import Candidacy


class RankingRun(models.Model):
    """A frozen ranking; the last of a round counts. One that was made again (scoring reopened, a score void) stays beside it."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="rankings")
    rubric_version = models.CharField("评分标准版本", max_length=10)
    pass_line = models.PositiveIntegerField("合格线（百分之一分）")
    quota = models.PositiveIntegerField("名额")
    sha256 = models.CharField("核对码", max_length=64)
    frozen_at = models.DateTimeField("生成时间")
    # null: closed by the clock
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.round}排名"


class RankingRow(models.Model):
    """One line of the ranking. Scores in hundredths of a point; `rank` null = 评审不足.

    `tie_means`: the means by which equal finals are ordered, in the order of the round's rubric; empty where unranked.
    """

    run = models.ForeignKey(RankingRun, models.PROTECT, related_name="rows")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="ranking_rows")
    rank = models.PositiveIntegerField("名次", null=True)
    final = models.PositiveIntegerField("最后得分", null=True)
    experts = models.PositiveSmallIntegerField("评分专家数")
    endorsements = models.PositiveSmallIntegerField("认可数")
    passes = models.BooleanField("合格")
    tied = models.BooleanField("并列")
    undecided = models.BooleanField("待领导小组议定", default=False)
    tie_means = models.JSONField("同分比较的平均分", default=list)
    reason = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "candidacy__nomination__no"]
        constraints = [models.UniqueConstraint(fields=["run", "candidacy"], name="ranked_once")]

    def __str__(self):
        return f"{self.rank} {self.candidacy}"


class RankingStatistics(models.Model):
    """What the sheets of a ranking have in common, for information only; kept so that no page reads them all again."""

    run = models.OneToOneField(RankingRun, models.PROTECT, related_name="statistics")
    means = models.JSONField("各专家份数和平均分")  # code -> [sheets, mean in hundredths of a point]
    tens = models.JSONField("评分分布")  # sheets below 10, 20, … 100 points
    far = models.JSONField("与中位数相差较大的评分")  # [[申报编号, code], …]

    def __str__(self):
        return f"{self.run}统计"
