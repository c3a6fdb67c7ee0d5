"""The units: firms, endorsing units, departments, and the union itself."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.security.crypto import EncryptedTextField


class OrganisationKind(models.TextChoices):
    """企业, endorsing units of whatever EndorsingKind, departments, and the union itself."""

    FIRM = "firm", "企业"
    ENDORSING = "endorsing", "推荐单位"
    DEPARTMENT = "department", "区级部门"
    UNION = "union", "区总工会"


class EndorsingKind(models.Model):
    """街道, 武侯新城, 产业工会 and whatever the district adds; named in this order wherever a sentence speaks of them."""

    name = models.CharField("类别", max_length=20, unique=True)
    place = models.PositiveSmallIntegerField("排列次序")
    ended_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def endorsing(self, also=()):
        """The endorsing units in force in the order of their kinds; of those ended only the ones in `also`."""
        units = self.filter(Q(ended_on=None) | Q(pk__in=also), kind=OrganisationKind.ENDORSING)
        return units.order_by("endorsing_kind__place", "endorsing_kind", "pk")

    def departments(self):
        """The district's departments in force."""
        return self.filter(kind=OrganisationKind.DEPARTMENT, ended_on=None)

    def listed_units(self):
        """What two people may rename and end: endorsing units and departments, those in force."""
        return self.filter(kind__in=[OrganisationKind.ENDORSING, OrganisationKind.DEPARTMENT], ended_on=None)


class Organisation(models.Model):
    """A unit. A firm is known by its 统一社会信用代码 and belongs to the endorsing unit of its area."""

    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices)
    endorsing_kind = models.ForeignKey(
        EndorsingKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name="推荐单位类别",
    )
    name = models.CharField("名称", max_length=100)
    # before it was renamed: the policy goes on calling it so
    former_names = models.JSONField("曾用名称", default=list)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    nature = models.CharField("企业性质", max_length=20, blank=True)
    endorsing_unit = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="firms",
        verbose_name="所在街道（推荐单位）",
    )
    ended_on = models.DateField("停用日期", null=True, blank=True)
    struck_off_on = models.DateField("除名日期", null=True, blank=True)
    struck_off_reason = models.CharField("除名原因和依据", max_length=300, blank=True)
    contact_name = models.CharField("联系人", max_length=60, blank=True)
    contact_phone = EncryptedTextField("联系电话", blank=True)
    contact_email = EncryptedTextField("电子邮箱", blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=~Q(kind="firm"), name="unit_name_once"),
            models.CheckConstraint(
                condition=~Q(kind="firm") | Q(credit_code__isnull=False, endorsing_unit__isnull=False),
                name="firm_has_code_and_endorsing_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind="endorsing", endorsing_kind__isnull=False)
                | Q(kind="department", endorsing_kind__isnull=True)
                | Q(kind__in=["firm", "union"], endorsing_kind__isnull=True, ended_on__isnull=True),
                name="endorsing_units_have_a_kind_and_departments_may_end",
            ),
            models.CheckConstraint(
                condition=Q(struck_off_reason="") | Q(kind="firm", struck_off_on__isnull=False),
                name="only_a_struck_off_firm_has_a_reason",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def kind_text(self) -> str:
        """街道, 产业工会 …; 区级部门"""
        return str(self.endorsing_kind or self.get_kind_display())

    @property
    def is_endorsing(self) -> bool:
        """An endorsing unit in force."""
        return self.kind == OrganisationKind.ENDORSING and self.ended_on is None
