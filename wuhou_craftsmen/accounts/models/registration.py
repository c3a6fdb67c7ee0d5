"""A firm that asks for its first account."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.security.crypto import EncryptedTextField

from .organisations import Organisation


class FirmRegistration(models.Model):
    """单位注册: a firm asks for its first account; the clerk of its endorsing unit confirms or refuses."""

    STATES = [("waiting", "待确认"), ("confirmed", "已确认"), ("refused", "未通过")]
    receipt_no = models.CharField("登记编号", max_length=30, null=True, unique=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    name = models.CharField("单位名称", max_length=100)
    nature = models.CharField("企业性质", max_length=20)
    endorsing_unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="registrations", verbose_name="推荐单位"
    )
    contact_name = models.CharField("联系人", max_length=60)
    phone = EncryptedTextField("手机号码")
    email = EncryptedTextField("电子邮箱", blank=True)
    username = models.CharField("希望的登录名", max_length=60)
    letter = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+", verbose_name="单位介绍信")
    # fingerprint of the code that was shown to whoever registered: the first link opens nothing without it
    own_code = models.CharField(max_length=64, blank=True)
    code = ""  # the code itself, on the page that follows and nowhere else
    client = models.CharField("来源", max_length=64)  # keyed fingerprint of the network address
    noticed_at = models.DateTimeField("同意个人信息告知的时间")
    created_at = models.DateTimeField("提交时间")
    state = models.CharField("状态", max_length=10, choices=STATES, default="waiting")
    decided_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    decided_at = models.DateTimeField("办理时间", null=True)
    reason = models.CharField("未通过原因", max_length=300, blank=True)
    firm = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="登记的企业"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["client", "created_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=Q(state="waiting"), name="one_waiting_registration"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, firm__isnull=True)
                | Q(state="confirmed", decided_by__isnull=False, firm__isnull=False)
                | (Q(state="refused", decided_by__isnull=False, firm__isnull=True) & ~Q(reason="")),
                name="registration_decided_as_its_state_says",
            ),
        ]

    def __str__(self):
        return f"{self.receipt_no} {self.name}"
