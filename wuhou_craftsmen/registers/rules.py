"""Who reports, verifies and reads records, by the policy's own table of units (附: 牵头单位、责任单位)."""

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no
from wuhou_craftsmen.policy.domain import duties

from .models import Record
from .register import CONCERNED, FIRM, LEAD, REGISTERS, RESPONSIBLE, Act, Register, register_of
from .states import STATES

OFFICERS = (Role.DEPARTMENT_OFFICER, Role.UNION_STAFF, Role.ENDORSING_CLERK)
READERS = tuple(dict.fromkeys((*OFFICERS, Role.FIRM_HR, *OVERSIGHT)))

may_enter_room = holds(*READERS, Role.EXPERT_SECRETARY)  # the secretary for the register that he keeps
may_see_figures = holds(Role.DEPARTMENT_OFFICER, *OVERSIGHT)


def units_of(user: User, register: Register | None = None) -> list[Organisation]:
    """The units for which this user acts as their officer, or as one of those who keep the register; a firm is none."""
    roles = (*OFFICERS, *register.keepers) if register else OFFICERS
    return [m.organisation for m in user.current_memberships if m.role in roles]


def reads_names(unit: Organisation, register: Register) -> bool:
    """One of the units that alone read the register, whatever it is called today."""
    return not {unit.name, *unit.former_names}.isdisjoint(register.seen_by)


def part_in(unit: Organisation, register: Register) -> str:
    """LEAD, RESPONSIBLE, or nothing; a register of names is kept by those who read it alone."""
    if register.seen_by and not reads_names(unit, register):
        return ""
    parts = [duties.part_of(unit, clause) for clause in (register.clause, *register.also_led)]
    return LEAD if LEAD in parts else parts[0]


def lead_names(register: Register) -> list[str]:
    """The units that lead here, as the policy names them."""
    clauses = (register.clause, *register.also_led)
    every = dict.fromkeys(name for clause in clauses for name in duties.names(clause, lead=True))
    return [name for name in every if not register.seen_by or name in register.seen_by]


def leads(user: User, register: Register) -> bool:
    return any(part_in(unit, register) == LEAD for unit in units_of(user, register))


def takes_part(user: User, register: Register) -> bool:
    """Lead or responsible."""
    return any(part_in(unit, register) for unit in units_of(user, register))


def concerned(user: User, record: Record) -> bool:
    """The record is about a unit for which this user acts."""
    field = register_of(record).concerns
    return bool(field) and getattr(record, field) in units_of(user)


def unit_for(user: User, register: Register) -> Organisation | None:
    """The unit in whose name this user reports into the register: a leading one before others."""
    own = {part_in(unit, register): unit for unit in units_of(user, register)}
    for part in (LEAD, RESPONSIBLE):
        if part in register.reporters and part in own:
            return own[part]
    return user.organisation_as(Role.FIRM_HR) if FIRM in register.reporters else None


def reads(user: User, register: Register) -> bool:
    """Whether the user reads the register at all; which records of it says queries.visible."""
    if register.seen_by:
        return any(reads_names(unit, register) for unit in units_of(user))
    if user.has_role(*OVERSIGHT) or (register.open_to_firms and user.has_role(Role.FIRM_HR)):
        return True
    if register.concerns and units_of(user):
        return True
    return takes_part(user, register) or unit_for(user, register) is not None


def may_read(user: User, register: Register) -> Answer:
    """The same, with the reason."""
    if not may_enter_room(user):
        return may_enter_room(user)
    if reads(user, register):
        return YES
    if register.seen_by:
        return no(f"“{register.noun}”的名单只由{'、'.join(register.seen_by)}查看，其他单位看汇总。")
    leading = "、".join(lead_names(register))
    return no(f"“{register.noun}”由{leading}牵头，您的单位不在实施办法这一条的分工中。")


def who_reports(register: Register) -> str:
    """区人社局、区总工会（牵头）… as a sentence names them."""
    words = lead_names(register) if LEAD in register.reporters else []
    if RESPONSIBLE in register.reporters:
        words = [*words, "责任单位"]
    if FIRM in register.reporters:
        words = [*words, "企业"]
    return "、".join(words)


def may_report(user: User, register: Register) -> Answer:
    unit = unit_for(user, register)
    if unit is None:
        return no(f"“{register.noun}”由{who_reports(register)}填报。")
    if unit.struck_off_on:
        return no(f"“{unit}”已除名，不能填报。")
    return YES


def reported_by(user: User, record: Record) -> bool:
    """The record is of a unit or firm for which this user acts."""
    firm = user.organisation_as(Role.FIRM_HR)
    return record.unit in units_of(user, register_of(record)) or bool(firm and record.unit_id == firm.pk)


def may_verify(user: User, record: Record) -> Answer:
    """An officer of a lead unit of the clause, who did not enter it himself."""
    register = register_of(record)
    if not leads(user, register):
        return no(f"由本条牵头单位（{'、'.join(lead_names(register))}）核实。")
    if record.entered_by_id in user.own_accounts:
        return no("这条记录由您填报，须由另一人核实。")
    if concerned(user, record):
        return no("这是您单位的事项，由另一牵头单位核实。")
    return STATES.may("verify", record.state)


def may_correct(user: User, record: Record) -> Answer:
    """Who reported it until it is verified; afterwards the lead unit. What is about one's own unit another one changes."""
    if not STATES.may("correct", record.state):
        return STATES.may("correct", record.state)
    if concerned(user, record):
        return no("这是您单位的事项，由另一牵头单位更正。")
    if leads(user, register_of(record)):
        return YES
    if record.state == "verified":
        return no("已核实的记录由牵头单位更正。")
    return YES if reported_by(user, record) else no("由填报单位或牵头单位更正。")


def may_withdraw(user: User, record: Record) -> Answer:
    if not STATES.may("withdraw", record.state):
        return STATES.may("withdraw", record.state)
    answer = may_correct(user, record)
    return answer if answer else no(answer.reason.replace("更正", "撤下"))


def may_act(user: User, record: Record, act: Act) -> Answer:
    """A further step: by a lead unit, or where the act is the reporter's by whoever reported."""
    if record.state != "verified":
        return no("记录核实以后才能办理。")
    if not act.fits(record):
        return no(f"现在不能办理“{act.label}”。")
    if act.by == CONCERNED:
        about = getattr(record, register_of(record).concerns)
        return YES if concerned(user, record) else no(f"“{act.label}”由{about}办理。")
    if concerned(user, record):
        return no(f"这是您单位的事项，“{act.label}”由另一牵头单位办理。")
    if leads(user, register_of(record)) or (act.by == FIRM and reported_by(user, record)):
        return YES
    return no(f"“{act.label}”由牵头单位{'或填报单位' if act.by == FIRM else ''}办理。")


def registers_of(user: User) -> list[Register]:
    """The registers that this user reads, in their order."""
    return [register for register in REGISTERS.values() if reads(user, register)]
