"""Claims of matching rewards and how they were judged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound
from wuhou_craftsmen.common.security.crypto import EncryptedTextField


class MatchingClaim(models.Model):
    """配套奖励申报: an award won at city level or above, with its proof; judged later, in order of date."""

    KINDS = [(kind, kind) for kind in ("工匠称号", "技能竞赛", "世界技能大赛", "其他荣誉")]
    LEVELS = [(level, level) for level in ("国家级", "省级", "市级", "区县级")]
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="claims")
    no = models.CharField("申请编号", max_length=30, unique=True)
    position = models.PositiveIntegerField("表内次序")
    name = models.CharField("姓名", max_length=60)
    id_number = EncryptedTextField("身份证号")
    id_fingerprint = models.CharField(max_length=64, db_index=True)
    award = models.CharField("奖项（称号）", max_length=200)
    kind = models.CharField("类别", max_length=20, choices=KINDS)
    level = models.CharField("级别", max_length=10, choices=LEVELS)
    award_date = models.DateField("颁奖日期")
    cash_fen = models.BigIntegerField("奖金总额（分）")
    share_fen = models.BigIntegerField("本人应得奖金（分）")
    achievement = models.CharField("同一成果标识", max_length=200)
    achievement_key = models.CharField(max_length=200, db_index=True)
    document_no = models.CharField("颁奖文件文号", max_length=100)
    # where the claim came from the register of contests
    result = models.OneToOneField(
        "cultivation.ContestResult", models.PROTECT, null=True, related_name="claim", verbose_name="竞赛成绩"
    )
    flagged = models.CharField("待裁定事由", max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_fen__gte=0) & Q(cash_fen__gte=F("share_fen")),
                name="share_within_cash",
                violation_error_message="本人应得奖金不能多于奖金总额。",
            )
        ]

    def __str__(self):
        return f"{self.no} {self.name}"


class ClaimVerdict(models.Model):
    """A judgement of a claim, never changed; the last one counts (a held claim is judged again after its ruling)."""

    claim = models.ForeignKey(MatchingClaim, models.PROTECT, related_name="verdicts")
    code = models.CharField("结论", max_length=30)
    match_fen = models.BigIntegerField("应配套（分）")
    before_fen = models.BigIntegerField("此前已配套（分）")
    pays_fen = models.BigIntegerField("本次配套（分）")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("审核时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=["PAY", "TOP_UP"], pays_fen__gt=0)
                | (~Q(code__in=["PAY", "TOP_UP"]) & Q(pays_fen=0)),
                name="only_pay_and_top_up_pay",
            )
        ]

    def __str__(self):
        return f"{self.claim} {self.code}"
