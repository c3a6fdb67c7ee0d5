"""Clause 四: pilot firms, masters and apprentices, allowances and careers in the firms."""

from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.models import Entry


class PilotFirm(Entry):
    """学徒制试点企业: so many at a time as the policy says."""

    selected_on = models.DateField("确定日期")
    document = models.CharField("确定文件", max_length=100, help_text="文件名称和文号")
    plan = models.CharField("试点内容", max_length=300, help_text="哪些工种、多少学徒、怎样培养")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    ending = models.CharField("结束原因", max_length=200, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("selected_on")),
                name="pilot_dates_in_order",
            )
        ]


class Mentorship(Entry):
    """带徒协议: the record's person is the master."""

    ENDS = [(end, end) for end in ("出师", "未出师", "提前解除")]
    apprentice = models.ForeignKey(
        Craftsman,
        models.PROTECT,
        related_name="apprenticeships",
        verbose_name="徒弟",
        help_text="“工匠梯次”里已登记的人员",
    )
    trade = models.CharField("工种", max_length=60)
    started_on = models.DateField("开始日期")
    until = models.DateField("约定结束日期")
    goal = models.CharField("培养目标", max_length=300, help_text="如两年内取得高级工，能独立完成的操作")
    overlap = models.CharField(
        "期限重叠的说明",
        max_length=200,
        blank=True,
        help_text="徒弟同时有另一份协议的，写明为什么；没有的不填",
    )
    end = models.CharField("结果", max_length=10, choices=ENDS, blank=True)
    finished_on = models.DateField("实际结束日期", null=True, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("started_on")), name="mentorship_dates_in_order"),
            models.CheckConstraint(
                condition=Q(end="", finished_on__isnull=True)
                | (~Q(end="") & Q(finished_on__gte=F("started_on"))),
                name="mentorship_end_has_day",
            ),
        ]


class Allowance(Entry):
    """What a firm pays its skilled workers by its own scheme, as it reports: the firm's money, not the district's."""

    KINDS = [(kind, kind) for kind in ("技能工资单元", "岗位津贴", "带徒津贴")]
    kind = models.CharField("项目", max_length=10, choices=KINDS)
    standard_fen = models.BigIntegerField("每人每月标准（元）")
    people = models.PositiveIntegerField("享受人数")
    paid_fen = models.BigIntegerField("全年发放（元）")


class CareerStep(Entry):
    """双向晋升通道: somebody was sent to learn, engaged or promoted."""

    KINDS = [(kind, kind) for kind in ("进修", "聘任", "晋升")]
    TRACKS = [(track, track) for track in ("管理职位", "专业职级")]
    kind = models.CharField("事项", max_length=4, choices=KINDS)
    track = models.CharField("通道", max_length=10, choices=TRACKS)
    held = models.CharField("原职位（职级）", max_length=60)
    reached = models.CharField("现职位（职级）", max_length=60)
    on = models.DateField("日期")
    engineer_terms = models.BooleanField("比照工程技术人员同等待遇")
