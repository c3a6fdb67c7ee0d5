"""A nomination before the experts, and who stands aside from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from nominations.models import AnnualRound, Nomination
from nominations.vocabulary import CONFLICT_CAUSES
from wuhou_craftsmen.common.kernel import clock

from ..states import CANDIDACY
from .committee import CommitteeMember


class Candidacy(models.Model):
    """A qualified nomination before the experts; which expert scores it is a grant on this row."""

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="candidacy")
    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="candidacies")
    state = models.CharField("状态", max_length=20, choices=CANDIDACY.choices, default="in_review")
    outcome_reason = models.CharField("说明", max_length=200, blank=True)
    # the meeting approved its list with this candidate, who left before the notice
    left_approved_at = models.DateTimeField("审定后退出的时间", null=True)

    class Meta:
        ordering = ["nomination__no"]
        default_permissions = ()
        permissions = [("score_candidacy", "为候选人评分")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(CANDIDACY.labels)), name="candidacy_state")
        ]

    def __str__(self):
        return self.nomination.no

    def mark_leaving(self) -> None:
        """Before a move out of the list that the leading group approved: the rest of it can still be shown."""
        if self.state == "approved":
            self.left_approved_at = clock.now()


class CandidacyUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows as real foreign keys: expert ↔ file."""

    content_object = models.ForeignKey(Candidacy, models.CASCADE)


class Recusal(models.Model):
    """回避: this expert neither sees nor scores this file. By employer it is computed, otherwise declared."""

    CAUSES = [
        ("employer", "同一工作单位"),
        ("former_employer", "近年曾在同一工作单位"),
        ("same_person", "本人为候选人"),
        *CONFLICT_CAUSES,
    ]
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="recusals")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="recusals")
    cause = models.CharField("回避原因", max_length=20, choices=CAUSES)
    note = models.CharField("说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "member"], name="recusal_once")]

    def __str__(self):
        return f"{self.member} 回避 {self.candidacy}"
