"""Organisations: the district's units as reference data, and firms as they are registered. 推荐单位 and 区级部门 are rows that
two people enter, rename, merge and end: a further street, industry union, department or kind of unit."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

from .. import rules
from ..models import EndorsingKind, Membership, Organisation, OrganisationKind, User
from .people import end_role, give_role

MAX_NAME, MAX_KIND = 100, 20
DEPARTMENT = str(OrganisationKind.DEPARTMENT.label)
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
    """What an empty database starts with: the eleven streets (since 2019), 武侯新城, an industry union, the thirteen named
    units and the three whose opinion on safety, order and environment is asked.

    Harmless to repeat: endorsing units are changed on their page afterwards, never here.
    """
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


def _check_name(name: str, basis: str) -> None:
    require_text(name, "请填写单位的名称。")
    require_text(basis, "请写明依据的文件。")
    if len(name) > MAX_NAME:
        raise Refusal(f"名称不超过 {MAX_NAME} 字。")
    if Organisation.objects.exclude(kind=OrganisationKind.FIRM).filter(name=name).exists():
        raise Refusal(f"已有名为“{name}”的单位，请核对。")


def _check_add(kind: str, name: str, basis: str) -> None:
    if not 0 < len(kind.strip()) <= MAX_KIND:
        raise Refusal(f"请选择类别，或填写不超过 {MAX_KIND} 字的新类别。")
    _check_name(name, basis)


def _add_summary(kind: str, name: str, basis: str) -> str:
    if kind == DEPARTMENT:
        return f"新增区级部门“{name}”，依据：{basis}"
    new = "" if EndorsingKind.objects.filter(name=kind, ended_on=None).exists() else "新类别"
    return f"新增推荐单位“{name}”，{new}“{kind}”，依据：{basis}"


@two_person_act(
    "accounts.add_endorsing_unit",
    "新增单位",
    may=rules.is_union_staff,
    summary=_add_summary,
    check=_check_add,
)
@transaction.atomic
def add(*, actor: User, second: User, kind: str, name: str, basis: str) -> Organisation:
    """The unit, and its kind where that is new: named after the others from now on."""
    _check_add(kind, name, basis)
    if kind == DEPARTMENT:
        unit = Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name=name)
        audit.record(second, "新增单位", unit, basis=basis, proposed_by=str(actor))
        return unit
    last = EndorsingKind.objects.aggregate(last=Max("place"))["last"] or 0
    found, _ = EndorsingKind.objects.get_or_create(name=kind, defaults={"place": last + 1})
    if found.ended_on:
        found.ended_on = None
        found.save()
    unit = Organisation.objects.create(kind=OrganisationKind.ENDORSING, endorsing_kind=found, name=name)
    audit.record(second, "新增单位", unit, basis=basis, proposed_by=str(actor))
    return unit


def _in_force(unit_id: int, *, lock: bool = False) -> Organisation:
    units = Organisation.objects.listed_units()
    unit = (units.select_for_update(of=("self",)) if lock else units).filter(pk=unit_id).first()
    if unit is None:
        raise Refusal("这家单位已经停用。")
    return unit


def _check_rename(unit_id: int, name: str, basis: str) -> None:
    _in_force(unit_id)
    _check_name(name, basis)


@two_person_act(
    "accounts.rename_endorsing_unit",
    "单位更名",
    may=rules.is_union_staff,
    summary=lambda unit_id, name, basis: f"“{_in_force(unit_id)}”更名为“{name}”，依据：{basis}",
    check=_check_rename,
)
@transaction.atomic
def rename(*, actor: User, second: User, unit_id: int, name: str, basis: str) -> Organisation:
    """Its firms, clerks and files stay with it."""
    _check_rename(unit_id, name, basis)
    unit = _in_force(unit_id, lock=True)
    old, unit.name = unit.name, name
    unit.former_names = [*unit.former_names, old]
    unit.save()
    audit.record(second, "单位更名", unit, old=old, new=name, basis=basis, proposed_by=str(actor))
    return unit


def _check_end(unit_id: int, basis: str) -> None:
    unit = _in_force(unit_id)
    require_text(basis, "请写明依据的文件。")
    if firms := unit.firms.filter(struck_off_on=None).count():
        raise Refusal(f"“{unit}”还有 {firms} 家在册企业，不能停用。")
    if waiting := unit.registrations.filter(state="waiting").count():
        raise Refusal(f"“{unit}”还有 {waiting} 份单位注册待确认，不能停用。")
    if Membership.objects.filter(organisation=unit, ended_at=None).exists():
        raise Refusal(f"“{unit}”还有在任的人员，请先结束其角色，或者办理合并。")


@two_person_act(
    "accounts.end_endorsing_unit",
    "停用单位",
    may=rules.is_union_staff,
    summary=lambda unit_id, basis: f"停用“{_in_force(unit_id)}”，依据：{basis}",
    check=_check_end,
)
@transaction.atomic
def end(*, actor: User, second: User, unit_id: int, basis: str) -> Organisation:
    """Offered no more; what it endorsed stays. A kind ends with its last unit."""
    unit = _in_force(unit_id, lock=True)
    _check_end(unit_id, basis)
    _ended(unit)
    audit.record(second, "停用单位", unit, basis=basis, proposed_by=str(actor))
    return unit


def _ended(unit: Organisation) -> None:
    """From today on; its kind with it where it was the last."""
    unit.ended_on = clock.today()
    unit.save()
    kind = unit.endorsing_kind
    if kind and not kind.units.filter(ended_on=None).exists():
        kind.ended_on = unit.ended_on
        kind.save()


@dataclass(frozen=True)
class Following:
    """What of a higher room follows when a unit merges: `told(unit, into)` gives (label, words) before, `move(actor, unit,
    into)` does it, in the merge's transaction and before the units are locked."""

    told: Callable[[Organisation, Organisation], list[tuple[str, str]]]
    move: Callable[[User, Organisation, Organisation], object]


