"""What street, departments and district said of a file."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation

from ..vocabulary import MARKABLE
from .files import Nomination


class Endorsement(models.Model):
    """What the street or industry union said of a submitted file: endorsed, or returned once with reasons."""

    DECISIONS = [("endorsed", "初审通过"), ("returned", "退回补正")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="endorsements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    decision = models.CharField("结论", max_length=10, choices=DECISIONS)
    opinion = models.CharField("意见", max_length=500)
    fields = models.JSONField("须补正的栏目", default=list)
    correct_by = models.DateTimeField("补正期限", null=True)
    file_sha256 = models.CharField("所审内容校验值", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(decision="returned"),
                name="returned_once",
                violation_error_message="这份申报已经退回过一次，不能再次退回。",
            )
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_decision_display()}"

    @property
    def marked(self) -> list[str]:
        """The headings of what was asked to be corrected, in the order of the form."""
        return [heading for field, heading in MARKABLE.items() if field in self.fields]


class DepartmentOpinion(models.Model):
    """部门联审: asked with a due date, answered with yes or no, document number and date; nothing else is kept."""

    ANSWERS = [("clear", "无不良记录"), ("negative", "有不良记录")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="opinions")
    department = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("发函时间")
    due_on = models.DateField("回复期限")
    answer = models.CharField("意见", max_length=10, choices=ANSWERS, blank=True)
    document_no = models.CharField("复函文号", max_length=60, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("回复时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "department"], name="department_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="") | (~Q(document_no="") & Q(answered_by__isnull=False)),
                name="answer_has_document",
            ),
        ]

    def __str__(self):
        return f"{self.department}：{self.nomination}"


class QualificationCheck(models.Model):
    """District check by two different people; the verdict takes effect when the second confirms."""

    VERDICTS = [("qualified", "资格合格"), ("unqualified", "资格不合格")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="checks")
    verdict = models.CharField("结论", max_length=12, choices=VERDICTS)
    reason = models.CharField("理由", max_length=500, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审查人"
    )
    checked_at = models.DateTimeField("审查时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    confirmed_at = models.DateTimeField("复核时间", null=True)
    dropped_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("checked_by")),
                name="qualification_by_two_people",
                violation_error_message="资格审查须由两名不同的工作人员办理。",
            ),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(dropped_at__isnull=True), name="one_live_check"
            ),
            models.CheckConstraint(
                condition=Q(verdict="qualified") | ~Q(reason=""),
                name="unqualified_has_reason",
                violation_error_message="资格不合格须写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_verdict_display()}"
