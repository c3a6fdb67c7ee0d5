"""What was raised in the firm while it showed its nominee."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .files import Nomination


class NoticeObjection(models.Model):
    """单位公示异议: entered by the firm, and settled by it with a finding before the file is handed in."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="notice_objections")
    raised_on = models.DateField("提出日期")
    text = models.CharField("异议内容", max_length=500)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间")
    finding = models.CharField("核查结果", max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, finding="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(finding="")),
                name="notice_objection_settled_with_finding",
            )
        ]

    def __str__(self):
        return f"{self.nomination.no} 单位公示异议"
