"""What street, departments and district said of a file."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock

from .application import MARKABLE
from .files import Nomination


class Endorsement(models.Model):
    """What the street or industry union said of a submitted file: endorsed, or returned once with reasons."""

    DECISIONS = [("endorsed", "初审通过"), ("returned", "退回补正")]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="endorsements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="推荐单位")
    decision = models.CharField("结论", max_length=10, choices=DECISIONS)
    opinion = models.CharField("意见", max_length=500)
    marks = models.JSONField("须补正的栏目", default=dict)  # field -> what is to be corrected there
    correct_by = models.DateTimeField("补正期限", null=True)
    file_sha256 = models.CharField("所审内容核对码", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")
    dropped_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(decision="returned", dropped_at__isnull=True),
                name="returned_once",
                violation_error_message="这份申报已经退回过一次，不能再次退回。",
            )
        ]

    def __str__(self):
        return f"{self.nomination} {self.get_decision_display()}"

    @property
    def open_until(self) -> dt.datetime | None:
        """Until when the firm may correct: the day that was set, or while it was given more time."""
        more = self.nomination.round.deadline_changes.filter(
            firm=self.nomination.firm, until__gt=clock.now()
        ).first()
        return more.until if more else self.correct_by

    @property
    def overdue(self) -> bool:
        """The firm's time to correct is over."""
        ends = self.open_until
        return ends is not None and clock.now() >= ends

    @property
    def marked(self) -> list[tuple[str, str]]:
        """(heading, what is to be corrected there), in the order of the form."""
        return [(heading, self.marks[field]) for field, heading in MARKABLE.items() if field in self.marks]


class DepartmentOpinion(models.Model):
    """部门联审: asked with a due date, answered with yes or no, document number and date; nothing else is kept."""

    ANSWERS = [("clear", "无不良记录"), ("negative", "有不良记录")]
    MATTERS = [
        ("wages", "拖欠工资或社会保险费"),
        ("accident", "安全生产责任事故"),
        ("labour", "严重职业危害或群体性事件"),
        ("environment", "能耗、环保违规"),
        ("tax", "税务违法"),
        ("market", "市场监管严重失信"),
        ("other", "其他"),
    ]
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="opinions")
    department = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("发函时间")
    due_on = models.DateField("回复期限")
    answer = models.CharField("意见", max_length=10, choices=ANSWERS, blank=True)
    matter = models.CharField("不良记录事项", max_length=12, choices=MATTERS, blank=True)
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
            models.CheckConstraint(
                condition=~Q(answer="negative") | ~Q(matter=""),
                name="negative_answer_names_matter",
                violation_error_message="有不良记录的，须选择事项。",
            ),
        ]

    def __str__(self):
        return f"{self.department}：{self.nomination}"


class Waiver(models.Model):
    """领导小组 lets a file go on in spite of a department's negative answer: two of its members, with the minutes."""

    opinion = models.OneToOneField(DepartmentOpinion, models.PROTECT, related_name="waiver")
    reason = models.CharField("理由", max_length=300)
    document_no = models.CharField("会议纪要或文件", max_length=60)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")),
                name="waiver_by_two_people",
                violation_error_message="豁免须由领导小组两名成员办理。",
            )
        ]

    def __str__(self):
        return f"{self.opinion} 豁免"


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
