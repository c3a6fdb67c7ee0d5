"""The policy as data: versions with their text, clauses, figures and validity; rubrics; bodies; settings."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation


class PolicyVersion(models.Model):
    """One version of the 实施办法. The draft has no issue date, so nothing can be opened under it (clause 末)."""

    title = models.CharField("标题", max_length=200)
    label = models.CharField("版本说明", max_length=60, help_text="如 征求意见稿")
    document_number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("印发机关", max_length=100, blank=True)
    text = models.TextField("全文")
    basis = models.JSONField("依据文件", default=list)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    valid_from = models.DateField("施行日期", null=True, blank=True)
    valid_to = models.DateField("有效期至")
    effective_after_days = models.PositiveSmallIntegerField("印发后施行天数", default=30)
    chengdu_target = models.PositiveIntegerField("成都工匠培育目标", default=50)
    zhuge_target = models.PositiveIntegerField("诸葛工匠培育目标", default=320)
    targets_until = models.PositiveSmallIntegerField("培育目标完成年度", default=2022)
    pilot_firms = models.PositiveSmallIntegerField("学徒制试点企业", default=5)
    trades_over = models.PositiveSmallIntegerField("竞赛工种须超过", default=10)
    person_times = models.PositiveIntegerField("年均比武练兵人次", default=20_000)
    naming_reward_fen = models.BigIntegerField("一次性奖励，分", default=1_000_000)
    matching_numerator = models.PositiveIntegerField("配套比例分子", default=1)
    matching_denominator = models.PositiveIntegerField("配套比例分母", default=2)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    registered_at = models.DateTimeField("登记时间", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True, valid_from__isnull=True)
                | Q(issued_on__isnull=False, valid_from__gte=F("issued_on"), valid_to__gte=F("valid_from")),
                name="policy_dates_in_order",
                violation_error_message="印发、施行与有效期的先后不对。",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | (
                    Q(registered_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(registered_by=F("confirmed_by"))
                ),
                name="policy_dates_by_two_people",
                violation_error_message="印发日期须由两人登记、复核。",
            ),
            models.CheckConstraint(
                condition=Q(naming_reward_fen__gte=0, matching_denominator__gt=0), name="policy_figures_sane"
            ),
        ]

    def __str__(self):
        return f"{self.title}（{self.label}）" if self.label else self.title

    @property
    def cited(self) -> str:
        """As a paper cites it: 《…实施办法》（成武工〔2021〕3号）"""
        return f"《{self.title}》（{self.document_number}）" if self.document_number else f"《{self.title}》"

    @property
    def ratio_text(self) -> str:
        """1：0.5, as the policy writes it."""
        return f"1：{(Decimal(self.matching_numerator) / Decimal(self.matching_denominator)).normalize():f}"

    def covers(self, day) -> bool:
        """Whether the version is in force on `day`; both ends count."""
        return bool(self.valid_from and self.valid_from <= day <= self.valid_to)


class Clause(models.Model):
    """One of 一 … 十二, verbatim.

    `origin`: the number in the first text of the clause that it carries on; pages and papers cite by it (第八条 there may be
    第九条 here). None for a clause that is new.
    """

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="clauses")
    number = models.PositiveSmallIntegerField("条")
    numeral = models.CharField("条号", max_length=4)
    title = models.CharField("条题", max_length=60, blank=True)
    text = models.TextField("条文")
    origin = models.PositiveSmallIntegerField("原条号", null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="clause_once"),
            models.UniqueConstraint(fields=["version", "origin"], name="clause_origin_once"),
        ]

    def __str__(self):
        return f"第{self.numeral}条 {self.title}".strip()


class UnitDuty(models.Model):
    """Who leads and who is responsible for a clause, as the policy names them."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="duties")
    unit_name = models.CharField("单位", max_length=60)
    lead = models.BooleanField("牵头")
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        ordering = ["clause", "-lead", "position"]
        constraints = [models.UniqueConstraint(fields=["clause", "unit_name", "lead"], name="duty_once")]

    def __str__(self):
        return f"{self.unit_name}{'牵头' if self.lead else '责任'}"


