"""寻找身边的工匠 (clause 六): what somebody in the street knows of a craftsman, without the person's private data."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.security.crypto import EncryptedTextField

from ..states import LEAD
from .files import Nomination


class Lead(models.Model):
    """工匠线索: name, firm, trade and deeds, nothing else of the person until the person consents.

    Of the number that finds it again only a fingerprint is kept; `source` is one of the client's address, for a day.
    """

    receipt_fingerprint = models.CharField(max_length=64, unique=True)
    state = models.CharField("状态", max_length=12, choices=LEAD.choices, default="new")
    name = models.CharField("姓名", max_length=60)
    firm_name = models.CharField("工作单位", max_length=100)
    trade = models.CharField("职业（工种）", max_length=60)
    deeds = models.TextField("事迹", max_length=1000)
    recommender_name = EncryptedTextField("推荐人姓名", blank=True)
    recommender_phone = EncryptedTextField("推荐人电话", blank=True)
    source = models.CharField(max_length=64, db_index=True)
    received_at = models.DateTimeField("收到时间", db_index=True)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="leads_to_pass", verbose_name="推荐单位"
    )
    firm = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="leads", verbose_name="转办企业"
    )
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, null=True, related_name="lead", verbose_name="申报"
    )
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="duplicates", verbose_name="并入"
    )
    reason = models.CharField("不采纳的理由", max_length=300, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    handled_at = models.DateTimeField("办理时间", null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(LEAD.labels)), name="lead_state_known"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(nomination__isnull=False), name="adopted_lead_has_file"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="declined_lead_has_reason",
                violation_error_message="不采纳须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(same_as__isnull=False), name="merged_lead_names_other"
            ),
            models.CheckConstraint(
                condition=~Q(state="passed_on") | Q(unit__isnull=False) | Q(firm__isnull=False),
                name="passed_lead_has_receiver",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.firm_name}）"
