"""One act done with many files at once: who, when, which files, what was taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .files import Nomination


class BulkAct(models.Model):
    """批量办理: the files are its lines."""

    ACTS = [
        ("endorse", "初审通过"),
        ("ask", "征求部门意见"),
        ("check", "登记资格合格"),
        ("confirm", "复核资格结论"),
    ]
    token = models.UUIDField(
        unique=True
    )  # of the preview that was confirmed: confirmed twice it is one batch
    act = models.CharField("事项", max_length=10, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"批量{self.get_act_display()}"


class BulkLine(models.Model):
    """What the batch wrote of one file, by the key of the row it wrote, or why it wrote nothing.

    `made` is no foreign key: it points into the table of the act, and a question taken back is deleted there.
    """

    batch = models.ForeignKey(BulkAct, models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="+", verbose_name="申报")
    made = models.PositiveBigIntegerField(null=True)
    reason = models.CharField("没有办理的原因", max_length=300, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made__isnull=False, reason="")
                | (Q(made__isnull=True, undone_at__isnull=True) & ~Q(reason="")),
                name="bulk_line_done_or_why",
            ),
            models.UniqueConstraint(fields=["batch", "nomination", "made"], name="bulk_line_once"),
        ]

    def __str__(self):
        return f"{self.batch}：{self.nomination}"
