"""Who may read and write a person's ladder, each answer with its reason."""

from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, FIRM_SIDE, OVERSIGHT, READ_ONLY
from wuhou_craftsmen.accounts.rules import holds, is_union_staff, serves
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.resident_id import MIN_AGE_YEARS, contradictions

from .models import FIRM_TIERS, Craftsman, Employment, Rung, Tier, TransferRequest

may_see_ladder = holds(*FIRM_SIDE, *OVERSIGHT)
may_write_ladder = holds(*FILE_WRITERS)
may_hand_in_plans = holds(Role.FIRM_HR)
may_see_upward = holds(*OVERSIGHT)
may_oversee_plans = holds(Role.ENDORSING_CLERK, *OVERSIGHT)


def knows_firm(user, firm) -> bool:
    """Whether this user may be told that somebody works at the firm."""
    return bool(serves(user, firm)) or user.has_role(Role.LEADER, *READ_ONLY)


def may_enrol(user, firm) -> Answer:
    """HR for the own firm, a clerk for the firms of the own area, the union for all."""
    if not may_write_ladder(user):
        return may_write_ladder(user)
    if not serves(user, firm):
        return no(f"“{firm}”不属于您办理的范围。")
    if firm.struck_off_on:
        return no(f"“{firm}”已除名，不能登记人员。")
    return YES


def goes_by(person: Craftsman, name: str) -> Answer:
    """An ID number is known under this name; the name on record is told to nobody."""
    if match_key(person.name) == match_key(name):
        return YES
    return no(
        "这一身份证号登记的是另一姓名，请对照身份证核对；确有更名的，请持户口簿等文件与区总工会联系，先更改登记的姓名。"
    )


def fits_id(id_number: str, sex: str = "") -> Answer:
    """The number's holder may work, and is of the sex that was written."""
    wanted = contradictions(id_number, today=clock.today(), sex=sex)
    if "id_number" in wanted:
        return no(f"按这个身份证号，本人未满 {MIN_AGE_YEARS} 周岁，请对照身份证核对。")
    return no(f"身份证号与填写的内容不符：应为{wanted['sex']}。") if wanted else YES


def may_put_forward(
    person: Craftsman, name: str, keeper: Organisation | None, firm: Organisation | None
) -> Answer:
    """Whether `firm` may nominate whom `keeper` has on its register. An ID number alone opens nobody's data: what is said of a
    person who works elsewhere is that he does, not where, nor anything else."""
    if not (known := goes_by(person, name)):
        return known
    if keeper and keeper != firm:
        return no(
            "这一身份证号的人员已在其他单位登记，请先在“工匠梯次—登记人员”请求转入，由原单位或区总工会答复。"
        )
    return YES


def may_transfer_out(user, employment: Employment) -> Answer:
    if user.has_role(Role.UNION_STAFF) or user.organisation_as(Role.FIRM_HR) == employment.firm:
        return YES
    return no("转出由工作单位的人力资源专员或区总工会办理。")


def is_open(wanted: TransferRequest) -> Answer:
    return YES if wanted.state == "asked" else no(f"这份转入请求{wanted.get_state_display()}，不能再办理。")


def may_answer_transfer(user, wanted: TransferRequest) -> Answer:
    """The firm that keeps the person, or the union, while nobody has answered; never who asked."""
    if not is_open(wanted):
        return is_open(wanted)
    if wanted.asked_by_id in user.own_accounts:
        return no("请求由您提出，须由原单位或另一名工作人员答复。")
    if user.has_role(Role.UNION_STAFF) or user.organisation_as(Role.FIRM_HR) == wanted.from_firm:
        return YES
    return no("转入请求由原单位的人力资源专员或区总工会答复。")


def may_add_rung(user, person: Craftsman) -> Answer:
    """The firm tiers: by whoever serves the firm where the person works now."""
    if not may_write_ladder(user):
        return may_write_ladder(user)
    employment = person.employment
    if employment is None:
        return no(f"{person}现在没有登记在任何单位，请先由工作单位登记。")
    if not serves(user, employment.firm):
        return no(f"{person}不在您办理的单位工作，梯次由现工作单位登记。")
    held = {rung.tier for rung in person.rungs.all() if rung.revoked_on is None}
    return no("由单位登记的四级都已登记。") if held.issuperset(FIRM_TIERS) else YES


def is_firm_tier(tier: str) -> Answer:
    """What a firm may attest; the two titles above are given by district and city."""
    if tier in FIRM_TIERS:
        return YES
    if tier == Tier.ZHUGE:
        return no("“诸葛工匠”由命名决定登记，不能填写。")
    return no("“成都工匠”由区总工会凭命名文件登记，单位不能填写。")


may_rename = is_union_staff


def may_enter_city_title(user) -> Answer:
    return is_union_staff(user)


def may_recommend(user, person: Craftsman) -> Answer:
    """Upward to 成都工匠, by the union; who has the city's title already is not recommended for it."""
    if not is_union_staff(user):
        return is_union_staff(user)
    if any(rung.tier == Tier.CHENGDU for rung in person.standing):
        return no(f"{person}已是“成都工匠”，不再推荐。")
    return YES


def may_withdraw(user, rung: Rung) -> Answer:
    """A wrong entry, by whoever serves the firm that made it; 诸葛工匠 ends by its revocation alone."""
    if not may_write_ladder(user):
        return may_write_ladder(user)
    if rung.tier == Tier.ZHUGE:
        return no("“诸葛工匠”称号只能由两人办理撤销，不能在这里撤下。")
    if user.has_role(Role.UNION_STAFF) or (rung.firm and serves(user, rung.firm)):
        return YES
    return no("登记有误的，由登记单位或区总工会撤下。")


def may_hand_in_plan(user, firm) -> Answer:
    """The firm's own HR, while the firm is not struck off."""
    if not may_hand_in_plans(user):
        return may_hand_in_plans(user)
    if user.organisation_as(Role.FIRM_HR) != firm:
        return no("培训计划由本单位报送。")
    if firm.struck_off_on:
        return no(f"“{firm}”已除名，不能报送培训计划。")
    return YES
