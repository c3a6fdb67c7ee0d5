"""Who may endorse and qualify a file, and on what ground, each answer with its reason."""

from nominations.models import DepartmentOpinion, Nomination, QualificationCheck, Route
from nominations.states import NOMINATION
from nominations.vocabulary import UNLAWFUL_GROUNDS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.accounts.rules import is_leader, is_union_staff
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.policy.domain.citing import clause_words

from ..changes import deaths_settled
from .conflicts import free_of_conflict


def may_endorse(user, nomination: Nomination) -> Answer:
    unit = user.organisation_as(Role.ENDORSING_CLERK)
    if unit is None:
        return no(f"初审由{endorsing_units_text()}的经办人办理。")
    if nomination.firm.endorsing_unit_id != unit.pk:
        return no(f"“{nomination.firm}”不属于{unit}办理的范围。")
    if nomination.created_by_id in user.own_accounts:
        return no("这份申报由您本人填报，须由另一名经办人初审。")
    if user.organisation_as(Role.FIRM_HR) == nomination.firm:
        return no("您是该单位的人员，应当回避。")
    if not (free := free_of_conflict(user, nomination)):
        return free
    if nomination.round.state not in ("open", "checking"):
        return no(f"{nomination.round}现在是“{nomination.round.get_state_display()}”，不能初审。")
    return deaths_settled(nomination)


def may_take_back(user, nomination: Nomination, said) -> Answer:
    """The unit takes its decision back: until the district has begun, or the firm has corrected something."""
    unit = user.organisation_as(Role.ENDORSING_CLERK)
    if said is None or said.dropped_at or unit is None or said.unit_id != unit.pk:
        return no("初审结论只由作出结论的推荐单位撤回。")
    if not (free := free_of_conflict(user, nomination)):
        return free
    if nomination.round.state not in ("open", "checking"):
        return no(f"{nomination.round}现在是“{nomination.round.get_state_display()}”，初审结论不能再撤回。")
    if nomination.state not in ("endorsed", "returned"):
        return no(f"申报现在是“{nomination.get_state_display()}”，初审结论不能再撤回。")
    if nomination.checks.filter(dropped_at=None).exists():
        return no("区总工会已经开始审查资格，初审结论不能再撤回。")
    return YES


def reason_is_lawful(reason: str, policy_id: int | None = None) -> Answer:
    """Clause 八 forbids age, education, seniority and status as a ground; `policy_id`: of the round, where there is one."""
    found = [word for word in UNLAWFUL_GROUNDS if word in reason]
    if found:
        return no(
            f"理由中写有“{'、'.join(found)}”。{clause_words(policy_id, 8)}规定“打破年龄、学历、资历和身份等限制”，"
            "不得以此为由退回或认定不合格。"
        )
    return YES


def may_check(user, nomination: Nomination) -> Answer:
    if not user.has_role(Role.UNION_STAFF):
        return no("资格审查由区总工会工作人员办理。")
    if nomination.created_by_id in user.own_accounts:
        return no("这份申报由您本人填报，须由其他工作人员审查。")
    if not (free := free_of_conflict(user, nomination)):
        return free
    if nomination.state != "endorsed":
        return no(f"申报现在是“{nomination.get_state_display()}”，初审通过后才能审查资格。")
    return deaths_settled(nomination)


def unjudged(nomination: Nomination) -> Answer:
    """A file has one finding at a time."""
    if live_check(nomination):
        return no("这份申报已有审查结论，正等待另一名工作人员复核。")
    return YES


def live_check(nomination: Nomination) -> QualificationCheck | None:
    """The finding that was not taken back."""
    return next((found for found in nomination.checks.all() if found.dropped_at is None), None)


def may_ask(user, nomination: Nomination) -> Answer:
    """Whether departments may be asked about the file."""
    if not is_union_staff(user):
        return is_union_staff(user)
    if nomination.state not in ("submitted", "endorsed"):
        return no(f"申报现在是“{nomination.get_state_display()}”，不需要征求意见。")
    return YES


def may_take_back_question(user, opinion: DepartmentOpinion) -> Answer:
    """A question asked by mistake, until it is answered or the review begins."""
    if not is_union_staff(user):
        return is_union_staff(user)
    round = opinion.nomination.round
    if opinion.answer:
        return no("部门已经回复，征求意见不能再撤回。")
    if round.state not in ("open", "checking"):
        return no(f"{round}现在是“{round.get_state_display()}”，征求意见不能再撤回。")
    return YES


def may_read_answers(user, nomination: Nomination) -> Answer:
    """What departments answered is for those who check the file; the firm learns who was asked and, refused, for what."""
    if user.organisation_as(Role.FIRM_HR) == nomination.firm:
        return no("部门的回复只供审查使用；资格不合格的，告知属于哪一类事项。")
    return YES


def departments_agree(nomination: Nomination) -> Answer:
    """No question to a department is open, none was answered with a bad record."""
    opinions = list(nomination.opinions.all())
    waiting = [str(opinion.department) for opinion in opinions if not opinion.answer]
    if waiting:
        return no(f"{'、'.join(waiting)}尚未回复意见，不能认定资格合格。")
    negative = [
        f"{opinion.department}（{opinion.get_matter_display()}）"
        for opinion in opinions
        if opinion.answer == "negative" and not hasattr(opinion, "waiver")
    ]
    if negative:
        return no(f"{'、'.join(negative)}回复有不良记录，未经领导小组豁免，不能认定资格合格。")
    return YES


def may_confirm_check(user, found: QualificationCheck, nomination: Nomination) -> Answer:
    answer = may_check(user, nomination)
    if not answer:
        return answer
    if found.checked_by_id in user.own_accounts:
        return no("资格审查须由两名不同的工作人员办理，这是您本人的结论。")
    return YES if found.dropped_at is None else no("这一结论已经撤回。")


def may_check_again(user, nomination: Nomination) -> Answer:
    """Whether a verdict in force may be opened again, by two people: until the review begins."""
    for answer in (is_union_staff(user), free_of_conflict(user, nomination), open_to_new_check(nomination)):
        if not answer:
            return answer
    return YES


def open_to_new_check(nomination: Nomination) -> Answer:
    round = nomination.round
    if round.state not in ("open", "checking"):
        return no(f"{round}现在是“{round.get_state_display()}”，不能重新审查资格。")
    return NOMINATION.may("check_again", nomination.state)


def may_waive(user, nomination: Nomination) -> Answer:
    """Whether the leading group may let a file go on with a bad record, by two people: until it is qualified."""
    for answer in (is_leader(user), free_of_conflict(user, nomination), open_to_waiver(nomination)):
        if not answer:
            return answer
    return YES


def open_to_waiver(nomination: Nomination) -> Answer:
    if nomination.state not in ("submitted", "endorsed"):
        return no(f"申报现在是“{nomination.get_state_display()}”，不能再豁免。")
    return YES


def may_disqualify(user, nomination: Nomination) -> Answer:
    """Fraud found before the review; later it is the review's to decide."""
    for answer in (is_leader(user), free_of_conflict(user, nomination)):
        if not answer:
            return answer
    if nomination.route == Route.DIRECT or nomination.round.state not in ("open", "checking"):
        return no("评审已经开始，请在评审环节办理。")
    return NOMINATION.may("disqualify", nomination.state)
