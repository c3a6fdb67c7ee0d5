"""Clause 五: studios, what they spend, and the 五小 with their way into use."""

from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.registers.models import Entry


class Studio(Entry):
    """技能大师工作室 and its kin: the record's person leads it."""

    KINDS = [(kind, kind) for kind in ("技能大师工作室", "企业首席技师工作室", "劳模和工匠人才创新工作室")]
    LEVELS = [(level, level) for level in ("国家级", "省级", "市级", "区级", "企业级")]
    name = models.CharField("工作室名称", max_length=100)
    kind = models.CharField("工作室类别", max_length=20, choices=KINDS)
    level = models.CharField("级别", max_length=4, choices=LEVELS)
    named_on = models.DateField("认定日期")
    document = models.CharField("认定文件", max_length=100, help_text="文件名称和文号")
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    ending = models.CharField("撤销原因", max_length=200, blank=True)


class StudioCheck(Entry):
    """The yearly check of a studio."""

    RESULTS = [(result, result) for result in ("合格", "限期整改", "不合格")]
    studio = models.ForeignKey(Studio, models.PROTECT, related_name="checks", verbose_name="工作室")
    apprentices = models.PositiveIntegerField("全年带徒人数")
    skilled = models.PositiveIntegerField("其中培养高技能人才人数", help_text="取得高级工以上等级的人数")
    projects = models.PositiveIntegerField("技术攻关项目数")
    result = models.CharField("考核结果", max_length=6, choices=RESULTS)
    remark = models.CharField("考核意见", max_length=300, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(skilled__lte=F("apprentices")), name="skilled_within_apprentices"
            )
        ]


class Money(models.TextChoices):
    """Where a studio's money comes from."""

    EDUCATION = "职工教育经费", "职工教育经费"
    UNION = "工会经费", "工会经费"
    PUBLIC = "财政补助", "财政补助"
    OWN = "企业自筹", "企业自筹"


class StudioBudget(Entry):
    """What a studio has of one source in a year."""

    studio = models.ForeignKey(Studio, models.PROTECT, related_name="budgets", verbose_name="工作室")
    source = models.CharField("经费来源", max_length=10, choices=Money.choices)
    amount_fen = models.BigIntegerField("全年预算（元）")


class StudioSpend(Entry):
    """A line of what a studio spent."""

    studio = models.ForeignKey(Studio, models.PROTECT, related_name="spending", verbose_name="工作室")
    source = models.CharField("经费来源", max_length=10, choices=Money.choices)
    on = models.DateField("支出日期")
    amount_fen = models.BigIntegerField("金额（元）")
    purpose = models.CharField("用途", max_length=200)


class Innovation(Entry):
    """One of the 五小, and how far it has come: 收集 → 评估 → 试用 → 转化."""

    KINDS = [(kind, kind) for kind in ("小发明", "小创造", "小革新", "小建议", "小设计")]
    STAGES = [
        ("collected", "已收集"),
        ("assessed", "已评估"),
        ("trial", "试用中"),
        ("in_use", "已转化"),
        ("dropped", "未采用"),
    ]
    name = models.CharField("成果名称", max_length=100)
    kind = models.CharField("成果类别", max_length=4, choices=KINDS)
    team = models.CharField(
        "其他完成人", max_length=200, blank=True, help_text="几个人完成的，写其他人的姓名"
    )
    content = models.CharField("主要内容", max_length=500, help_text="解决了什么问题、怎样做、效果怎样")
    finished_on = models.DateField("完成日期")
    stage = models.CharField("孵化阶段", max_length=10, choices=STAGES, default="collected")
    assessed_on = models.DateField("评估日期", null=True, blank=True)
    assessment = models.CharField("评估意见", max_length=300, blank=True)
    trial_at = models.CharField("试用单位", max_length=100, blank=True)
    trial_on = models.DateField("试用开始日期", null=True, blank=True)
    used_at = models.CharField("使用单位", max_length=100, blank=True)
    used_on = models.DateField("转化日期", null=True, blank=True)
    benefit_fen = models.BigIntegerField(
        "年效益（元）", null=True, blank=True, help_text="节约或增加的收益，没有核算的填 0"
    )
    dropping = models.CharField("未采用的原因", max_length=200, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="in_use") | (~Q(used_at="") & Q(used_on__isnull=False)),
                name="used_innovation_has_user_and_day",
            )
        ]


class Spread(Entry):
    """技术推广 or 经验交流 of a result."""

    KINDS = [(kind, kind) for kind in ("技术推广", "经验交流")]
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="spreads", verbose_name="成果")
    kind = models.CharField("活动类别", max_length=10, choices=KINDS)
    on = models.DateField("活动日期")
    place = models.CharField("地点", max_length=100)
    headcount = models.PositiveIntegerField("参加人数")
