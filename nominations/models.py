"""A year's round and the files in it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.policy.models import PolicyVersion

from .states import NOMINATION, ROUND
from .vocabulary import MARKABLE


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
    rubric_version = models.CharField("评分标准版本", max_length=10, default="v1")
    settings = models.JSONField("冻结的设置", default=dict)
    rehearsal = models.BooleanField("演练批次", default=False)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year"], condition=~Q(state="annulled"), name="one_round_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "annulled"]) | Q(policy__isnull=False),
                name="open_round_has_policy",
            ),
            models.CheckConstraint(condition=Q(state__in=list(ROUND.labels)), name="round_state_known"),
            models.CheckConstraint(condition=Q(quota__gte=1), name="quota_positive"),
        ]

    def __str__(self):
        return f"{self.year}年度“诸葛工匠”评选"


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


class Route(models.TextChoices):
    """推荐方式."""

    UNIT = "unit", "单位推荐"
    SELF = "self", "个人自荐"
    SOCIAL = "social", "社会推荐"


class Nomination(models.Model):
    """申报件: one person in one round, put forward by a firm. Frozen when submitted."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="nominations", verbose_name="批次")
    no = models.CharField("申报编号", max_length=30)
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="nominations")
    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="nominations", verbose_name="工作单位"
    )
    state = models.CharField("状态", max_length=20, choices=NOMINATION.choices, default="draft")
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=1)
    ethnicity = models.CharField("民族", max_length=20)
    political_status = models.CharField("政治面貌", max_length=20)
    education = models.CharField("文化程度", max_length=20)
    trade = models.CharField("职业（工种）", max_length=60)
    skill_level = models.CharField("技能等级", max_length=20)
    years_in_trade = models.PositiveSmallIntegerField(
        "从业年限", null=True, blank=True, validators=[MaxValueValidator(80, "应为 0 至 80 的整年数。")]
    )
    post = models.CharField("岗位", max_length=60)
    frontline = models.BooleanField("是否一线", null=True, blank=True)
    tier = models.CharField("梯队层级", max_length=20)
    route = models.CharField("推荐方式", max_length=10, choices=Route.choices)
    unit_rank = models.PositiveSmallIntegerField("单位推荐排序", null=True, blank=True)
    deeds = models.TextField("主要事迹", max_length=2000)
    # what must be there before submitting
    consented_on = models.DateField("本人单独同意日期", null=True, blank=True)
    pledged_on = models.DateField("诚信承诺日期", null=True, blank=True)
    staff_meeting_on = models.DateField("职工（代表）大会推荐日期", null=True, blank=True)
    unit_notice_from = models.DateField("单位公示开始", null=True, blank=True)
    unit_notice_to = models.DateField("单位公示结束", null=True, blank=True)
    # frozen by submitting
    receipt_no = models.CharField("回执编号", max_length=30, null=True, unique=True)
    received_at = models.DateTimeField("收到时间", null=True)
    frozen = models.JSONField("报送内容", default=dict)
    frozen_sha256 = models.CharField("报送内容校验值", max_length=64, blank=True)
    submissions = models.PositiveSmallIntegerField("报送次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人"
    )
    created_at = models.DateTimeField("填报时间")

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["round", "no"], name="nomination_no_once"),
            models.UniqueConstraint(
                fields=["round", "person"], condition=~Q(state="withdrawn"), name="person_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(NOMINATION.labels)), name="nomination_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(receipt_no__isnull=False, received_at__isnull=False),
                name="submitted_has_receipt",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"])]

    def __str__(self):
        return f"{self.no} {self.name}"


class EvidenceKind(models.TextChoices):
    """What proves the file."""

    QUALIFICATION = "qualification", "职业资格（技能等级）证书"
    HONOUR = "honour", "荣誉证书"
    ACHIEVEMENT = "achievement", "业绩材料"
    UNIT_NOTICE = "unit_notice", "单位公示证明"


class Evidence(models.Model):
    """A file that proves something; replaced by a new row, the old one is kept as removed."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="evidence")
    kind = models.CharField("材料类别", max_length=20, choices=EvidenceKind.choices)
    file = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.file}"


class Endorsement(models.Model):
    """What the street or industry union said of a submitted file: endorsed, or returned once with reasons."""

    DECISIONS = [("endorsed", "初审通过"), ("returned", "退回补正")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="endorsements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    decision = models.CharField("结论", max_length=10, choices=DECISIONS)
    opinion = models.CharField("意见", max_length=500)
    fields = models.JSONField("须补正的栏目", default=list)
    correct_by = models.DateTimeField("补正期限", null=True)
    file_sha256 = models.CharField("所审内容校验值", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(decision="returned"),
                name="returned_once",
                violation_error_message="这份申报已经退回过一次，不能再次退回。",
            )
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_decision_display()}"

    @property
    def marked(self) -> list[str]:
        """The headings of what was asked to be corrected, in the order of the form."""
        return [heading for field, heading in MARKABLE.items() if field in self.fields]


class DepartmentOpinion(models.Model):
    """部门联审: asked with a due date, answered with yes or no, document number and date; nothing else is kept."""

    ANSWERS = [("clear", "无不良记录"), ("negative", "有不良记录")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="opinions")
    department = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("发函时间")
    due_on = models.DateField("回复期限")
    answer = models.CharField("意见", max_length=10, choices=ANSWERS, blank=True)
    document_no = models.CharField("复函文号", max_length=60, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("回复时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "department"], name="department_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="") | (~Q(document_no="") & Q(answered_by__isnull=False)),
                name="answer_has_document",
            ),
        ]

    def __str__(self):
        return f"{self.department}：{self.nomination}"


class QualificationCheck(models.Model):
    """District check by two different people; the verdict takes effect when the second confirms."""

    VERDICTS = [("qualified", "资格合格"), ("unqualified", "资格不合格")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="checks")
    verdict = models.CharField("结论", max_length=12, choices=VERDICTS)
    reason = models.CharField("理由", max_length=500, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审查人"
    )
    checked_at = models.DateTimeField("审查时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    confirmed_at = models.DateTimeField("复核时间", null=True)
    dropped_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("checked_by")),
                name="qualification_by_two_people",
                violation_error_message="资格审查须由两名不同的工作人员办理。",
            ),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(dropped_at__isnull=True), name="one_live_check"
            ),
            models.CheckConstraint(
                condition=Q(verdict="qualified") | ~Q(reason=""),
                name="unqualified_has_reason",
                violation_error_message="资格不合格须写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_verdict_display()}"
