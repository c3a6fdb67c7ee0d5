"""A year's round and its deadline."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.policy.models import PolicyVersion, Rubric

from ..states import ROUND


class AnnualRound(models.Model):
    """年度批次. Opens under one policy version, with settings and rubric frozen; one a year unless annulled (clause 八)."""

    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=20, choices=ROUND.choices, default="planned")
    policy = models.ForeignKey(
        PolicyVersion, models.PROTECT, null=True, related_name="rounds", verbose_name="依据政策"
    )
    approval_basis = models.CharField("评选批准依据", max_length=200)
    quota = models.PositiveIntegerField("命名名额")
    opens_on = models.DateField("申报开始日")
    intake_closes_at = models.DateTimeField("申报截止时间")
    naming_on = models.DateField("拟命名日期")
    rubric = models.ForeignKey(
        Rubric, models.PROTECT, to_field="version", null=True, related_name="+", verbose_name="评分标准"
    )
    settings = models.JSONField("冻结的设置", default=dict)
    rehearsal = models.BooleanField("演练批次", default=False)
    suspended_from = models.CharField("中止前状态", max_length=20, blank=True)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year"], condition=~Q(state="annulled"), name="one_round_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "annulled"]) | Q(policy__isnull=False),
                name="open_round_has_policy",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "annulled"]) | Q(rubric__isnull=False),
                name="open_round_has_rubric",
            ),
            models.CheckConstraint(condition=Q(state__in=list(ROUND.labels)), name="round_state_known"),
            models.CheckConstraint(condition=Q(quota__gte=1), name="quota_positive"),
            models.CheckConstraint(
                condition=Q(state="suspended") & ~Q(suspended_from="")
                | ~Q(state="suspended") & Q(suspended_from=""),
                name="suspended_knows_from_where",
            ),
        ]

    def __str__(self):
        return f"{self.year}年度“诸葛工匠”评选"


class RoundEvent(models.Model):
    """中止、恢复、归档、整批作废 of a round: by two people, with its reason and document. Never changed."""

    KINDS = [("suspend", "中止"), ("resume", "恢复"), ("archive", "归档"), ("annul", "整批作废")]
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="events", verbose_name="批次")
    kind = models.CharField("事项", max_length=10, choices=KINDS)
    reason = models.CharField("理由", max_length=300)
    document = models.CharField("文件", max_length=100)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("办理时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")), name="round_event_by_two_people"
            ),
        ]

    def __str__(self):
        return f"{self.round}{self.get_kind_display()}"


class DeadlineChange(models.Model):
    """更正公告: more time to nominate, for everybody or for one firm, by two people with a reason. Never changed."""

    round = models.ForeignKey(
        AnnualRound, models.PROTECT, related_name="deadline_changes", verbose_name="批次"
    )
    firm = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="补报单位"
    )
    was = models.DateTimeField("原截止时间")
    until = models.DateTimeField("现截止时间")
    reason = models.CharField("原因", max_length=200)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("公告时间")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("was")), name="deadline_moves_later"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")),
                name="deadline_by_two_people",
                violation_error_message="延长申报时间须由两名不同的人办理。",
            ),
        ]

    def __str__(self):
        return f"{self.round}：{self.firm or '全部单位'}"


class ChaseCall(models.Model):
    """催报: somebody spoke with a firm that has not handed in. Never changed."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="chase_calls", verbose_name="批次")
    firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="企业")
    note = models.CharField("联系情况", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="联系人")
    at = models.DateTimeField("联系时间")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["round", "firm"], name="calls_of_a_firm")]

    def __str__(self):
        return f"{self.firm}：{self.note}"
