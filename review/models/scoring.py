"""Marks as drafts and as sealed sheets that never change."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .candidacy import Candidacy
from .committee import CommitteeMember

CRITERIA = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]


WEIGHTS = [15, 20, 10, 10, 10, 10, 10, 15]


class MarkSheet(models.Model):
    """Eight marks in half points (0.5 = 1), the endorsement, the comment: the shape of a draft and of a seal."""

    c1 = models.PositiveSmallIntegerField(null=True)
    c2 = models.PositiveSmallIntegerField(null=True)
    c3 = models.PositiveSmallIntegerField(null=True)
    c4 = models.PositiveSmallIntegerField(null=True)
    c5 = models.PositiveSmallIntegerField(null=True)
    c6 = models.PositiveSmallIntegerField(null=True)
    c7 = models.PositiveSmallIntegerField(null=True)
    c8 = models.PositiveSmallIntegerField(null=True)
    endorsed = models.BooleanField("认可", null=True)
    comment = models.CharField("评语", max_length=1000, blank=True)

    class Meta:
        abstract = True

    @property
    def marks(self) -> tuple[int | None, ...]:
        return tuple(getattr(self, code) for code in CRITERIA)


class DraftMarks(MarkSheet):
    """What an expert has filled in so far; nobody else reads it."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="+")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidacy", "member"], name="draft_marks_once")]

    def __str__(self):
        return f"{self.member} {self.candidacy} 草稿"


class Score(MarkSheet):
    """A sealed sheet. Insert-only; refused by the database once scoring is closed; the last of a pair counts."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="scores")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="scores")
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{code}__isnull": False for code in CRITERIA})
                & Q(**{f"{code}__lte": weight * 2 for code, weight in zip(CRITERIA, WEIGHTS, strict=True)})
                & Q(endorsed__isnull=False),
                name="score_complete_and_within_weights",
            )
        ]
        indexes = [models.Index(fields=["candidacy", "member"])]

    def __str__(self):
        return f"{self.member} {self.candidacy}"


class ScoreVoid(models.Model):
    """A sealed score that does not count: its expert had to stand aside. The score itself stays."""

    score = models.OneToOneField(Score, models.PROTECT, related_name="void")
    reason = models.CharField("原因", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.score} 作废"
