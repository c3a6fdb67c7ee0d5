"""Persons, their sign-ins, and what they are in an organisation."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.security.crypto import EncryptedTextField

from .organisations import Organisation


class Role(models.TextChoices):
    """What a person is here; `permissions.csv` says what each may do."""

    FIRM_HR = "firm_hr", "企业人力资源专员"
    ENDORSING_CLERK = "endorsing_clerk", "推荐单位经办人"
    UNION_STAFF = "union_staff", "区总工会工作人员"
    EXPERT = "expert", "评审专家"
    EXPERT_SECRETARY = "expert_secretary", "专家委员会秘书"
    LEADER = "leader", "领导小组成员"
    DEPARTMENT_OFFICER = "department_officer", "部门经办人"
    FINANCE = "finance", "财务人员"
    AUDITOR = "auditor", "纪检监督员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"


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
    # the last day on which what falls due was looked through for a notice
    reminded_on = models.DateField("待办提醒日期", null=True)
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


class MembershipQuerySet(models.QuerySet):
    def in_force(self):
        """Not ended, and today is one of their days where they have any; one by one `Membership.in_force`."""
        today = clock.today()
        begun = Q(first_day=None) | Q(first_day__lte=today)
        return self.filter(begun, Q(last_day=None) | Q(last_day__gte=today), ended_at=None)


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

    objects = MembershipQuerySet.as_manager()

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
