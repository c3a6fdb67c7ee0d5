"""Marks as drafts and as sealed sheets that never change."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.policy.models import Rubric

from .candidacy import Candidacy
from .committee import CommitteeMember


class MarkSheet(models.Model):
    """Marks by the criterion's code in half points (0.5 = 1), the endorsement, the comment: the shape of a draft and of a
    seal. What has no mark yet is not in it."""

    marks = models.JSONField("评分", default=dict)
    endorsed = models.BooleanField("认可", null=True)
    comment = models.CharField("评语", max_length=1000, blank=True)

    class Meta:
        abstract = True


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
    """A sealed sheet. Insert-only; the database refuses what is incomplete or above a weight of its rubric, and
    everything once scoring is closed; the last of a pair counts."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="scores")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="scores")
    rubric = models.ForeignKey(Rubric, models.PROTECT, to_field="version", related_name="+", db_index=False)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(endorsed__isnull=False), name="score_says_whether_endorsed")
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
