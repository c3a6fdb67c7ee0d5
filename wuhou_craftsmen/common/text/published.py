"""Lists that are posted or published: a line holds name, firm and trade, and no long number."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..kernel.refusals import Refusal
from . import private_numbers
from .printable import refuse_unprintable


@dataclass(frozen=True, kw_only=True)
class ListedPerson:
    """One line of a list: what the public may read, nothing else (T56)."""

    name: str
    firm: str
    trade: str


def refuse_unfit_lists(people: Iterable[ListedPerson]) -> None:
    """Refusal if a list for the public holds what looks like an ID, account or telephone (T56), or what cannot be printed."""
    people = list(people)
    refuse_unprintable(person.name for person in people)
    for person in people:
        for label, value in (("姓名", person.name), ("单位", person.firm), ("职业（工种）", person.trade)):
            if private_numbers.in_published_cell(value):
                raise Refusal(
                    f"名单中有一行的“{label}”栏含有疑似证件号、账号或电话的长串数字，不能公布，请先更正。"
                )
