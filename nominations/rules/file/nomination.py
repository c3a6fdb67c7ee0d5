"""Who may write, read and submit a file, each answer with its reason."""

from dataclasses import dataclass

from nominations.models import AnnualRound, EvidenceKind, Nomination, Route
from nominations.models.application import ENTRIES, FIELDS, WRITTEN
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, OFFICES, PRIVATE_READERS, READ_ONLY
from wuhou_craftsmen.accounts.rules import holds, serves
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.policy.domain import settings as register

may_see_lists = holds(*FILE_WRITERS, Role.EXPERT_SECRETARY, Role.LEADER, *READ_ONLY, Role.DEPARTMENT_OFFICER)


may_write = holds(*FILE_WRITERS)


REQUIRED_EVIDENCE = [EvidenceKind.ACHIEVEMENT, EvidenceKind.UNIT_NOTICE]


@dataclass(frozen=True)
class Check:
    """One line of the live check list: passed, or why not."""

    label: str
    passed: bool
    reason: str = ""


def window_open(round: AnnualRound, firm=None) -> Answer:
    """The half-open window [opens, closes) by the one clock, or the firm's own reopening after it."""
    now = clock.now()
    if round.state == "open" and now < round.intake_closes_at:
        return YES
    if firm and round.state in ("open", "checking") and _reopened(round, firm):
        return YES
    if round.state not in ("open", "checking"):
        return no(f"{round}现在是“{round.get_state_display()}”，不在申报期。")
    return no("申报已经截止；您填写的内容仍然保留。")


def _reopened(round: AnnualRound, firm) -> bool:
    """Whether the firm was given more time, which runs still."""
    return round.deadline_changes.filter(firm=firm, until__gt=clock.now()).exists()


def may_create(user, round: AnnualRound, firm) -> Answer:
    if not may_write(user):
        return may_write(user)
    if not serves(user, firm):
        return no(f"“{firm}”不属于您办理的范围。")
    if firm.struck_off_on:
        return _struck_off(firm)
    if not (left := firm_has_room(round, firm)):
        return left
    return window_open(round, firm)


def firm_has_room(round: AnnualRound, firm, more: int = 1) -> Answer:
    """Whether the firm may put forward so many more files: the setting files_per_firm, 0 for any number."""
    most = register.value(round.settings, "files_per_firm")
    if not most:
        return YES
    standing = round.nominations.filter(firm=firm).exclude(state="withdrawn").count()
    if standing + more <= most:
        return YES
    return no(f"每个企业每个批次最多申报 {most} 份，“{firm}”已有 {standing} 份。")


def person_is_free(person, round: AnnualRound) -> Answer:
    """Once in a round (a withdrawn file does not count), and never again once 诸葛工匠 or higher."""
    if people.holds_zhuge_or_higher(person):
        return no(f"{person.name}已有“诸葛工匠”或更高称号，不再重复申报。")
    if person.nominations.filter(round=round).exclude(state="withdrawn").exists():
        return no(f"{person.name}在{round.year}年度已经申报，同一人一年只能申报一次。")
    if person.direct_recognitions.filter(round=round).exclude(state__in=["refused", "withdrawn"]).exists():
        return no(f"{person.name}在{round.year}年度已经提出直接认定，不能同时申报。")
    return YES


def may_edit(user, nomination: Nomination) -> Answer:
    """HR of the firm; clerk and union only what they made themselves."""
    own = user.organisation_as(Role.FIRM_HR) == nomination.firm
    made = nomination.created_by_id == user.pk and user.has_role(*OFFICES)
    if not (own or made):
        return no("只有填报单位可以修改这份申报。")
    if nomination.state == "draft":
        return window_open(nomination.round, nomination.firm)
    if nomination.state == "returned":
        last = _return_of(nomination)
        in_time = clock.now() < last.correct_by or _reopened(nomination.round, nomination.firm)
        return YES if in_time else no("补正期限已过，不能再修改；确有需要的，请与区总工会联系。")
    return no(f"申报现在是“{nomination.get_state_display()}”，不能修改。")


def _return_of(nomination: Nomination):
    said = [e for e in nomination.endorsements.all() if e.decision == "returned" and e.dropped_at is None]
    return said[-1] if said else None


def open_fields(nomination: Nomination) -> set[str]:
    """What may be changed: everything in a draft, the marked fields in a returned file."""
    if nomination.state == "returned":
        return set(_return_of(nomination).marks)
    return set(WRITTEN)


def _struck_off(firm) -> Answer:
    return no(f"“{firm}”已于{cn_date(firm.struck_off_on)}除名，不能申报。")


def may_submit(user, nomination: Nomination) -> Answer:
    """Who may edit; a firm that was struck off meanwhile keeps its draft and submits nothing."""
    if nomination.firm.struck_off_on:
        return _struck_off(nomination.firm)
    return may_edit(user, nomination)


