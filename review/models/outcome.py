"""The meeting, the public notice and the objections to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nominations.models import AnnualRound
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.security.crypto import EncryptedTextField

from ..states import OBJECTION
from .candidacy import Candidacy


class Meeting(models.Model):
    """A meeting of the 评选管理领导小组: who was there, what was decided over exactly which list."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="meetings")
    held_on = models.DateField("会议日期")
    seats = models.PositiveSmallIntegerField("应到人数")
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="到会")
    minutes = models.TextField("会议纪要")
    list_sha256 = models.CharField("审定名单核对码", max_length=64)
    minutes_file = models.ForeignKey(PrivateFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # the chair; null: entered before the chair confirmed
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="meeting_by_two_people",
            )
        ]

    def __str__(self):
        return f"{self.round}领导小组会议"


class PublicNotice(models.Model):
    """公示: an exact list, on show for working days of which the first counts."""

    round = models.ForeignKey(AnnualRound, models.PROTECT, related_name="notices")
    starts_on = models.DateField("公示开始")
    ends_on = models.DateField("公示结束")
    days = models.PositiveSmallIntegerField("工作日数")
    contact = models.CharField("受理异议的联系方式", max_length=200)
    list_sha256 = models.CharField("名单核对码", max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("发布时间")
    ended_at = models.DateTimeField("结束登记", null=True)
    told_at = models.DateTimeField(null=True)  # the firms, on the first day

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="notice_dates_in_order"),
            models.CheckConstraint(condition=~Q(published_by=F("confirmed_by")), name="notice_by_two_people"),
        ]

    def __str__(self):
        return f"{self.round}公示"


class NoticeEntry(models.Model):
    """One person on the notice, with nothing but what the public may read."""

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="entries")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="notice_entries")
    name = models.CharField("姓名", max_length=60)
    firm = models.CharField("工作单位", max_length=100)
    trade = models.CharField("职业（工种）", max_length=60)
    position = models.PositiveIntegerField("姓氏笔画次序")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "candidacy"], name="on_notice_once")]

    def __str__(self):
        return self.name


class Objection(models.Model):
    """异议: real name or sealed unit letter, in time; it holds one person, never the list."""

    MEANS = [
        ("visit", "来访"),
        ("letter", "信函"),
        ("call", "来电"),
        ("mail", "电子邮件"),
        ("portal", "网上实名"),
    ]
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="objections")
    means = models.CharField("方式", max_length=10, choices=MEANS)
    objector = EncryptedTextField("异议人及联系方式")
    real_name = models.BooleanField("实名或加盖公章")
    dated_on = models.DateField("收到日期（信函为邮戳日期）")
    allegation = models.TextField("异议内容")
    state = models.CharField("状态", max_length=12, choices=OBJECTION.choices)
    not_accepted_reason = models.CharField("不受理原因", max_length=200, blank=True)
    finding = models.TextField("核查报告", blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField("登记时间")
    decided_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(OBJECTION.labels)), name="objection_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "dismissed"]) | ~Q(finding=""), name="outcome_has_finding"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_accepted") | ~Q(not_accepted_reason=""),
                name="not_accepted_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.candidacy} 异议"
