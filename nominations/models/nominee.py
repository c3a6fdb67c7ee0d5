"""What the nominee says of the own file, through a link and without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .files import Nomination


class NomineeRemark(models.Model):
    """本人意见: consent or pledge, once each; a correction or a complaint with its text, answered once."""

    KINDS = [
        ("consent", "单独同意"),
        ("pledge", "诚信承诺"),
        ("correction", "更正请求"),
        ("complaint", "复核申请"),
    ]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="remarks")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    text = models.CharField("内容", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="答复人", related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "kind"],
                condition=Q(kind__in=["consent", "pledge"]),
                name="nominee_consents_once",
            ),
            models.UniqueConstraint(
                fields=["nomination", "kind"],
                condition=Q(kind__in=["correction", "complaint"], answered_at__isnull=True),
                name="one_open_request_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["consent", "pledge"]) | ~Q(text=""), name="nominee_request_has_text"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="nominee_answer_has_author",
            ),
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_kind_display()}"
