"""The committee of a round: who signs in as expert, who sits in it, and how it was drawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound

from .experts import RegisteredExpert


class Expert(models.Model):
    """The account of a person of the register of experts: who signs in and scores. What is known of him stands there."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expert")
    entry = models.OneToOneField(RegisteredExpert, models.PROTECT, related_name="account")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.entry.name


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


class CommitteeDraw(models.Model):
    """抽取 of experts from the register: insert-only. The same seed over the same groups gives the same experts.

    `groups`: [{"trade", "count", "candidates": [numbers of the register]}] in the order of drawing; `drawn`: [[number, trade]].
    """

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="draws")
    number = models.PositiveIntegerField("次数")
    seed = models.CharField("随机种子", max_length=64)
    groups = models.JSONField("各工种的人数和参加抽取的名单")
    conditions = models.JSONField("不参加抽取的情形", default=list)
    sha256 = models.CharField("名单核对码", max_length=64)
    drawn = models.JSONField("抽取结果")
    reason = models.CharField("重新抽取的原因", max_length=200, blank=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField("抽取时间")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="draw_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="drawn_again_with_reason"),
        ]

    def __str__(self):
        return f"{self.round}第 {self.number} 次抽取"


class CommitteeMember(models.Model):
    """An expert in this round's committee, with the code that stands for the name (P01)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    code = models.CharField("专家编号", max_length=10)
    group = models.CharField("评审组", max_length=20, blank=True)
    pledged_at = models.DateTimeField("回避与保密承诺时间", null=True)
    draw = models.ForeignKey(CommitteeDraw, models.PROTECT, null=True, related_name="members")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="member_code_once"),
            models.UniqueConstraint(fields=["committee", "expert"], name="member_once"),
        ]

    def __str__(self):
        return self.code

    @property
    def told(self) -> "SeatAsApproved | RegisteredExpert":
        """What tells name, employer and qualification: as the committee was approved; before that the register."""
        return getattr(self, "as_approved", None) or self.expert.entry

    @property
    def name(self) -> str:
        return self.told.name

    @property
    def employer(self) -> str:
        return self.told.employer

    @property
    def source(self) -> str:
        return f"第 {self.draw.number} 次抽取" if self.draw else "选聘"


class SeatAsApproved(models.Model):
    """What the register said of a member when the committee was approved; what it says later changes nothing of it."""

    member = models.OneToOneField(CommitteeMember, models.PROTECT, related_name="as_approved")
    name = models.CharField("姓名", max_length=60)
    employer = models.CharField("工作单位", max_length=300, blank=True)
    qualification = models.CharField("职称（技能等级）", max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
