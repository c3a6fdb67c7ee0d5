"""Clause 十一: inspections, what they found, and the bulletin that tells it."""

from django.db import models

from wuhou_craftsmen.registers.models import Entry

from .owed import Owed


class Inspection(Entry):
    """检查、督办 on a day."""

    KINDS = [(kind, kind) for kind in ("定期检查", "不定期检查")]
    name = models.CharField("督查名称", max_length=100)
    kind = models.CharField("督查方式", max_length=6, choices=KINDS)
    on = models.DateField("督查日期")
    scope = models.CharField("督查内容", max_length=300, help_text="查了哪些单位、哪些事项")


class Finding(Owed):
    """A problem found at a unit, with the measure asked for."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", verbose_name="督查")
    problem = models.CharField("发现的问题", max_length=300)
    measure = models.CharField("整改要求", max_length=300, help_text="改进的措施、意见或建议")


class Bulletin(Entry):
    """督查通报: `content` is what it told when it was registered (`documents/bulletin.content_of`), and stays."""

    number = models.CharField("文号", max_length=60, help_text="如 武督〔2022〕1号")
    since = models.DateField("通报期间起")
    until = models.DateField("通报期间止")
    issued_on = models.DateField("印发日期")
    demands = models.CharField(
        "工作要求", max_length=500, help_text="写在通报末尾，如逾期没有整改的单位须何时办结"
    )
    content = models.JSONField("通报内容", default=dict, editable=False)
