"""What changed with the nominee or the firm after the file was handed in: a dated record beside the frozen file."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile

from .files import Nomination


class ChangeKind(models.TextChoices):
    """What may happen to somebody between handing in and payment."""

    NAME = "name", "改名"
    FIRM_NAME = "firm_name", "单位更名"
    FIRM = "firm", "调到另一单位"
    DEATH = "death", "去世"


class FileChange(models.Model):
    """变更记录: entered by one officer with its document, in force when a second one has confirmed it.

    A death also waits for the leading group: the file goes on (追授) or ends, by a document with a number.
    """

    OUTCOMES = [("continue", "继续评选（追授）"), ("end", "终止评选")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="changes", verbose_name="申报")
    kind = models.CharField("变更事项", max_length=10, choices=ChangeKind.choices)
    on = models.DateField("变更日期")
    old_name = models.CharField("原为", max_length=100, blank=True)
    new_name = models.CharField("改为", max_length=100, blank=True)
    firm = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="调入单位"
    )
    document = models.CharField("依据的文件", max_length=100)
    scan = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+", verbose_name="扫描件")
    reason = models.CharField("说明", max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    confirmed_at = models.DateTimeField("复核时间", null=True)
    outcome = models.CharField("领导小组决定", max_length=10, choices=OUTCOMES, blank=True)
    outcome_document = models.CharField("决定文号", max_length=100, blank=True)
    outcome_at = models.DateTimeField("决定登记时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind__in=["name", "firm_name"], firm__isnull=True) & ~Q(new_name=""))
                | (Q(kind="firm", firm__isnull=False) & ~Q(new_name=""))
                | Q(kind="death", firm__isnull=True, new_name=""),
                name="change_says_what",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("entered_by"))
                ),
                name="change_by_two_people",
                violation_error_message="变更须由两名不同的工作人员办理。",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True)
                | (
                    Q(kind="death", confirmed_at__isnull=False, outcome_at__isnull=False)
                    & Q(outcome__in=["continue", "end"])
                    & ~Q(outcome_document="")
                ),
                name="change_outcome_has_document",
            ),
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(kind="death", confirmed_at__isnull=False),
                name="one_death_a_file",
            ),
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_kind_display()}"

    @property
    def words(self) -> str:
        """改名：甲 改为 乙."""
        what = f"：{self.old_name} 改为 {self.new_name}" if self.new_name else ""
        return f"{self.get_kind_display()}{what}"
