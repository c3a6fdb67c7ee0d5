"""What staff tell of signs that the standards lack."""

from django.conf import settings
from django.db import models


class SignStrokes(models.Model):
    """The strokes of a sign that GF 3003-1999 lacks, as staff wrote them (`common/text/stroke_order.py`)."""

    sign = models.CharField("字", max_length=2, unique=True)
    kinds = models.CharField("笔顺", max_length=60)  # 1 to 5: 横竖撇点折
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["sign"]

    def __str__(self) -> str:
        return self.sign
