"""The register of numbers that are not the policy's: each a default, changed by two people with a document."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.parsers import Unreadable

from ..models import Setting
from .readers import Reader, choice, fraction, points, rate, whole, yes_no


@dataclass(frozen=True)
class Spec:
    """One setting: its default as text, what it means, and how what is typed is read."""

    default: str
    label: str
    read: Reader


REGISTER = {
    "pass_line": Spec("70.00", "合格线（百分制，两位小数）", points(0, 100)),
    "min_scores": Spec("5", "形成最后得分至少需要的评分数", whole(3, 99)),
    "experts_per_file": Spec("9", "每份申报的评分专家数上限（委员会不超过此数时全员评分）", whole(3, 99)),
    "committee_min": Spec("5", "专家委员会最少人数", whole(3, 99)),
    "committee_max": Spec("15", "专家委员会最多人数", whole(3, 99)),
    "recusal_years": Spec("3", "专家离开原工作单位以后仍须回避的年数", whole(0, 10)),
    "committee_odd": Spec("yes", "专家委员会人数须为单数", yes_no()),
    "files_per_firm": Spec("0", "每个企业每个批次最多申报份数（0 为不限）", whole(0, 999)),
    "notice_days": Spec("5", "公示工作日数", whole(1, 60)),
    "unit_notice_days": Spec("5", "单位公示工作日数", whole(1, 60)),
    "step_days": Spec("5", "各环节经办时限的工作日数（政策、批次另有期限的除外）", whole(1, 60)),
    "correction_days": Spec("5", "退回补正的工作日数", whole(1, 60)),
    "quorum": Spec("2/3", "领导小组到会人数下限（占应到人数）", fraction(Fraction(1, 2), Fraction(1))),
    "tax_mode": Spec(
        "withhold",
        "奖金计税方式（待财政、税务确认）",
        choice({"withhold": "代扣代缴", "gross_up": "税由财政另行承担", "none": "不计税"}),
    ),
    "tax_rate": Spec("0.20", "代扣税率（小数，0.20 即百分之二十）", rate()),
    "direct_recognition_paid": Spec("yes", "直接认定的是否发放一次性奖励", yes_no()),
    "matching_reading": Spec("A", "配套奖励的范围", choice({"A": "两种情形均限“诸葛工匠”"})),
}
# the first may not be above the second
IN_ORDER = [("committee_min", "committee_max"), ("min_scores", "committee_max")]


def current() -> dict[str, str]:
    """Every setting's value now, as it is kept: the last row, or the default."""
    values = {key: spec.default for key, spec in REGISTER.items()}
    values.update(Setting.objects.filter(key__in=REGISTER).order_by("pk").values_list("key", "value"))
    return values


def value(kept: dict[str, str], key: str) -> Any:
    """What a round's frozen settings, or `current()`, say for `key`: whole hundredths, a Fraction, True …

    A round that was opened before the setting was there has its default.
    """
    spec = REGISTER[key]
    return spec.read(kept.get(key, spec.default))


def kept_text(key: str, typed: str) -> str:
    """What was typed, as it will be kept; a Refusal says what is wanted."""
    spec = REGISTER.get(key)
    if spec is None:
        raise Refusal(f"没有“{key}”这一设置项。")
    try:
        return spec.read.text(typed)
    except Unreadable as error:
        raise Refusal(f"“{spec.label}”应为：{error.wanted}，读到的是“{typed}”。") from error


def _check(key: str, value: str, document: str) -> None:
    now = current() | {key: kept_text(key, value)}
    require_text(document, "请写明这一设置的依据（文件或会议）。")
    for low, high in IN_ORDER:
        if key in (low, high) and int(now[low]) > int(now[high]):
            raise Refusal(
                f"“{REGISTER[low].label}”（{now[low]}）不能大于“{REGISTER[high].label}”（{now[high]}）。"
            )


def _summary(key: str, value: str, document: str) -> str:
    spec = REGISTER[key]
    before, after = spec.read.shown(current()[key]), spec.read.shown(kept_text(key, value))
    return f"{spec.label}：由 {before} 改为 {after}，依据：{document}"


@two_person_act("policy.set", "更改设置", may=is_union_or_leader, summary=_summary, check=_check)
@transaction.atomic
def change(*, actor: User, second: User, key: str, value: str, document: str) -> Setting:
    """A new value from now on; rounds already open keep the values they froze."""
    _check(key, value, document)
    row = Setting.objects.create(
        key=key, value=kept_text(key, value), document=document, set_by=actor, set_at=clock.now()
    )
    audit.record(second, "更改设置", row, key=key, value=row.value)
    return row
