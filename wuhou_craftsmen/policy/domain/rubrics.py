"""评分标准: a version never changes; other weights or a further criterion are the next one, entered by two people."""

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

from ..models import Criterion, Rubric

TOTAL = 100  # the pass line is set in points of a hundred
MAX_CRITERIA = 20
MAX_LENGTH = {"name": 20, "evidence": 100}
MAX_ANCHOR = 100
LABELS = {"name": "评分项目", "weight": "分值", "evidence": "主要依据", "tie_place": "同分比较次序"}


def newest() -> Rubric:
    """The rubric that the next round opens under."""
    return needed(Rubric.objects.prefetch_related("criteria").first())


def content(rubric: Rubric) -> dict:
    """A rubric as the values that a proposal carries: bands, and its criteria in their order."""
    criteria = [
        {key: getattr(c, key) for key in ("name", "weight", "evidence", "anchors", "tie_place")}
        for c in rubric.criteria.all()
    ]
    return {"bands": rubric.bands, "criteria": criteria}


def _is_whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _criterion_faults(number: int, criterion: dict) -> list[str]:
    faults = [
        f"第 {number} 项的“{LABELS[key]}”应填 1 至 {most} 字"
        for key, most in MAX_LENGTH.items()
        if not 0 < len(criterion[key].strip()) <= most
    ]
    if not _is_whole(criterion["weight"], 1, TOTAL):
        faults.append(f"第 {number} 项的“分值”应为 1 至 {TOTAL} 的整数")
    if len(criterion["anchors"]) != 4 or not all(
        0 < len(a.strip()) <= MAX_ANCHOR for a in criterion["anchors"]
    ):
        faults.append(f"第 {number} 项的四档评分参考都应填写，各不超过 {MAX_ANCHOR} 字")
    return faults


def faults_of(bands: list[int], criteria: list[dict]) -> list[str]:
    """Everything that keeps these values from being a rubric, in Chinese."""
    if not 0 < len(criteria) <= MAX_CRITERIA:
        return [f"评分项目应为 1 至 {MAX_CRITERIA} 项"]
    faults = [fault for number, c in enumerate(criteria, 1) for fault in _criterion_faults(number, c)]
    if faults:
        return faults
    if len({c["name"].strip() for c in criteria}) < len(criteria):
        faults.append("评分项目有重名")
    if (total := sum(c["weight"] for c in criteria)) != TOTAL:
        faults.append(f"各项分值之和应为 {TOTAL} 分，现为 {total} 分")
    places = [c["tie_place"] for c in criteria if c["tie_place"] is not None]
    if sorted(places) != list(range(1, len(places) + 1)):
        faults.append("“同分比较次序”应从 1 起连续编号，不重复")
    if (
        len(bands) != 3
        or not all(_is_whole(b, 1, 99) for b in bands)
        or sorted({*bands}, reverse=True) != bands
    ):
        faults.append("“各档下限”应为三个由高到低的百分数，如 90、75、60")
    return faults


def differences(before: dict, after: dict) -> list[str]:
    """In words, each point in which one rubric's content differs from another's; criteria are known by their name."""
    old, new = ({c["name"]: c for c in side["criteria"]} for side in (before, after))
    said = [f"增加“{name}”（{new[name]['weight']} 分）" for name in new if name not in old]
    said += [f"取消“{name}”" for name in old if name not in new]
    for name in new:
        if name in old:
            said += _criterion_differences(name, old[name], new[name])
    if before["bands"] != after["bands"]:
        said.append(f"各档下限由 {_listed(before)} 改为 {_listed(after)}")
    kept = [
        [c["name"] for c in side["criteria"] if c["name"] in old and c["name"] in new]
        for side in (before, after)
    ]
    if kept[0] != kept[1]:
        said.append("各项次序改为" + "、".join(new))
    return said


def _criterion_differences(name: str, before: dict, after: dict) -> list[str]:
    said = [
        f"“{name}”的{LABELS[key]}由 {before[key] or '无'} 改为 {after[key] or '无'}"
        for key in ("weight", "evidence", "tie_place")
        if before[key] != after[key]
    ]
    said += [
        f"“{name}”第 {place} 档评分参考由“{old}”改为“{new}”"
        for place, (old, new) in enumerate(zip(before["anchors"], after["anchors"], strict=True), 1)
        if old != new
    ]
    return said


def _listed(side: dict) -> str:
    return "、".join(f"{band}%" for band in side["bands"])


def _check(document: str, bands: list[int], criteria: list[dict]) -> None:
    require_text(document, "请写明评分标准的依据（文件或会议）。")
    if faults := faults_of(bands, criteria):
        raise Refusal("；".join(faults) + "。")
    if not differences(content(newest()), {"bands": bands, "criteria": criteria}):
        raise Refusal("与现行评分标准相同，没有须登记的改动。")


def _summary(document: str, bands: list[int], criteria: list[dict]) -> str:
    changed = differences(content(newest()), {"bands": bands, "criteria": criteria})
    return f"对照现行{newest()}：{'；'.join(changed)}。依据：{document}。只对以后开始的批次有效。"


@two_person_act("policy.rubric", "登记评分标准", may=is_union_or_leader, summary=_summary, check=_check)
@transaction.atomic
def register(*, actor: User, second: User, document: str, bands: list[int], criteria: list[dict]) -> Rubric:
    """The next version, C1, C2 … in the order given; rounds already open keep theirs (clause 二)."""
    _check(document, bands, criteria)
    rubric = Rubric.objects.create(
        version=f"v{Rubric.objects.count() + 1}",
        bands=bands,
        document=document,
        registered_by=actor,
        confirmed_by=second,
        registered_at=clock.now(),
    )
    Criterion.objects.bulk_create(
        Criterion(rubric=rubric, position=number, code=f"C{number}", **criterion)
        for number, criterion in enumerate(criteria, 1)
    )
    audit.record(second, "登记评分标准", rubric, version=rubric.version, document=document)
    return rubric
