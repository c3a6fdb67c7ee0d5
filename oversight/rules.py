"""Who sees targets and tasks, who draws the tasks of a year, who gives out what a bulletin tells."""

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.decisions import Answer
from wuhou_craftsmen.registers import rules as registers
from wuhou_craftsmen.registers.register import REGISTERS

may_see_targets = holds(*dict.fromkeys((*registers.OFFICERS, *OVERSIGHT)))
may_see_dashboard = holds(*OVERSIGHT)
may_see_counts = holds(*registers.READERS)


def may_confirm(user: User) -> Answer:
    """HR of firms, and the units that lead clause 九."""
    entering = registers.may_enter_room(user)
    return registers.may_report(user, REGISTERS["after-naming"]) if entering else entering


def may_draw_tasks(user: User) -> Answer:
    """Whoever may set a single task."""
    entering = registers.may_enter_room(user)
    return registers.may_report(user, REGISTERS["tasks"]) if entering else entering


def may_read_bulletins(user: User) -> Answer:
    entering = registers.may_enter_room(user)
    return registers.may_read(user, REGISTERS["bulletins"]) if entering else entering
