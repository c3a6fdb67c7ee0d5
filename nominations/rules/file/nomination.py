"""Who may write, read and submit a file, each answer with its reason."""

from nominations.models import AnnualRound, EvidenceKind, Nomination, Route
from nominations.models.application import WRITTEN
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, OFFICES, PRIVATE_READERS, READ_ONLY
from wuhou_craftsmen.accounts.rules import holds, serves
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.policy.domain import settings as register

may_see_lists = holds(*FILE_WRITERS, Role.EXPERT_SECRETARY, Role.LEADER, *READ_ONLY, Role.DEPARTMENT_OFFICER)


may_write = holds(*FILE_WRITERS)


REQUIRED_EVIDENCE = [EvidenceKind.ACHIEVEMENT, EvidenceKind.UNIT_NOTICE]


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
        last = return_of(nomination)
        in_time = clock.now() < last.correct_by or _reopened(nomination.round, nomination.firm)
        return YES if in_time else no("补正期限已过，不能再修改；确有需要的，请与区总工会联系。")
    return no(f"申报现在是“{nomination.get_state_display()}”，不能修改。")


def return_of(nomination: Nomination):
    said = [e for e in nomination.endorsements.all() if e.decision == "returned" and e.dropped_at is None]
    return said[-1] if said else None


def open_fields(nomination: Nomination) -> set[str]:
    """What may be changed: everything in a draft, the marked fields in a returned file."""
    if nomination.state == "returned":
        return set(return_of(nomination).marks)
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
