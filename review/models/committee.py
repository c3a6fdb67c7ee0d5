"""The register of experts and the committee of a round."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound
from wuhou_craftsmen.common.security.crypto import EncryptedTextField


class Expert(models.Model):
    """One entry of the expert register (clause 六): known by the ID number, signs in as `user`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expert")
    name = models.CharField("姓名", max_length=60)
    id_number = EncryptedTextField("身份证号")
    id_fingerprint = models.CharField(max_length=64, unique=True)
    employer = models.CharField("工作单位", max_length=100)
    title = models.CharField("职称（技能等级）", max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Committee(models.Model):
    """“诸葛工匠”专家评审委员会 of one round; approved by two people before scoring (clause 八)."""

    round = models.OneToOneField(AnnualRound, models.PROTECT, related_name="committee")
    approved_at = models.DateTimeField("审批时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    scoring_opened_at = models.DateTimeField("评分开始", null=True)
    scoring_closes_at = models.DateTimeField("评分截止", null=True)
    scoring_closed_at = models.DateTimeField("评分已截止于", null=True)
    # the closing time of which the experts were reminded: moved, it is told again
    reminded_of = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(approved_by=F("confirmed_by"))
                ),
                name="committee_approved_by_two",
            ),
            models.CheckConstraint(
                condition=Q(scoring_opened_at__isnull=True) | Q(approved_at__isnull=False),
                name="scoring_after_approval",
            ),
        ]

    def __str__(self):
        return f"{self.round}专家评审委员会"

    @property
    def scoring_open(self) -> bool:
        return self.scoring_opened_at is not None and self.scoring_closed_at is None


class CommitteeMember(models.Model):
    """An expert in this round's committee, with the code that stands for the name (P01)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    code = models.CharField("专家编号", max_length=10)
    group = models.CharField("评审组", max_length=20, blank=True)
    pledged_at = models.DateTimeField("回避与保密承诺时间", null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="member_code_once"),
            models.UniqueConstraint(fields=["committee", "expert"], name="member_once"),
        ]

    def __str__(self):
        return self.code
