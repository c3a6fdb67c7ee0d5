"""The steps of what a unit owes by a day: the unit reports, the side that set it closes or gives back."""

from oversight import messages
from oversight.models.owed import OWING, Owed
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.registers.register import CONCERNED, Act


def _answered(owed: Owed) -> None:
    owed.answered_on = clock.today()


def _closed(owed: Owed) -> None:
    owed.closed_on = clock.today()


STEPS = (
    Act("answer", "上报办理情况", ("answer",), when={"stage": OWING}, sets={"stage": "answered"}, by=CONCERNED, proof="证明材料",
        check=_answered, after=messages.moved),
    Act("close", "核实办结", when={"stage": ("answered",)}, sets={"stage": "closed"}, check=_closed, after=messages.moved),
    Act("again", "退回重办", ("remark",), when={"stage": ("answered",)}, sets={"stage": "again"}, after=messages.moved),
)  # fmt: skip
