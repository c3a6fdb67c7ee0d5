"""Who is who: users, organisations, and what a user is in an organisation."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.security.crypto import EncryptedTextField


class Role(models.TextChoices):
    """What a person is here; `permissions.csv` says what each may do."""

    FIRM_HR = "firm_hr", "企业人力资源专员"
    ENDORSING_CLERK = "endorsing_clerk", "推荐单位经办人"
    UNION_STAFF = "union_staff", "区总工会工作人员"
    EXPERT = "expert", "评审专家"
    EXPERT_SECRETARY = "expert_secretary", "专家委员会秘书"
    LEADER = "leader", "领导小组成员"
    DEPARTMENT_OFFICER = "department_officer", "部门联审人员"
    FINANCE = "finance", "财务人员"
    AUDITOR = "auditor", "纪检监督员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"


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


class Person(models.Model):
    """A human, apart from sign-ins: whoever has two accounts is one person in every act of two."""

    name = models.CharField("姓名", max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    """Makes users by sign-in name."""

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. There are no superusers: the database refuses the flag."""

    username = models.CharField("登录名", max_length=60, unique=True)
    full_name = models.CharField("姓名", max_length=60)
    # null: opened before there was the register; such an account is a person of its own
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="accounts", verbose_name="人员"
    )
    phone = EncryptedTextField("联系电话", blank=True)
    email = EncryptedTextField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    date_joined = models.DateTimeField("开通时间", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(is_superuser=False), name="no_superusers")]

    def __str__(self):
        return self.full_name

    @cached_property
    def _seats(self) -> list["Membership"]:
        """Every membership of every account of this person, ended ones too: one question a request."""
        person = Q(user__person=self.person_id) if self.person_id else Q(user=self)
        return list(Membership.objects.filter(person).select_related("organisation"))

    @cached_property
    def own_accounts(self) -> set[int]:
        """Every account of this person, this one too; each was opened with a role."""
        return {self.pk, *(row.user_id for row in self._seats)}

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """Memberships in force, read once a request; of dated ones those whose days have come and not gone."""
        rows = [row for row in self._seats if row.user_id == self.pk and row.in_force]
        for row in rows:
            row.user = self
        return rows

    def has_role(self, *roles: str) -> bool:
        return any(membership.role in roles for membership in self.current_memberships)

    def organisation_as(self, role: str) -> Organisation | None:
        """The unit for which the user holds the role, or None."""
        return next((m.organisation for m in self.current_memberships if m.role == role), None)

    @property
    def roles_text(self) -> str:
        return "、".join(m.get_role_display() for m in self.current_memberships)


class Membership(models.Model):
    """A user's role in an organisation, from when to when; ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    owner = models.BooleanField("单位管理员", default=False)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    # a stand-in (AB岗) or a role for named days
    first_day = models.DateField("开始日", null=True, blank=True)
    last_day = models.DateField("最后一日", null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="stand_ins", verbose_name="代理"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=models.F("first_day")),
                name="role_days_in_order",
                violation_error_message="最后一日不能早于开始日。",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_once",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    @property
    def in_force(self) -> bool:
        """Not ended, and today is one of its days where it has any."""
        if self.ended_at or not (self.first_day or self.last_day):
            return self.ended_at is None
        today = clock.today()
        return (self.first_day or today) <= today <= (self.last_day or today)


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
