"""What the union of the firm says of somebody who puts himself forward."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.models import PrivateFile

from .files import Nomination


class UnionConfirmation(models.Model):
    """本单位工会确认 of one version of a self-nomination: any later change of the file makes it void."""

    WAYS = [("colleague", "本单位工会在线确认"), ("letter", "本单位工会盖章公函")]
    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="union_confirmation")
    version = models.PositiveIntegerField("所确认的版本")
    way = models.CharField("方式", max_length=10, choices=WAYS)
    document_no = models.CharField("公函文号", max_length=60, blank=True)
    scan = models.ForeignKey(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="公函扫描件"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确认人")
    at = models.DateTimeField("确认时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="colleague") | ~Q(document_no=""),
                name="union_letter_has_number",
                violation_error_message="登记公函须写明文号。",
            ),
            models.CheckConstraint(
                condition=Q(way="letter") | Q(scan__isnull=True), name="only_a_letter_has_a_scan"
            ),
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_way_display()}"

    @property
    def stands(self) -> bool:
        """Nothing was changed since."""
        return self.version == self.nomination.version
