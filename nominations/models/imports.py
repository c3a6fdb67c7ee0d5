"""The rows of a large 申报汇总表 while a job writes them."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.models import Job

from .files import Nomination


class ImportRow(models.Model):
    """A row that a job has to write: a new draft, or a change of the draft at the version that was looked at.

    It names the row by its number in the sheet; what stands in it is in the kept workbook alone.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="import_rows")
    number = models.PositiveIntegerField("行")
    nomination = models.ForeignKey(
        Nomination, models.SET_NULL, null=True, related_name="+", verbose_name="要更改的草稿"
    )
    version = models.PositiveIntegerField("查看时的版本", null=True)  # empty: a new draft
    done_at = models.DateTimeField("写入时间", null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(nomination__isnull=True) | Q(version__isnull=False),
                name="changed_draft_has_its_version",
            ),
        ]

    def __str__(self):
        return f"第 {self.number} 行"
