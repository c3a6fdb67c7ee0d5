"""What the intake's papers need beside the files: the notice's own words, the stamped scans, permits to export."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile

from .rounds import AnnualRound


class CallNotice(models.Model):
    """评选通知 of a round: what stands in no other table."""

    round = models.OneToOneField(AnnualRound, models.PROTECT, related_name="call_notice", verbose_name="批次")
    number = models.CharField("发文字号", max_length=40)
    contact = models.CharField("联系方式", max_length=200)
    issued_on = models.DateField("成文日期")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("登记时间")

    def __str__(self):
        return self.number


class ReportKind(models.TextChoices):
    """初审材料: what an endorsing unit prints and stamps."""

    LIST = "list", "初审名单"
    RANKING = "ranking", "推荐排序表"
    REPORT = "report", "初审报告"


class UnitReport(models.Model):
    """The stamped scan of a printed paper, bound to what was printed; replaced by a new row, the old one kept."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="unit_reports", verbose_name="批次")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    kind = models.CharField("材料", max_length=10, choices=ReportKind.choices)
    content_sha256 = models.CharField("所印内容核对码", max_length=64)
    scan = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+", verbose_name="盖章扫描件")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间")
    replaced_at = models.DateTimeField("更换时间", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit", "kind"],
                condition=Q(replaced_at__isnull=True),
                name="one_live_report_a_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
        ]

    def __str__(self):
        return f"{self.unit}{self.get_kind_display()}"


class FullExport(models.Model):
    """A permit to fetch the list with whole personal data once, within a day; the list itself is kept nowhere."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="+", verbose_name="批次")
    reason = models.CharField("用途", max_length=200)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("复核时间")
    expires_at = models.DateTimeField("有效期至")
    taken_at = models.DateTimeField("下载时间", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")),
                name="full_export_by_two_people",
                violation_error_message="导出完整个人信息须由两名不同的人办理。",
            )
        ]

    def __str__(self):
        return f"{self.round}完整个人信息清单"
