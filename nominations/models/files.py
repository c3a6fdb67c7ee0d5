"""The file (申报件) and what proves it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman

from ..states import NOMINATION
from .application import Application
from .rounds import AnnualRound


class Nomination(Application):
    """申报件: one person in one round, put forward by a firm. Frozen when submitted."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="nominations", verbose_name="批次")
    no = models.CharField("申报编号", max_length=30)
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="nominations")
    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="nominations", verbose_name="工作单位"
    )
    state = models.CharField("状态", max_length=20, choices=NOMINATION.choices, default="draft")
    # frozen by submitting
    receipt_no = models.CharField("回执编号", max_length=30, null=True, unique=True)
    received_at = models.DateTimeField("收到时间", null=True)
    frozen = models.JSONField("报送内容", default=dict)
    frozen_sha256 = models.CharField("报送内容核对码", max_length=64, blank=True)
    submissions = models.PositiveSmallIntegerField("报送次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人"
    )
    created_at = models.DateTimeField("填报时间")

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["round", "no"], name="nomination_no_once"),
            models.UniqueConstraint(
                fields=["round", "person"], condition=~Q(state="withdrawn"), name="person_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(NOMINATION.labels)), name="nomination_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(receipt_no__isnull=False, received_at__isnull=False),
                name="submitted_has_receipt",
            ),
        ]
        indexes = [
            # counting by state and searching read no file itself, only one of these
            models.Index(fields=["round", "state", "created_by"], name="files_counted"),
            models.Index(
                fields=["round", "no", "name", "receipt_no", "firm", "state", "created_by"],
                name="files_searched",
            ),
        ]

    def __str__(self):
        return f"{self.no} {self.name}"

    @property
    def firm_as_submitted(self) -> str:
        """The firm's name when the file was frozen; a draft has the name of today."""
        return self.frozen.get("firm") or self.firm.name

    # What every paper made from now on bears; `name` and `frozen` stay as they were handed in.

    @property
    def name_now(self) -> str:
        return next((change.new_name for change in self._changed("name")), self.name)

    @property
    def firm_now(self) -> Organisation:
        return next((change.firm for change in self._changed("firm")), self.firm)

    @property
    def death(self):
        """The record of the nominee's death, or None."""
        return next(self._changed("death"), None)

    @property
    def awaits_decision(self) -> bool:
        """The nominee died and the leading group has not said yet whether the file goes on."""
        return self.death is not None and not self.death.outcome

    @property
    def posthumous(self) -> bool:
        return self.death is not None and self.death.outcome == "continue"

    def _changed(self, kind: str):
        """The changes of a kind that are in force, the last one first."""
        return (c for c in reversed(self.changes.all()) if c.kind == kind and c.confirmed_at)


class EvidenceKind(models.TextChoices):
    """What proves the file."""

    PHOTO = "photo", "本人照片"
    ID_CARD = "id_card", "身份证照片"
    QUALIFICATION = "qualification", "职业资格（技能等级）证书"
    HONOUR = "honour", "荣誉证书"
    ACHIEVEMENT = "achievement", "业绩材料"
    UNIT_NOTICE = "unit_notice", "单位公示证明"
    STAFF_MEETING = "staff_meeting", "职工（代表）大会记录"
    OTHER = "other", "其他材料"


class Evidence(models.Model):
    """A file that proves something; replaced by a new row, the old one is kept as removed."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="evidence")
    kind = models.CharField("材料类别", max_length=20, choices=EvidenceKind.choices)
    file = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(kind="photo", removed_at=None), name="one_photo_a_file"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.file}"
