"""Clause 九 after the naming: benefits, care, what became of the craftsmen, and where they are now."""

from django.db import models

from awards.models import VoidCertificate
from wuhou_craftsmen.common.security.crypto import EncryptedTextField
from wuhou_craftsmen.registers.models import Entry


class Benefit(Entry):
    """One of the 技能人才优惠政策 that holders of a title enjoy."""

    name = models.CharField("政策名称", max_length=100)
    content = models.CharField("享受内容", max_length=300)
    how = models.CharField("办理方式", max_length=200, help_text="到哪里办、带什么材料")
    document = models.CharField("政策文件", max_length=100, help_text="文件名称和文号")
    since = models.DateField("开始日期")
    ended_on = models.DateField("停止日期", null=True, blank=True)
    ending = models.CharField("停止原因", max_length=200, blank=True)


class BenefitGrant(Entry):
    """A benefit that a holder was given."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="grants", verbose_name="优惠政策")
    on = models.DateField("办理日期")
    content = models.CharField("办理结果", max_length=200, blank=True, help_text="如金额、房号、学校，可不填")


class Care(Entry):
    """走访慰问, 特殊医疗保险, 疗休养: who gave what to whom."""

    KINDS = [(kind, kind) for kind in ("走访慰问", "特殊医疗保险", "疗休养", "其他礼遇")]
    GIVERS = [(kind, kind) for kind in ("机关", "工会", "企业", "社会组织")]
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    on = models.DateField("日期", help_text="保险写生效日期，疗休养写第一天")
    giver_kind = models.CharField("提供方类别", max_length=4, choices=GIVERS)
    giver = models.CharField("提供方", max_length=100)
    visitor = models.CharField("走访人", max_length=100, blank=True, help_text="走访慰问的写姓名和职务")
    amount_fen = models.BigIntegerField("金额（元）", null=True, blank=True, help_text="没有金额的不填")
    things = models.CharField(
        "物品或服务", max_length=200, blank=True, help_text="如慰问品、保险名称、疗休养地点"
    )


class Outcome(Entry):
    """发展党员, 劳动模范, 代表和委员, 挂职兼职: read by name in 区委组织部 alone."""

    KINDS = [
        (kind, kind)
        for kind in ("发展党员", "劳动模范", "党代表", "人大代表", "政协委员", "群团挂职", "群团兼职")
    ]
    kind = models.CharField("类别", max_length=4, choices=KINDS)
    on = models.DateField("日期", help_text="批准、当选或任职的日期")
    document = models.CharField("依据", max_length=100, help_text="文件名称和文号")


class AfterNaming(Entry):
    """年度确认: where a craftsman is in a year after the naming."""

    WHERE = [(state, state) for state in ("在岗", "调动", "退休", "去世")]
    PAPERS = [(state, state) for state in ("完好", "遗失或损坏")]
    where = models.CharField("本人情况", max_length=4, choices=WHERE)
    post = models.CharField("岗位", max_length=60, blank=True, help_text="在岗的填写现在的岗位")
    phone = EncryptedTextField("联系电话", blank=True, help_text="本人的手机号码；去世的不填")
    certificate = models.CharField(
        "荣誉证书", max_length=6, choices=PAPERS, help_text="遗失或损坏的，核实后由区总工会作废、重新制发"
    )
    remark = models.CharField(
        "说明", max_length=200, blank=True, help_text="调动的写明去向，退休、去世的写明日期"
    )

    @property
    def turn(self) -> str:
        if self.certificate != "遗失或损坏" or self.verified_at is None:
            return ""
        if VoidCertificate.objects.filter(title__person=self.person_id, at__gt=self.verified_at).exists():
            return "报告遗失或损坏的证书已经作废；重新制发以后，在“工匠梯次”本人的页面下载。"
        return "证书遗失或损坏，等待区总工会作废原来的证书、重新制发。"
