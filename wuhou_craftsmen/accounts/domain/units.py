"""Organisations: the district's units as reference data, and firms as they are registered."""

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.refusals import Refusal

from ..models import EndorsingKind, Organisation, OrganisationKind, User

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
    "区住建交局", "区文体旅局", "区市场监管局", "区税务局", "区应急局", "公安武侯区分局", "武侯生态环境局",
]  # fmt: skip


# kinds in their order, with the units of each
ENDORSING = {
    "街道": [f"{name}街道" for name in STREETS],
    "武侯新城": ["武侯新城"],
    "产业工会": ["武侯区产业工会"],
}


@transaction.atomic
def load_units() -> None:
    """What an empty database starts with: the eleven streets (since 2019), 武侯新城, an industry union, the thirteen
    named units and the three whose opinion on safety, order and environment is asked. Harmless to repeat: endorsing units are changed on their page afterwards, never here."""
    if not EndorsingKind.objects.exists():
        for place, (kind_name, names) in enumerate(ENDORSING.items(), 1):
            kind = EndorsingKind.objects.create(name=kind_name, place=place)
            for name in names:
                Organisation.objects.create(kind=OrganisationKind.ENDORSING, endorsing_kind=kind, name=name)
    for name in DEPARTMENTS:
        Organisation.objects.get_or_create(kind=OrganisationKind.DEPARTMENT, name=name)
    Organisation.objects.get_or_create(kind=OrganisationKind.UNION, name="区总工会")


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
    if not Organisation.objects.endorsing().filter(pk=endorsing_unit.pk).exists():
        raise Refusal(f"“{endorsing_unit}”不是现有的推荐单位，请另选。")
    firm = Organisation.objects.create(
        kind=OrganisationKind.FIRM,
        credit_code=credit_code,
        name=name,
        nature=nature,
        endorsing_unit=endorsing_unit,
    )
    audit.record(actor, "登记企业", firm)
    return firm
