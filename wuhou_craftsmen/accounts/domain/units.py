"""Organisations: the district's units as reference data, and firms as they are registered."""

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.refusals import Refusal

from ..models import Organisation, OrganisationKind, User

STREETS = [
    "浆洗街",
    "望江路",
    "玉林",
    "火车南站",
    "晋阳",
    "红牌楼",
    "簇桥",
    "机投桥",
    "金花桥",
    "簇锦",
    "华兴",
]
DEPARTMENTS = [
    "区委办公室", "区政府办公室", "区委组织部", "区委宣传部", "区新经济局", "区教育局", "区财政局", "区人社局",
    "区住建交局", "区文体旅局", "区市场监管局", "区税务局",
]  # fmt: skip


@transaction.atomic
def load_units() -> None:
    """The eleven streets (since 2019), 武侯新城, an industry union, the thirteen named units; harmless to repeat."""
    named = (
        [(OrganisationKind.STREET, f"{name}街道") for name in STREETS]
        + [(OrganisationKind.NEW_TOWN, "武侯新城"), (OrganisationKind.INDUSTRY_UNION, "武侯区产业工会")]
        + [(OrganisationKind.DEPARTMENT, name) for name in DEPARTMENTS]
        + [(OrganisationKind.UNION, "区总工会")]
    )
    for kind, name in named:
        Organisation.objects.get_or_create(kind=kind, name=name)


@transaction.atomic
def register_firm(
    actor: User, *, credit_code: str, name: str, nature: str, endorsing_unit: Organisation
) -> Organisation:
    """A firm by its credit code; the same code again is the same firm. Another name for it is refused."""
    firm = Organisation.objects.select_for_update().filter(credit_code=credit_code).first()
    if firm:
        if firm.name != name:
            raise Refusal(f"统一社会信用代码已登记为“{firm.name}”，与“{name}”不符，请核对。")
        return firm
    firm = Organisation.objects.create(
        kind=OrganisationKind.FIRM,
        credit_code=credit_code,
        name=name,
        nature=nature,
        endorsing_unit=endorsing_unit,
    )
    audit.record(actor, "登记企业", firm)
    return firm