def may_delete(user, nomination: Nomination) -> Answer:
    if user.organisation_as(Role.FIRM_HR) != nomination.firm:
        return no("只有填报单位可以删除草稿。")
    if nomination.state != "draft" or nomination.submissions:
        return no("报送过的申报不能删除，可以撤回。")
    return YES


def submission_checks(nomination: Nomination) -> list[Check]:
    """What stands between a draft and its receipt. Age, education, seniority, status are not asked (clause 八)."""
    checks = []
    for field, heading in FIELDS.items():
        if ENTRIES[field].required and getattr(nomination, field) in (None, ""):
            checks.append(Check(heading, False, f"“{heading}”未填"))
    if not checks:
        checks.append(Check("申报表栏目", True))
    evidence = [found for found in nomination.evidence.all() if found.removed_at is None]
    kinds = {found.kind for found in evidence}
    for kind in REQUIRED_EVIDENCE:
        checks.append(Check(kind.label, kind in kinds, f"缺少“{kind.label}”"))
    for found in evidence:  # one that still waits for its scan stops nobody: the scanner may be down
        if found.file.scanned == "infected":
            checks.append(
                Check("材料安全", False, f"“{found.file.name}”未通过安全检查，请移除，换一份再上传")
            )
    checks.append(Check("本人单独同意", bool(nomination.consented_on), "本人尚未单独同意使用其个人信息"))
    checks.append(Check("诚信承诺", bool(nomination.pledged_on), "尚未作出诚信承诺"))
    checks.append(
        Check("职工（代表）大会推荐", bool(nomination.staff_meeting_on), "没有职工（代表）大会推荐日期")
    )
    checks.append(_unit_notice(nomination))
    objected = any(one.settled_at is None for one in nomination.notice_objections.all())
    checks.append(
        Check("单位公示异议", not objected, "单位公示还有未办结的异议，查清并登记核查结果后才能报送")
    )
    checks.append(_firm_rank(nomination))
    if nomination.route == Route.SELF:
        checks.append(_union_confirmation(nomination))
    free = people.holds_zhuge_or_higher(nomination.person)
    checks.append(Check("未获更高称号", not free, f"{nomination.name}已有“诸葛工匠”或更高称号"))
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
        fault = f"单位推荐排序第 {rank} 位已是 {same[0]} {same[1]}，请改为其他名次"
        return Check(f"{label}（提示：{fault}）", nomination.round.rehearsal, fault)
    taken = {rank, *(found[2] for found in others)}
    gaps = [str(place) for place in range(1, max(taken)) if place not in taken][:10]
    return Check(f"{label}（提示：还没有第 {'、'.join(gaps)} 位，请核对）" if gaps else label, True)


def _union_confirmation(nomination: Nomination) -> Check:
    """Of exactly the version that is to be submitted."""
    label = "本单位工会确认（个人自荐）"
    found = getattr(nomination, "union_confirmation", None)
    if found is None:
        return Check(label, False, "个人自荐尚未经本单位工会确认")
    if found.version != nomination.version:
        return Check(label, False, "本单位工会确认之后内容有修改，须由工会重新确认")
    return Check(label, True)


def _unit_notice(nomination: Nomination) -> Check:
    days = register.value(nomination.round.settings, "unit_notice_days")
    label = f"单位公示满 {days} 个工作日"
    first, last = nomination.unit_notice_from, nomination.unit_notice_to
    if not (first and last):
        return Check(label, False, "没有单位公示的起止日期")
    if last < first:
        return Check(label, False, "单位公示的结束日期早于开始日期")
    try:
        shown = calendar.working_days_between(first, last)
    except Refusal as unknown:
        return Check(label, False, unknown.reason)
    if shown < days:
        return Check(label, False, f"单位公示只有 {shown} 个工作日，须满 {days} 个工作日")
    if last >= clock.today():
        return Check(label, False, f"单位公示到 {last:%Y年%-m月%-d日} 结束，期满后才能报送")
    return Check(label, True)


def may_read_private(user, nomination: Nomination) -> Answer:
    """The whole ID number and phone: the own firm; staff, asked departments and auditors with a reason (row 4)."""
    if user.organisation_as(Role.FIRM_HR) == nomination.firm:
        return YES
    if user.has_role(Role.UNION_STAFF, *PRIVATE_READERS):
        return YES
    department = user.organisation_as(Role.DEPARTMENT_OFFICER)
    if department and any(o.department_id == department.pk for o in nomination.opinions.all()):
        return YES
    return no("身份证号和电话只由填报单位、区总工会、受函部门和纪检监督员按需查看，每次查看都有记录。")


def may_withdraw(user, nomination: Nomination) -> Answer:
    if user.organisation_as(Role.FIRM_HR) != nomination.firm:
        return no("只有填报单位可以撤回这份申报。")
    if nomination.route == Route.DIRECT:
        return no("直接认定已列为建议人选，撤回须由区总工会两人办理，请与区总工会联系。")
    if nomination.round.state not in ("open", "checking"):
        return no("评审已经开始，撤回须由区总工会两人办理，请与区总工会联系。")
    return YES
