"""Who may claim, check and confirm a direct recognition, and what refuses it (clause 七)."""

from nominations.models import AnnualRound, DirectRecognition
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE, OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.policy.domain.citing import clause_words

from ..file.nomination import serves

may_enter_direct = holds(*FIRM_SIDE)
may_see_direct = holds(*FIRM_SIDE, *OVERSIGHT)
STATES_OPEN_TO_DIRECT = ("open", "checking", "reviewing", "deliberating")


def round_takes(round: AnnualRound) -> Answer:
    """From the opening of the year until the leading group has met, while the policy is in force."""
    if round.state not in STATES_OPEN_TO_DIRECT:
        return no(f"{round}现在是“{round.get_state_display()}”，不能再提出直接认定，请在下一年度办理。")
    if not round.policy.covers(clock.today()):
        return no("今天不在政策有效期内，不能直接认定。")
    return YES


def works_here(firm) -> Answer:
    """The person works in 武侯: the firm is in the register and was not struck off."""
    if firm.kind != "firm" or not firm.endorsing_unit_id:
        return no(f"“{firm}”不在本区企业名册内，本人不在武侯工作的不能直接认定。")
    if firm.struck_off_on:
        return no(f"“{firm}”已经除名，不能认定本人在武侯工作。")
    return YES


def title_counts(*, level: str, issuer: str, policy_id: int | None) -> Answer:
    """A title of a 区（市）县 or higher, given elsewhere."""
    if level not in ("nation", "province", "city", "district"):
        return no(
            f"区（市）县级以上的称号才能直接认定（{clause_words(policy_id, 7)}）；企业级称号请按单位推荐申报。"
        )
    if "武侯" in issuer:
        return no(
            f"本区授予的称号不适用直接认定；直接认定面向来武侯工作的外地工匠（{clause_words(policy_id, 7)}）。"
        )
    return YES


def may_claim_direct(user, round: AnnualRound, firm) -> Answer:
    if not may_enter_direct(user):
        return may_enter_direct(user)
    if not serves(user, firm):
        return no(f"“{firm}”不属于您办理的范围。")
    return works_here(firm) and round_takes(round)


def may_check_direct(user, claim: DirectRecognition) -> Answer:
    if not user.has_role(Role.UNION_STAFF):
        return no("直接认定由区总工会工作人员向授予机关核实。")
    if claim.claimed_by_id in user.own_accounts:
        return no("这项直接认定由您本人提出，须由其他工作人员核实。")
    if claim.state != "claimed":
        return no(f"直接认定现在是“{claim.get_state_display()}”，不需要核实。")
    return YES


def may_confirm_direct(user, claim: DirectRecognition) -> Answer:
    if not user.has_role(Role.UNION_STAFF):
        return no("直接认定由区总工会工作人员复核。")
    if claim.state != "evidence_checked":
        return no(f"直接认定现在是“{claim.get_state_display()}”，不能复核。")
    if user.own_accounts & {claim.checked_by_id, claim.claimed_by_id}:
        return no("直接认定须由两名不同的工作人员办理，核实和提出的人不能复核。")
    return YES


def may_refuse_direct(user, claim: DirectRecognition) -> Answer:
    if not user.has_role(Role.UNION_STAFF):
        return no("直接认定由区总工会工作人员办理。")
    if claim.state not in ("claimed", "evidence_checked"):
        return no(f"直接认定现在是“{claim.get_state_display()}”，已经办结。")
    return YES


def may_withdraw_direct(user, claim: DirectRecognition) -> Answer:
    if not serves(user, claim.firm) or not may_enter_direct(user):
        return no("只有提出单位可以撤回。")
    if claim.state not in ("claimed", "evidence_checked"):
        return no(f"直接认定现在是“{claim.get_state_display()}”，撤回请与区总工会联系。")
    return YES
