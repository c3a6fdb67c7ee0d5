"""What a file still lacks before it may be handed in: asked by the verb, by each step of the form, by the last look."""

from dataclasses import dataclass

from nominations.models import Nomination, Route
from nominations.models.application import ENTRIES, FIELDS
from nominations.rules.file.nomination import REQUIRED_EVIDENCE
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.policy.domain import settings as register


@dataclass(frozen=True)
class Check:
    """One thing that submission asks for: passed, or why not.

    `at`: the field, list, kind of evidence or part of the file's page where it is put right. `fault`: it is `missing`,
    what stands there is `wrong`, or all is there and time must pass (`waits`). `hint`: passed, but worth a look.
    """

    label: str
    passed: bool
    reason: str = ""
    at: str = ""
    fault: str = "missing"
    hint: str = ""


def missing(nomination: Nomination) -> list[Check]:
    """What keeps the file from being handed in, in the order of the form; empty where nothing does."""
    return [check for check in submission_checks(nomination) if not check.passed]


def submission_checks(nomination: Nomination) -> list[Check]:
    """All that stands between a draft and its receipt. Age, education, seniority, status are not asked (clause 八)."""
    checks = [
        Check(heading, getattr(nomination, field) not in (None, ""), f"“{heading}”未填", field)
        for field, heading in FIELDS.items()
        if ENTRIES[field].required
    ]
    checks.append(_firm_rank(nomination))
    staff_meeting = bool(nomination.staff_meeting_on)
    checks.append(
        Check("职工（代表）大会推荐", staff_meeting, "没有职工（代表）大会推荐日期", "staff_meeting_on")
    )
    checks.append(_unit_notice(nomination))
    consented, pledged = bool(nomination.consented_on), bool(nomination.pledged_on)
    checks.append(Check("本人单独同意", consented, "本人尚未单独同意使用其个人信息", "consented_on"))
    checks.append(Check("诚信承诺", pledged, "尚未作出诚信承诺", "pledged_on"))
    checks += _evidence(nomination)
    objected = any(one.settled_at is None for one in nomination.notice_objections.all())
    told = "单位公示还有未办结的异议，查清并登记核查结果后才能报送"
    checks.append(Check("单位公示异议", not objected, told, "objections"))
    if nomination.route == Route.SELF:
        checks.append(_union_confirmation(nomination))
    free = people.holds_zhuge_or_higher(nomination.person)
    checks.append(Check("未获更高称号", not free, f"{nomination.name}已有“诸葛工匠”或更高称号"))
    return checks


def _evidence(nomination: Nomination) -> list[Check]:
    """The kinds that must be there, and none that the antivirus found infected."""
    live = [found for found in nomination.evidence.all() if found.removed_at is None]
    kinds = {found.kind for found in live}
    checks = [
        Check(kind.label, kind in kinds, f"缺少“{kind.label}”", kind.value) for kind in REQUIRED_EVIDENCE
    ]
    for found in live:  # one that still waits for its scan stops nobody: the scanner may be down
        if found.file.scanned == "infected":
            told = f"“{found.file.name}”未通过安全检查，请删除，换一份再上传"
            checks.append(Check("材料安全", False, told, found.kind, "wrong"))
    return checks


def _firm_rank(nomination: Nomination) -> Check:
    """单位推荐排序: no two files that the firm handed in share a place; a gap is only pointed at.

    A rehearsal plays a year that is past as it was typed, so there it is pointed at as well.
    """
    label, rank = "单位推荐排序", nomination.unit_rank
    if rank is None:
        return Check(label, True)
    others = list(
        Nomination.objects.filter(round=nomination.round_id, firm=nomination.firm_id, unit_rank__isnull=False)
        .exclude(pk=nomination.pk)
        .exclude(state__in=["withdrawn", "disqualified"])
        .values_list("no", "name", "unit_rank", "receipt_no")
    )
    same = next((found for found in others if found[2] == rank and found[3]), None)
    if same:
        told = f"单位推荐排序第 {rank} 位已是 {same[0]} {same[1]}，请改为其他位次"
        return Check(label, nomination.round.rehearsal, told, "unit_rank", "wrong", hint=told)
    taken = {rank, *(found[2] for found in others)}
    gaps = [str(place) for place in range(1, max(taken)) if place not in taken][:10]
    hint = f"单位推荐排序还没有第 {'、'.join(gaps)} 位，请核对" if gaps else ""
    return Check(label, True, at="unit_rank", hint=hint)


def _union_confirmation(nomination: Nomination) -> Check:
    """Of exactly the version that is to be submitted."""
    label = "本单位工会确认（个人自荐）"
    found = getattr(nomination, "union_confirmation", None)
    if found is None:
        return Check(label, False, "个人自荐尚未经本单位工会确认", "union")
    told = "本单位工会确认之后内容有修改，须由工会重新确认"
    return Check(label, found.version == nomination.version, told, "union")


def _unit_notice(nomination: Nomination) -> Check:
    days = register.value(nomination.round.settings, "unit_notice_days")
    label = f"单位公示满 {days} 个工作日"
    first, last = nomination.unit_notice_from, nomination.unit_notice_to
    if not (first and last):
        at = "unit_notice_to" if first else "unit_notice_from"
        return Check(label, False, "没有单位公示的起止日期", at)
    if last < first:
        return Check(label, False, "单位公示的结束日期早于开始日期", "unit_notice_to", "wrong")
    try:
        shown = calendar.working_days_between(first, last)
    except Refusal as unknown:
        return Check(label, False, unknown.reason, "unit_notice_from", "wrong")
    if shown < days:
        told = f"单位公示只有 {shown} 个工作日，须满 {days} 个工作日"
        return Check(label, False, told, "unit_notice_to", "wrong")
    ended = last < clock.today()
    return Check(label, ended, f"单位公示到 {cn_date(last)} 结束，期满后才能报送", "unit_notice_to", "waits")
