"""The craftsman as a person: one record for life, found by the fingerprint of the ID number."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.crypto import EncryptedTextField


class Tier(models.TextChoices):
    """The rungs, lowest first: the portal's 学徒, then clause 八's five."""

    APPRENTICE = "apprentice", "学徒"
    FIRM_SKILL_EXPERT = "firm_skill_expert", "企业技术能手"
    FIRM_CHIEF_TECHNICIAN = "firm_chief_technician", "企业首席技师"
    FIRM_CRAFTSMAN = "firm_craftsman", "企业工匠"
    ZHUGE = "zhuge_craftsman", "诸葛工匠"
    CHENGDU = "chengdu_craftsman", "成都工匠"


class Craftsman(models.Model):
    """A person. Never found by name: two people may be called 张建国."""

    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=1, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    id_number = EncryptedTextField("身份证号")
    id_fingerprint = models.CharField(max_length=64, unique=True)
    phone = EncryptedTextField("联系电话", blank=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Rung(models.Model):
    """A step of the ladder that a person reached, with date and proof; a revoked title keeps its row."""

    person = models.ForeignKey(Craftsman, models.PROTECT, related_name="rungs")
    tier = models.CharField("层级", max_length=30, choices=Tier.choices)
    reached_on = models.DateField("取得日期", null=True)
    proof = models.CharField("依据", max_length=200)
    revoked_on = models.DateField("撤销日期", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tier"], condition=Q(revoked_on__isnull=True), name="rung_once"
            )
        ]

    def __str__(self):
        return f"{self.person} {self.get_tier_display()}"