_following: list[Following] = []


def follows_a_merge(following: Following) -> None:
    """Register what else moves to the unit that goes on."""
    _following.append(following)


def _told_by_others(unit_id: int, into_id: int, basis: str) -> list[tuple[str, str]]:
    unit, into = _check_merge(unit_id, into_id, basis)
    return [row for following in _following for row in following.told(unit, into)]


def _check_merge(unit_id: int, into_id: int, basis: str) -> tuple[Organisation, Organisation]:
    unit, into = _in_force(unit_id), _in_force(into_id)
    require_text(basis, "请写明依据的文件。")
    if unit == into or unit.kind != into.kind:
        raise Refusal("请选择并入的另一家同类单位。")
    return unit, into


def _merge_summary(unit_id: int, into_id: int, basis: str) -> str:
    unit, into = _check_merge(unit_id, into_id, basis)
    return f"“{unit}”并入“{into}”，依据：{basis}"


def _what_moves(unit_id: int, into_id: int, basis: str) -> list[tuple[str, str]]:
    unit, into = _check_merge(unit_id, into_id, basis)
    seats = Membership.objects.filter(organisation=unit, ended_at=None).select_related("user")
    return [
        ("停用", str(unit)),
        ("转到", str(into)),
        ("企业", f"{unit.firms.count()} 家"),
        ("待确认的单位注册", f"{unit.registrations.filter(state='waiting').count()} 份"),
        ("人员", "、".join(f"{seat.user}（{seat.get_role_display()}）" for seat in seats[:50]) or "无"),
        *_told_by_others(unit_id, into_id, basis),
    ]


@two_person_act(
    "accounts.merge_units",
    "单位合并",
    may=rules.is_union_staff,
    summary=_merge_summary,
    check=_check_merge,
    seen=_told_by_others,
    shown=_what_moves,
)
@transaction.atomic
def merge(*, actor: User, second: User, unit_id: int, into_id: int, basis: str) -> Organisation:
    """Its firms, waiting registrations, people and duties go on with the other unit, and what higher rooms have of it; what
    it endorsed keeps its name."""
    unit, into = _check_merge(unit_id, into_id, basis)
    for following in _following:
        following.move(second, unit, into)
    unit, into = _in_force(unit_id, lock=True), _in_force(into_id, lock=True)
    unit.firms.update(endorsing_unit=into)
    unit.registrations.filter(state="waiting").update(endorsing_unit=into)
    for seat in Membership.objects.select_for_update().filter(organisation=unit, ended_at=None):
        give_role(None, seat.user, seat.role, into)
        end_role(second, seat)
    _ended(unit)
    into.former_names = [*into.former_names, unit.name, *unit.former_names]
    into.save(update_fields=["former_names"])
    audit.record(second, "单位合并", unit, into=str(into), basis=basis, proposed_by=str(actor))
    return into
