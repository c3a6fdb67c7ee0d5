"""专家和裁判员数据库 (clause 六): the standing register of persons, with their trades, employers and contests."""

from django.db import models
from django.db.models import F, Q

from cultivation.models import ContestTrade
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.security.crypto import EncryptedTextField, ResidentIdField
from wuhou_craftsmen.registers.models import Entry


class RegisteredExpert(Entry):
    """A person who is expert, referee or both, known by the ID number. Where he works now is said by his employers alone.

    `phone` is for who has no account: with the account opened it goes there. `own_word`: what the person said of the entry.
    """

    KINDS = [("expert", "专家"), ("referee", "裁判员"), ("both", "专家兼裁判员")]
    OWN_WORDS = [("", "未确认"), ("confirmed", "本人已确认"), ("asked", "本人要求更正")]
    name = models.CharField("姓名", max_length=60)
    id_number = ResidentIdField("身份证号", help_text="18 位居民身份证号，据此认人")
    id_fingerprint = models.CharField(max_length=64, db_index=True)
    phone = EncryptedTextField(
        "联系电话", blank=True, help_text="开通专家账号以前联系用；已有账号的记在账号里，这里不填"
    )
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    qualification = models.CharField("职称（技能等级）", max_length=60, blank=True)
    licence_no = models.CharField(
        "证书编号", max_length=60, blank=True, help_text="裁判员证、资格证的编号；裁判员必填"
    )
    licence_level = models.CharField("证书等级", max_length=30, blank=True, help_text="如国家级裁判员")
    licence_until = models.DateField("证书有效期至", null=True, blank=True, help_text="长期有效的不填")
    served_before = models.PositiveIntegerField(
        "此前任职年数", default=0, help_text="本平台启用以前担任专家、裁判员的年数，没有的填 0"
    )
    in_register = models.BooleanField("在库", default=True)
    left_on = models.DateField("退出日期", null=True, blank=True)
    left_reason = models.CharField("退出原因", max_length=200, blank=True)
    own_word = models.CharField("本人确认", max_length=10, choices=OWN_WORDS, blank=True)
    own_word_on = models.DateField("本人确认日期", null=True, blank=True)
    own_remark = models.CharField("本人要求更正的内容", max_length=200, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(in_register=True, left_on__isnull=True, left_reason="")
                | (Q(in_register=False, left_on__isnull=False) & ~Q(left_reason="")),
                name="expert_left_with_reason",
                violation_error_message="退出须有日期和原因。",
            ),
            models.CheckConstraint(
                condition=Q(own_word="") | Q(own_word_on__isnull=False), name="expert_own_word_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(own_word="asked") | ~Q(own_remark=""), name="expert_asks_for_something"
            ),
        ]

    @property
    def lapsed(self) -> bool:
        """The licence is no longer valid today."""
        return self.licence_until is not None and self.licence_until < clock.today()

    @property
    def alarm(self) -> str:
        if not self.in_register:
            return "已退出"
        return "证书已过期" if self.lapsed else ""

    @property
    def employer(self) -> str:
        """Where the person works now, by the verified employers."""
        return "、".join(job.employer for job in self.jobs if job.is_current)

    @property
    def jobs(self) -> list["ExpertEmployer"]:
        """The verified employers; asked once where they were prefetched."""
        return [job for job in self.employers.all() if job.state == "verified"]

    @property
    def crafts(self) -> str:
        """The verified trades with their levels, in words."""
        return "、".join(str(trade) for trade in self.trades.all() if trade.state == "verified")


class ExpertTrade(Entry):
    """A trade that a person of the register knows, with the level."""

    LEVELS = [
        (level, level)
        for level in (
            "首席技师",
            "特级技师",
            "高级技师",
            "技师",
            "高级工",
            "正高级职称",
            "副高级职称",
            "中级职称",
            "不评等级",
        )
    ]
    expert = models.ForeignKey(
        RegisteredExpert, models.PROTECT, related_name="trades", verbose_name="专家（裁判员）"
    )
    trade = models.CharField("工种", max_length=60)
    level = models.CharField("等级", max_length=10, choices=LEVELS)

    def __str__(self):
        return f"{self.trade}（{self.level}）"


class ExpertEmployer(Entry):
    """Where a person of the register works or worked; an open end: still there."""

    expert = models.ForeignKey(
        RegisteredExpert, models.PROTECT, related_name="employers", verbose_name="专家（裁判员）"
    )
    employer = models.CharField("工作单位", max_length=100, help_text="单位全称；回避按名称比对")
    post = models.CharField("职务（岗位）", max_length=60, blank=True)
    since = models.DateField("开始日期", null=True, blank=True, help_text="不清楚的不填，按一直在职办理回避")
    until = models.DateField("离开日期", null=True, blank=True, help_text="仍在职的不填")

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="expert_employer_days_in_order",
                violation_error_message="离开日期不能早于开始日期。",
            )
        ]

    @property
    def is_current(self) -> bool:
        return self.until is None


class ExpertService(Entry):
    """A contest at which a person of the register was referee or expert."""

    DUTIES = [(duty, duty) for duty in ("裁判长", "裁判员", "技术专家", "监督员")]
    expert = models.ForeignKey(
        RegisteredExpert, models.PROTECT, related_name="services", verbose_name="专家（裁判员）"
    )
    event = models.ForeignKey(ContestTrade, models.PROTECT, related_name="referees", verbose_name="竞赛项目")
    duty = models.CharField("担任", max_length=4, choices=DUTIES)
    served_on = models.DateField("日期", help_text="执裁的第一天")
