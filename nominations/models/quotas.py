"""How many files each endorsing unit may recommend, and in which order it ranks them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.accounts.models import Organisation

from .files import Nomination
from .rounds import AnnualRound


class UnitQuota(models.Model):
    """推荐名额 of one endorsing unit in a round; a unit without a row has no limit."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="unit_quotas", verbose_name="批次")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    places = models.PositiveSmallIntegerField("推荐名额")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("核定时间")

    class Meta:
        ordering = ["unit"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_quota_a_unit")]

    def __str__(self):
        return f"{self.unit} {self.places} 名"


class EndorsedRank(models.Model):
    """推荐排序: the place of an endorsed file among those of its unit. Who left keeps the row, without a place."""

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="endorsed_rank")
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    rank = models.PositiveSmallIntegerField("推荐排序")
    left_at = models.DateTimeField("退出排序时间", null=True)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit", "rank"], condition=Q(left_at__isnull=True), name="one_file_a_rank"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="rank_from_one"),
        ]

    def __str__(self):
        return f"{self.unit}第 {self.rank} 位"
