"""Who has an interest in a file and stands aside from it."""

from django.conf import settings
from django.db import models

from ..vocabulary import CONFLICT_CAUSES
from .files import Nomination


class Conflict(models.Model):
    """回避 declared by somebody who handles files: from then on others check and decide this one."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts")
    cause = models.CharField("回避原因", max_length=20, choices=CONFLICT_CAUSES)
    note = models.CharField("说明", max_length=200, blank=True)
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "user"], name="conflict_once")]

    def __str__(self):
        return f"{self.user} 回避 {self.nomination.no}"
