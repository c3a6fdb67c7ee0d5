"""The register of numbers that are not the policy's: each a default, changed by two people with a document."""

from dataclasses import dataclass

from django.db import transaction

from wuhou_craftsmen.accounts.rules import is_union_or_leader
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act

from ..models import Setting


@dataclass(frozen=True)
class Spec:
    """One setting: its default as text, what it means, the values allowed (empty: a number)."""

    default: str
    label: str
    choices: tuple[str, ...] = ()


REGISTER = {
    "pass_line": Spec("70.00", "合格线（百分制，两位小数）"),
    "min_scores": Spec("5", "形成最后得分至少需要的评分数"),
    "experts_per_file": Spec("9", "每份申报的评分专家数上限（委员会不超过此数时全员评分）"),
    "committee_min": Spec("5", "专家委员会最少人数"),
    "committee_max": Spec("15", "专家委员会最多人数"),
    "committee_odd": Spec("yes", "专家委员会人数须为单数", ("yes", "no")),
    "notice_days": Spec("5", "公示工作日数"),
    "unit_notice_days": Spec("5", "单位公示工作日数"),
    "correction_days": Spec("5", "退回补正的工作日数"),
    "quorum": Spec("2/3", "领导小组到会人数下限（占应到人数）"),
    "tax_mode": Spec("withhold", "奖金计税方式（待财政、税务确认）", ("withhold", "gross_up", "none")),
    "tax_rate": Spec("0.20", "代扣税率（小数，0.20 即百分之二十）"),
    "direct_recognition_paid": Spec("yes", "直接认定的是否发放一次性奖励（第七条、第九条）", ("yes", "no")),
    "matching_reading": Spec("A", "第九条配套奖励的理解（甲种：两种情形均限“诸葛工匠”）", ("A",)),
}
CHOICE_LABELS = {
    "yes": "是", "no": "否", "withhold": "代扣代缴", "gross_up": "税由财政另行承担", "none": "不计税", "A": "甲种理解",
}  # fmt: skip


def current() -> dict[str, str]:
    """Every setting's value now: the last row, or the default."""
    values = {key: spec.default for key, spec in REGISTER.items()}
    values.update(Setting.objects.order_by("pk").values_list("key", "value"))
    return values


def _check(key: str, value: str, document: str) -> None:
    spec = REGISTER.get(key)
    if spec is None:
        raise Refusal(f"没有“{key}”这一设置项。")
    if not document.strip():
        raise Refusal("请写明这一设置的依据（文件或会议）。")
    if spec.choices and value not in spec.choices:
        raise Refusal(f"“{spec.label}”只能是：{'、'.join(CHOICE_LABELS[c] for c in spec.choices)}。")
    if not spec.choices and not _is_number(value):
        raise Refusal(f"“{spec.label}”须填数字，读到的是“{value}”。")


def _is_number(value: str) -> bool:
    whole, _, rest = value.partition("/" if "/" in value else ".")
    return whole.isascii() and whole.isdigit() and (rest == "" or (rest.isascii() and rest.isdigit()))


@two_person_act(
    "policy.set",
    "更改设置",
    may=is_union_or_leader,
    summary=lambda key, value, document: (
        f"{REGISTER[key].label}：改为 {CHOICE_LABELS.get(value, value)}，依据：{document}"
    ),
    check=_check,
)
@transaction.atomic
def change(*, actor, second, key, value, document):
    """A new value from now on; rounds already open keep the values they froze."""
    _check(key, value, document)
    row = Setting.objects.create(key=key, value=value, document=document, set_by=actor, set_at=clock.now())
    audit.record(second, "更改设置", row, key=key, value=value)
    return row
