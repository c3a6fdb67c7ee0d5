"""直接认定 (clause 七): a title of a 区（市）县 or higher, held by somebody who came to 武侯."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman

from ..states import DIRECT
from .files import Nomination
from .rounds import AnnualRound


class DirectRecognition(models.Model):
    """A claim to be recognised; once proposed its `nomination` carries it through meeting, notice and naming."""

    LEVELS = [
        ("nation", "国家级"),
        ("province", "省级"),
        ("city", "市级"),
        ("district", "区（市）县级"),
        ("firm", "企业级"),
    ]
    FINDINGS = [("valid", "称号真实、有效"), ("revoked", "称号已被撤销"), ("unknown", "发证机关查无此称号")]
    round = models.ForeignKey(
        AnnualRound, models.PROTECT, related_name="direct_recognitions", verbose_name="批次"
    )
    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="direct_recognitions")
    firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="工作单位")
    state = models.CharField("状态", max_length=20, choices=DIRECT.choices, default="claimed")
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=1)
    trade = models.CharField("职业（工种）", max_length=60)
    title = models.CharField("称号", max_length=100)
    issuer = models.CharField("授予机关", max_length=100)
    level = models.CharField("级别", max_length=10, choices=LEVELS)
    titled_on = models.DateField("授予日期")
    document_no = models.CharField("命名文件或证书编号", max_length=100)
    arrived_on = models.DateField("来武侯工作日期")
    consented_on = models.DateField("本人单独同意日期")
    evidence = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+", verbose_name="称号证明")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    claimed_at = models.DateTimeField("提出时间")
    finding = models.CharField("核实结果", max_length=10, choices=FINDINGS, blank=True)
    how = models.CharField("核实经过", max_length=500, blank=True)
    reply_no = models.CharField("授予机关复函文号", max_length=60, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核实人"
    )
    checked_at = models.DateTimeField("核实时间", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    confirmed_at = models.DateTimeField("复核时间", null=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, null=True, related_name="direct", verbose_name="申报"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DIRECT.labels)), name="direct_state_known"),
            models.CheckConstraint(
                condition=~Q(level="firm"),
                name="direct_level_high_enough",
                violation_error_message="区（市）县级以上的称号才能直接认定（第七条）。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (Q(checked_by__isnull=False) & ~Q(confirmed_by=F("checked_by"))),
                name="direct_by_two_people",
                violation_error_message="直接认定须由两名不同的工作人员办理。",
            ),
            models.CheckConstraint(
                condition=~Q(state="evidence_checked") | (Q(finding="valid") & ~Q(reply_no="")),
                name="direct_checked_with_reply",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(nomination__isnull=False, confirmed_by__isnull=False),
                name="direct_proposed_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""), name="direct_end_has_reason"
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=~Q(state__in=["refused", "withdrawn"]),
                name="direct_once_a_round",
            ),
        ]

    def __str__(self):
        return f"{self.name}　{self.title}"
