"""Who may do what with titles, claims and money, each answer with its reason."""

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import MONEY_OVERSIGHT, PRIVATE_READERS, READ_ONLY
from wuhou_craftsmen.accounts.rules import holds, is_leader, is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

from .models import PaymentBatch, Title
from .states import BATCH

is_finance = holds(Role.FINANCE)
may_see_ledger = holds(*MONEY_OVERSIGHT)
may_see_titles = holds(*MONEY_OVERSIGHT, Role.EXPERT_SECRETARY)
may_see_all_payees = holds(Role.UNION_STAFF, Role.FINANCE, *READ_ONLY)
may_see_payees = holds(Role.FIRM_HR, Role.UNION_STAFF, Role.FINANCE, *READ_ONLY)
may_create_entries = is_union_staff
may_issue_certificates = is_union_or_leader
may_revoke = is_union_or_leader
may_name = is_leader
may_reverse = holds(Role.LEADER, Role.FINANCE)
may_export_roster = is_finance
may_see_certificates = holds(Role.FIRM_HR, Role.UNION_STAFF, *READ_ONLY)


def employs(user, person) -> bool:
    """HR of the firm where the person works now."""
    at = person.employment
    return at is not None and user.organisation_as(Role.FIRM_HR) == at.firm


def may_read_payee(user, person) -> Answer:
    """The whole ID number and bank account: the own firm, finance and auditors."""
    if employs(user, person) or user.has_role(Role.FINANCE, *PRIVATE_READERS):
        return YES
    return no("收款人的完整号码只由本单位、财务人员和纪检监督员按需查看，每次查看都有记录。")


def may_take_certificate(user, title: Title) -> Answer:
    """The union, auditors, and HR of the firm of the file as it is now, while the title stands (row 49)."""
    if user.has_role(Role.UNION_STAFF, *READ_ONLY):
        return YES
    if user.organisation_as(Role.FIRM_HR) != title.candidacy.nomination.firm_now:
        return no("证书由本人所在单位、区总工会和纪检监督员下载。")
    return no("称号已经撤销，证书不再提供下载。") if title.revoked_on else YES


def says_why_certificate(user) -> bool:
    """Whether a certificate is taken with a reason: by those who only oversee."""
    return not user.has_role(Role.FIRM_HR, Role.UNION_STAFF)


def may_approve(user, batch: PaymentBatch) -> Answer:
    if not is_leader(user):
        return is_leader(user)
    if not BATCH.allows("approve", batch.state):
        return no(f"批次现在是“{batch.get_state_display()}”，不能审批。")
    if batch.maker_id in user.own_accounts:
        return no("编制、审批、付款须由不同的人办理；这一批次由您编制。")
    return YES


def may_send(user, batch: PaymentBatch) -> Answer:
    if not is_finance(user):
        return is_finance(user)
    if not BATCH.allows("send", batch.state):
        return no(f"批次现在是“{batch.get_state_display()}”，审批后才能送银行。")
    if user.own_accounts & {batch.maker_id, batch.approver_id, batch.approved_with_id}:
        return no("编制、审批、付款须由不同的人办理。")
    return YES


def may_settle(user, batch: PaymentBatch) -> Answer:
    if not is_finance(user):
        return is_finance(user)
    if not BATCH.allows("settle", batch.state):
        return no(f"批次现在是“{batch.get_state_display()}”，送银行后才能登记结果。")
    return YES


def may_cancel(user, batch: PaymentBatch) -> Answer:
    """The union, as long as the list has not gone to the bank; the leading group turns back what waits for its approval."""
    turns_back = is_leader(user) and batch.state == "drafted"
    if not may_create_entries(user) and not turns_back:
        return may_create_entries(user)
    return YES if BATCH.allows("cancel", batch.state) else no("已送银行的批次不能作废。")
