"""The register of clause 十二 that the public page of questions grows from."""

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.registers.register import LEAD, Register, add

from .models import DeskEntry


def check_entry(entry: DeskEntry) -> None:
    """Of whoever asked nothing is kept; an answer may give the telephone of an office."""
    if private_numbers.in_prose(entry.question) or private_numbers.in_contact(entry.answer):
        raise Refusal("问题和答复里不要写个人的身份证号、手机号或银行账号；办公电话可以写在答复里。")
    if entry.asked_on > clock.today():
        raise Refusal("日期不能晚于今天。")


DESK = Register(
    key="desk-book", model=DeskEntry, noun="来电来访", clause=12, reporters=(LEAD,), check=check_entry, dated="asked_on", apart="channel",
    fields=("asked_on", "channel", "question", "answer", "open_to_all"), columns=("asked_on", "channel", "open_to_all"),
    called=lambda entry: entry.question[:150], feeds="选了公开的，列入公开栏目“常见问题”",
)  # fmt: skip
add(DESK)
