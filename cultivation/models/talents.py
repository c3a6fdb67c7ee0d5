"""Clause 七: talents that come from outside, and training bases."""

from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.registers.models import Entry


class InwardTalent(Entry):
    """引进人才: from where, since when, with what."""

    origin = models.CharField("原工作地", max_length=60, help_text="省、市、区（县）")
    arrived_on = models.DateField("来武侯日期")
    honour = models.CharField("原有称号或等级", max_length=100, help_text="如青羊区级工匠、高级技师")
    document = models.CharField("证书或文件", max_length=100, help_text="名称和编号")


class TrainingBase(Entry):
    """工匠人才培训基地, of a unit."""

    name = models.CharField("基地名称", max_length=100)
    trades = models.CharField("培训工种", max_length=200)
    named_on = models.DateField("设立日期")
    document = models.CharField("设立文件", max_length=100, help_text="文件名称和文号")


class Course(Entry):
    """A course at a base."""

    base = models.ForeignKey(TrainingBase, models.PROTECT, related_name="courses", verbose_name="培训基地")
    name = models.CharField("课程名称", max_length=100)
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期")
    hours = models.PositiveIntegerField("学时")

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(ended_on__gte=F("started_on")), name="course_dates_in_order")
        ]


class Attendance(Entry):
    """Who took part in a course."""

    RESULTS = [(result, result) for result in ("合格", "优秀", "未完成")]
    course = models.ForeignKey(Course, models.PROTECT, related_name="attendances", verbose_name="课程")
    result = models.CharField("结果", max_length=4, choices=RESULTS)
