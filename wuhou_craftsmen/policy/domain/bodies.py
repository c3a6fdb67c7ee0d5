"""The three bodies that the policy names, and who sits in them. They are not the same."""

from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel import audit

from ..models import Body, BodyMember

NAMING = "naming_leading_group"
BODIES = [
    (NAMING, "“诸葛工匠”评选管理领导小组", "第八条"),
    ("cultivation_leading_group", "全区工匠培育工作领导小组", "第十条"),
    ("talent_leading_group", "区人才工作领导小组", "第五、七、八条"),
]
# clause 十 names these nine, "等部门"
CULTIVATION_UNITS = [
    "区委组织部", "区委宣传部", "区新经济局", "区教育局", "区财政局", "区人社局", "区文体旅局", "区市场监管局", "区总工会",
]  # fmt: skip


@transaction.atomic
def load_bodies() -> None:
    """The bodies, and the nine units of clause 十. Idempotent."""
    for key, name, clause in BODIES:
        Body.objects.get_or_create(key=key, defaults={"name": name, "clause": clause})
    cultivation = Body.objects.get(key="cultivation_leading_group")
    if not cultivation.members.exists():
        units = {unit.name: unit for unit in Organisation.objects.filter(name__in=CULTIVATION_UNITS)}
        BodyMember.objects.bulk_create(
            BodyMember(body=cultivation, organisation=units[name]) for name in CULTIVATION_UNITS
        )


@transaction.atomic
def seat(
    actor: User | None, key: str, user: User, organisation: Organisation, chair: bool = False
) -> BodyMember:
    """Give a person a seat in a body. Idempotent."""
    member, created = BodyMember.objects.get_or_create(
        body=Body.objects.get(key=key),
        user=user,
        ended_on=None,
        defaults={"organisation": organisation, "chair": chair},
    )
    if created:
        audit.record(actor, "登记成员", member)
    return member


def members(key: str) -> QuerySet[BodyMember]:
    """Seats in force that a person fills."""
    return BodyMember.objects.filter(body__key=key, user__isnull=False, ended_on=None).select_related(
        "user", "organisation"
    )
