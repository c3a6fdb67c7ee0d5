"""Clause 十二: what was told of the craftsmen, the three campaigns of a year, exchange and talks."""

from django.db import models

from wuhou_craftsmen.registers.models import Entry


class Campaign(Entry):
    """集中宣传: one of the three days or weeks of a year."""

    DAYS = [(day, day) for day in ("“五一”国际劳动节", "世界青年技能日", "职业教育活动周")]
    day = models.CharField("集中宣传", max_length=10, choices=DAYS)
    starts_on = models.DateField(
        "开始日期", help_text="“五一”为 5 月 1 日，世界青年技能日为 7 月 15 日，职业教育活动周按当年通知"
    )
    ends_on = models.DateField("结束日期")
    plan = models.CharField("活动安排", max_length=500, help_text="做什么、谁来做")
    held = models.CharField("开展情况", max_length=500, blank=True)


class PublicityItem(Entry):
    """A report in one of the five kinds of media that the policy names."""

    CHANNELS = [(channel, channel) for channel in ("广播", "电视", "报刊", "网络", "微信")]
    name = models.CharField("标题", max_length=100)
    channel = models.CharField("渠道", max_length=2, choices=CHANNELS)
    outlet = models.CharField("媒体", max_length=60, help_text="电台、电视台、报刊、网站或公众号的名称")
    on = models.DateField("刊播日期")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="集中宣传",
        help_text="属于集中宣传的，写它的名称，如 2022年世界青年技能日",
    )  # fmt: skip


class Exchange(Entry):
    """交流会, 交流学习 or 宣讲示范: host and audience."""

    KINDS = [(kind, kind) for kind in ("培育工作交流会", "创新创业先进经验交流会", "交流学习", "宣讲示范")]
    AUDIENCES = [(kind, kind) for kind in ("企业", "高校", "职业（技工）院校")]
    name = models.CharField("活动名称", max_length=100)
    kind = models.CharField("活动类别", max_length=12, choices=KINDS)
    on = models.DateField("日期")
    host = models.CharField("主办（接待）单位", max_length=100)
    audience = models.CharField("面向", max_length=10, choices=AUDIENCES)
    headcount = models.PositiveIntegerField("参加人数")
