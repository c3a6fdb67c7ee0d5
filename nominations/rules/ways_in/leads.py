"""Who may see and handle a lead, and what a lead must not contain."""

from nominations.models import Lead
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, OFFICES, READ_ONLY
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.common.text import private_numbers

may_see_leads = holds(*FILE_WRITERS, *READ_ONLY)
may_adopt_leads = holds(Role.FIRM_HR)
may_pass_leads = holds(*OFFICES)


def holds_no_number(text: str) -> Answer:
    """Nothing that looks like an ID number, a telephone or a bank account."""
    if private_numbers.in_prose(text):
        return no(
            "内容中有一长串数字，像身份证号、电话或银行账号。请不要写被推荐人的这些信息，"
            "删去后再提交；数量较大的请用“万”“亿”表示。"
        )
    return YES


def holds_lead(user, lead: Lead) -> bool:
    """The lead lies with this user's unit: the union always, a street or firm to which it was passed."""
    unit, firm = user.organisation_as(Role.ENDORSING_CLERK), user.organisation_as(Role.FIRM_HR)
    return bool(
        user.has_role(Role.UNION_STAFF)
        or (unit and lead.unit_id == unit.pk)
        or (firm and lead.firm_id == firm.pk)
    )


def may_pass_on(user, lead: Lead) -> Answer:
    if not may_pass_leads(user):
        return may_pass_leads(user)
    if not user.has_role(Role.UNION_STAFF) and not holds_lead(user, lead):
        return no("这条线索没有转给您的单位。")
    return _waits(lead)


def may_decline(user, lead: Lead) -> Answer:
    if not (may_pass_leads(user) or may_adopt_leads(user)):
        return no("线索由所转单位和区总工会办理。")
    if not holds_lead(user, lead):
        return no("这条线索没有转给您的单位。")
    return _waits(lead)


def may_merge(user, lead: Lead) -> Answer:
    return _waits(lead) if user.has_role(Role.UNION_STAFF) else no("合并线索由区总工会工作人员办理。")


def may_adopt(user, lead: Lead) -> Answer:
    """HR of the firm to which the lead was passed."""
    firm = user.organisation_as(Role.FIRM_HR)
    if firm is None or lead.firm_id != firm.pk:
        return no("推荐申报由线索所转企业的人力资源专员办理。")
    if lead.state != "passed_on":
        return _waits(lead) or no("线索还没有转办。")
    return YES


def _waits(lead: Lead) -> Answer:
    if lead.state in ("new", "passed_on"):
        return YES
    return no(f"线索现在是“{lead.get_state_display()}”，已经办结。")


def may_read_recommender(user, lead: Lead) -> Answer:
    """Name and telephone of the recommender: the union alone, each look on record."""
    if not user.has_role(Role.UNION_STAFF):
        return no("推荐人的联系方式只由区总工会工作人员按需查看。")
    return YES if lead.recommender_name or lead.recommender_phone else no("推荐人没有留下联系方式。")
