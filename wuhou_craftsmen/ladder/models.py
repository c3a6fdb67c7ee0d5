"""The craftsman as a person: one record for life, found by the fingerprint of the ID number."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.security.crypto import EncryptedTextField


class Tier(models.TextChoices):
    """The rungs, lowest first: the portal's 学徒, then clause 八's five."""

    APPRENTICE = "apprentice", "学徒"
    FIRM_SKILL_EXPERT = "firm_skill_expert", "企业技术能手"
    FIRM_CHIEF_TECHNICIAN = "firm_chief_technician", "企业首席技师"
    FIRM_CRAFTSMAN = "firm_craftsman", "企业工匠"
    ZHUGE = "zhuge_craftsman", "诸葛工匠"
    CHENGDU = "chengdu_craftsman", "成都工匠"


FIRM_TIERS = [Tier.APPRENTICE, Tier.FIRM_SKILL_EXPERT, Tier.FIRM_CHIEF_TECHNICIAN, Tier.FIRM_CRAFTSMAN]
_HEIGHT = {tier: height for height, tier in enumerate(Tier.values)}


class Craftsman(models.Model):
    """A person. Never found by name: two people may be called 张建国."""

    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=1, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    id_number = EncryptedTextField("身份证号")
    id_fingerprint = models.CharField(max_length=64, unique=True)
    phone = EncryptedTextField("联系电话", blank=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def standing(self) -> list["Rung"]:
        """The steps that hold today, lowest first."""
        live = [rung for rung in self.rungs.all() if rung.revoked_on is None]
        return sorted(live, key=lambda rung: rung.height)

    @property
    def highest(self) -> "Rung | None":
        return next(reversed(self.standing), None)

    @property
    def employment(self) -> "Employment | None":
        """Where the person works now."""
        return next((e for e in self.employments.all() if e.until is None), None)


class Employment(models.Model):
    """The firm that keeps a person's ladder, from when to when; one at a time, ended and never deleted."""

    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="employments")
    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="employments", verbose_name="工作单位"
    )
    trade = models.CharField("职业（工种）", max_length=60)
    since = models.DateField("到岗日期")
    until = models.DateField("转出日期", null=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="one_firm_at_a_time",
                violation_error_message="同一人同时只能登记在一个单位。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="employment_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.firm}"


class TransferRequest(models.Model):
    """转入请求: a firm asks for somebody whom another keeps; answered by that firm, or by the union."""

    STATES = [("asked", "等待答复"), ("agreed", "已转入"), ("refused", "不同意转出"), ("withdrawn", "已撤下")]
    TONES = {"asked": "wait", "agreed": "good", "refused": "bad"}
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="transfer_requests")
    from_firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="原单位")
    to_firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="新单位")
    trade = models.CharField("职业（工种）", max_length=60)
    since = models.DateField("到岗日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    asked_at = models.DateTimeField("提出时间")
    answer_by = models.DateField("答复期限")
    state = models.CharField("状态", max_length=10, choices=STATES, default="asked")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    decided_at = models.DateTimeField("办理时间", null=True)
    reason = models.CharField("不同意的原因", max_length=200, blank=True)

    class Meta:
        ordering = [models.Case(models.When(state="asked", then=0), default=1), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="one_open_transfer_request"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True)
                | Q(state__in=["agreed", "refused", "withdrawn"], decided_by__isnull=False),
                name="transfer_decided_as_its_state_says",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="refused_transfer_has_reason"
            ),
            models.CheckConstraint(condition=~Q(from_firm=F("to_firm")), name="transfer_between_two_firms"),
        ]

    def __str__(self):
        return f"{self.person} {self.from_firm}→{self.to_firm}"

    @property
    def tone(self) -> str:
        return self.TONES.get(self.state, "")


class Rung(models.Model):
    """A step of the ladder that a person reached, with date and proof; a revoked title keeps its row.

    So does a step that was entered wrongly: it ends with a `withdrawn_reason`.
    """

    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="rungs")
    tier = models.CharField("层级", max_length=30, choices=Tier.choices)
    reached_on = models.DateField("取得日期", null=True)
    proof = models.CharField("依据", max_length=200)
    scan = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="扫描件")
    firm = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="登记单位"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    revoked_on = models.DateField("撤销日期", null=True)
    withdrawn_reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tier"], condition=Q(revoked_on__isnull=True), name="rung_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_reason="") | Q(revoked_on__isnull=False),
                name="withdrawn_rung_has_ended",
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_tier_display()}"

    @property
    def height(self) -> int:
        """0 for the lowest step."""
        return _HEIGHT[self.tier]


class TrainingPlan(models.Model):
    """技能人才培训计划 of a firm for one year (clause 四): replaced by a new row, the old one is kept."""

    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="training_plans", verbose_name="工作单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    trainees = models.PositiveIntegerField("计划培训人数")
    apprentices = models.PositiveIntegerField("计划带徒人数")
    selection = models.CharField("选拔机制", max_length=500)
    paper = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+", verbose_name="计划文件")
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人"
    )
    handed_in_at = models.DateTimeField("报送时间")
    replaced_at = models.DateTimeField("更换时间", null=True)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "year"], condition=Q(replaced_at__isnull=True), name="one_plan_a_year"
            ),
            models.CheckConstraint(
                condition=Q(trainees__gte=1) & Q(apprentices__lte=F("trainees")),
                name="plan_numbers_possible",
                violation_error_message="计划培训人数至少 1 人，带徒人数不能多于培训人数。",
            ),
        ]

    def __str__(self):
        return f"{self.firm}{self.year}年度培训计划"


class UpwardRecommendation(models.Model):
    """市级推荐 of one year: who is recommended for 成都工匠, in which place; by principle a 诸葛工匠 (clause 八)."""

    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="recommendations")
    year = models.PositiveSmallIntegerField("年度")
    rank = models.PositiveSmallIntegerField("推荐次序")
    holder = models.BooleanField("诸葛工匠")
    exception = models.CharField("例外理由", max_length=300, blank=True)
    recommended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    recommended_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(withdrawn_at__isnull=True),
                name="recommended_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["year", "rank"], condition=Q(withdrawn_at__isnull=True), name="one_person_a_place"
            ),
            models.CheckConstraint(
                condition=Q(holder=True) | ~Q(exception=""),
                name="exception_has_reason",
                violation_error_message="市级推荐原则上从诸葛工匠中产生，例外的须写明理由（第八条）。",
            ),
        ]

    def __str__(self):
        return f"{self.person}{self.year}年度市级推荐"
