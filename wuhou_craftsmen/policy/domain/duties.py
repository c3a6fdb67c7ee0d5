"""Which unit leads a clause and which is responsible, as the version in force says (its table of 牵头、责任单位)."""

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.request_cache import once_a_request

from ..models import BodyMember, UnitDuty
from . import bodies
from .versions import current_of

LEAD, RESPONSIBLE = "lead", "responsible"
TALENT_MEMBERS = "区人才工作领导小组成员单位"
EVERY = "各"  # 各街道: every endorsing unit of that kind


@once_a_request
def _named() -> dict[int, list[tuple[str, bool]]]:
    """clause by its number in the first text -> [(unit or group as the policy names it, leads)] in the policy's order."""
    rows = list(
        UnitDuty.objects.filter(clause__origin__isnull=False)
        .order_by("clause__number", "-lead", "position")
        .values_list(
            "clause__version", "clause__version__valid_from", "clause__version__valid_to", "clause__origin", "unit_name", "lead"
        )
    )  # fmt: skip
    version = current_of({row[:3] for row in rows}, clock.today())
    found: dict[int, list[tuple[str, bool]]] = {}
    for row in rows:
        if row[0] == version:
            found.setdefault(row[3] or 0, []).append(row[4:])
    return found


@once_a_request
def _talent_units() -> set[int]:
    """The units in 区人才工作领导小组."""
    seats = BodyMember.objects.filter(body__key=bodies.TALENT, ended_on=None)
    return set(seats.values_list("organisation", flat=True))


def names(clause: int, *, lead: bool) -> list[str]:
    """As the policy names them."""
    return [name for name, leads in _named().get(clause, []) if leads == lead]


def units_in(clause: int) -> list[tuple[Organisation, str]]:
    """(unit, LEAD or RESPONSIBLE) of every live unit that has a part in the clause; each of 各街道 by itself."""
    kinds = (OrganisationKind.DEPARTMENT, OrganisationKind.UNION, OrganisationKind.ENDORSING)
    live = Organisation.objects.filter(kind__in=kinds, ended_on=None, struck_off_on=None)
    parts = [(unit, part_of(unit, clause)) for unit in live.select_related("endorsing_kind").order_by("pk")]
    return sorted((found for found in parts if found[1]), key=lambda found: found[1] != LEAD)


def part_of(unit: Organisation, clause: int) -> str:
    """LEAD, RESPONSIBLE, or nothing."""
    named = _named().get(clause, [])
    parts = {LEAD if leads else RESPONSIBLE for name, leads in named if _is_meant(unit, name)}
    if not parts and (TALENT_MEMBERS, False) in named and unit.pk in _talent_units():
        return RESPONSIBLE
    return LEAD if LEAD in parts else next(iter(parts), "")


def _is_meant(unit: Organisation, name: str) -> bool:
    if name.startswith(EVERY) and unit.kind == OrganisationKind.ENDORSING:
        return name.removeprefix(EVERY) == unit.kind_text
    return name == unit.name or name in unit.former_names
