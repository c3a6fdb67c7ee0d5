"""What is refused of every record, whatever its register: `refused.if_hanging(…)`."""

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import private_numbers

from ..models import Record
from ..register import Register, built_on, named_in, register_of


def if_built_on(record: Record) -> None:
    if words := built_on(record):
        raise Refusal(f"{words}，这条记录不能再更正、撤下。")


def if_it_has_children(record: Record) -> None:
    """What stands below it would hang in the air."""
    for other, field in named_in(register_of(record)):
        rows = other.model.objects.filter(**{field: record}).exclude(state="withdrawn")
        if count := rows.count():
            raise Refusal(f"“{record}”名下还有 {count} 条{other.noun}，请先撤下。")


def if_private(register: Register, record: Record) -> None:
    """What everybody may read holds nobody's numbers; the telephone of an office may stand there."""
    for name in register.public_names:
        value = getattr(record, name)
        if isinstance(value, str) and private_numbers.in_contact(value):
            label = register.label(name)
            raise Refusal(f"“{label}”是公开的，不要写个人的身份证号、手机号或银行账号；办公电话可以写。")


def if_hanging(register: Register, record: Record, *, counts: bool) -> None:
    """What it stands below is there while it is written down, and counts where it does."""
    named = [getattr(record, name) for name in register.names_of_records]
    for other in Record.objects.select_for_update().filter(pk__in=[n.pk for n in named if n]).order_by("pk"):
        if other.state == "withdrawn":
            raise Refusal(f"“{other}”已撤下，名下不能填报、核实。")
        if counts and other.state != "verified":
            raise Refusal(f"“{other}”还没有核实，请先由牵头单位核实它。")
