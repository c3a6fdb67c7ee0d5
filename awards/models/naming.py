"""Naming decisions and the titles that they give."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound
from review.models import Candidacy, Meeting
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman


class NamingDecision(models.Model):
    """命名决定: number, date, issuers (区委、区政府 by clause 九, but a field). One a round, and 补充命名 of those cleared later."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="decisions")
    supplement = models.BooleanField("补充命名", default=False)
    number = models.CharField("发文字号", max_length=60, unique=True)
    decided_on = models.DateField("命名日期")
    issuers = models.JSONField("颁发单位", default=list)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # null: decided before two of the group had to
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(supplement=False), name="one_main_decision_a_round"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("decided_by")),
                name="naming_by_two_people",
            ),
        ]

    def __str__(self):
        return self.number


class Title(models.Model):
    """A person's “诸葛工匠” of one year. Stands until revoked."""

    candidacy = models.OneToOneField(Candidacy, models.PROTECT, related_name="title")
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="titles")
    decision = models.ForeignKey(NamingDecision, models.PROTECT, related_name="titles")
    name = models.CharField("姓名", max_length=60)
    certificate_no = models.CharField("证书编号", max_length=40, unique=True)
    check_code = models.CharField("查验码", max_length=32, unique=True)
    named_on = models.DateField("命名日期")
    rank = models.PositiveIntegerField("名次", null=True)  # none: 直接认定
    revoked_on = models.DateField("撤销日期", null=True)
    revoked_reason = models.CharField("撤销原因", max_length=300, blank=True)
    certificate = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")
    certificate_made_at = models.DateTimeField("制证时间", null=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "candidacy__nomination__no"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_reason=""), name="revocation_has_reason"
            )
        ]

    def __str__(self):
        return f"{self.certificate_no} {self.name}"

    @property
    def route(self) -> str:
        """The way of the file: unit, self, social, or direct (clause 七)."""
        return self.candidacy.nomination.route


class VoidCertificate(models.Model):
    """A certificate that was given out and counts no more: its code is told to be void for good. Insert-only."""

    title = models.ForeignKey(Title, models.PROTECT, related_name="void_certificates")
    check_code = models.CharField("查验码", max_length=32, unique=True)
    certificate = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+")
    reason = models.CharField("作废原因", max_length=200)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("作废时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(voided_by=F("confirmed_by")), name="certificate_void_by_two_people"
            )
        ]

    def __str__(self):
        return f"{self.title} 作废"
