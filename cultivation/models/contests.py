"""Clause 六: contests with their trades and results, drills, and the competitors that grow."""

from django.db import models

from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.models import Entry


class Contest(Entry):
    """A skill contest of one year."""

    LEVELS = [(level, level) for level in ("国家级", "省级", "市级", "区县级")]
    CLASSES = [(name, name) for name in ("一类", "二类", "不分类")]
    name = models.CharField("竞赛名称", max_length=100)
    level = models.CharField("级别", max_length=4, choices=LEVELS)
    category = models.CharField(
        "竞赛类别", max_length=4, choices=CLASSES, help_text="国家级、省级、市级竞赛的一类、二类"
    )
    organiser = models.CharField("主办单位", max_length=100)
    registration_no = models.CharField(
        "备案号", max_length=60, blank=True, help_text="竞赛主管部门的备案编号，没有的不填"
    )


class ContestTrade(Entry):
    """One trade of a contest: an event that is held."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="trades", verbose_name="竞赛")
    trade = models.CharField("工种", max_length=60)
    held_on = models.DateField("比赛日期")
    place = models.CharField("承办单位和地点", max_length=100)
    entrants = models.PositiveIntegerField("参赛人数")


class ContestResult(Entry):
    """What somebody won in an event."""

    PRIZES = [
        (prize, prize) for prize in ("第一名", "第二名", "第三名", "一等奖", "二等奖", "三等奖", "优胜奖")
    ]
    event = models.ForeignKey(ContestTrade, models.PROTECT, related_name="results", verbose_name="竞赛项目")
    prize = models.CharField("名次（奖项）", max_length=4, choices=PRIZES)
    awarded_on = models.DateField("颁奖日期")
    cash_fen = models.BigIntegerField("本人奖金（元）", help_text="没有奖金的填 0")
    document_no = models.CharField("颁奖文件文号", max_length=100)


class Drill(Entry):
    """技术比武 or 岗位练兵: counted in person-times (人次), not in persons."""

    KINDS = [(kind, kind) for kind in ("技术比武", "岗位练兵")]
    kind = models.CharField("活动类别", max_length=4, choices=KINDS)
    name = models.CharField("活动名称", max_length=100)
    held_on = models.DateField("活动日期")
    person_times = models.PositiveIntegerField("参加人次", help_text="同一人参加几次计几次")


class Seed(Entry):
    """种子选手: who is trained for which event, by which coach."""

    event = models.ForeignKey(
        ContestTrade, models.PROTECT, related_name="seeds", verbose_name="拟参加的竞赛项目"
    )
    coach = models.ForeignKey(
        Craftsman,
        models.PROTECT,
        related_name="coached",
        verbose_name="教练",
        help_text="“工匠梯次”里已登记的人员",
    )
    since = models.DateField("确定日期")