class Rubric(models.Model):
    """One version of the 评分标准. Never changed: other weights or a further criterion are the next version."""

    version = models.CharField("版本", max_length=10, unique=True)
    bands = models.JSONField("各档下限（%）", help_text="三个由高到低的百分数，以下为第四档")
    document = models.CharField("依据", max_length=100)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    registered_at = models.DateTimeField("登记时间", null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"评分标准 {self.version}"

    @property
    def tie_break(self) -> list["Criterion"]:
        """The criteria whose means decide between equal finals, in their order."""
        return sorted((c for c in self.criteria.all() if c.tie_place), key=lambda c: c.tie_place)

    @property
    def tie_break_text(self) -> str:
        """C2、C8、C6, as pages and papers name them."""
        return "、".join(c.code for c in self.tie_break)

    @property
    def total(self) -> int:
        """The points of a full sheet."""
        return sum(c.weight for c in self.criteria.all())


class Criterion(models.Model):
    """评分项目: the policy's word (clause 二), its weight in points, and what earns each of the four bands."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, to_field="version", related_name="criteria")
    position = models.PositiveSmallIntegerField("次序")
    code = models.CharField("代号", max_length=4)
    name = models.CharField("评分项目", max_length=20)
    weight = models.PositiveSmallIntegerField("分值")
    evidence = models.CharField("主要依据", max_length=100)
    anchors = models.JSONField("各档评分参考")
    tie_place = models.PositiveSmallIntegerField("同分比较次序", null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="criterion_code_once"),
            models.UniqueConstraint(fields=["rubric", "tie_place"], name="criterion_tie_place_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_has_weight"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def heading(self) -> str:
        """As in the score workbook: C1 工艺专长（15分）"""
        return f"{self}（{self.weight}分）"

    @property
    def field(self) -> str:
        """The name of its input, and of its column in the score workbook."""
        return self.code.lower()

    @property
    def levels(self) -> list[tuple[str, str]]:
        """(range of marks, anchor) from the best down: 90%—100%, 75%—89% … 60%以下."""
        floors = self.rubric.bands
        tops = [100, *(floor - 1 for floor in floors)]
        ranges = [f"{floor}%—{top}%" for floor, top in zip(floors, tops, strict=False)]
        return list(zip([*ranges, f"{floors[-1]}%以下"], self.anchors, strict=True))


class Body(models.Model):
    """One of the three bodies that the policy names; they are not the same (clauses 五, 八, 十)."""

    key = models.CharField(max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    clause = models.CharField("依据条款", max_length=20)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class BodyMember(models.Model):
    """A unit's seat in a body, and the person who fills it, if one is named; from when to when, by which documents."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="seats")
    chair = models.BooleanField("组长", default=False)
    started_on = models.DateField("任职日期", null=True)  # null: named by the policy itself
    document = models.CharField("任职文件", max_length=100, blank=True)
    ended_on = models.DateField("卸任日期", null=True)
    ended_document = models.CharField("卸任文件", max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                condition=Q(ended_on__isnull=True, user__isnull=False),
                name="seat_once",
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ended_on__isnull=True, chair=True),
                name="one_chair",
                violation_error_message="已有组长，请先登记其卸任。",
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.organisation}"

    @property
    def described(self) -> str:
        """Unit, person and place: 区总工会　示例　组长"""
        return "　".join(
            str(part) for part in (self.organisation, self.user, "组长" if self.chair else "") if part
        )


class Setting(models.Model):
    """A number that is not the policy's, as somebody set it; every change is a new row, the last one counts."""

    key = models.CharField(max_length=40, db_index=True)
    value = models.CharField("值", max_length=40)
    document = models.CharField("依据", max_length=100)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="设定人"
    )
    set_at = models.DateTimeField("设定时间")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.key} = {self.value}"
