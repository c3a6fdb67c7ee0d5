"""Who reports what in the demo's programme."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nominations.documents.application import RehearsalMaterial, rehearsal_material_pdf
from wuhou_craftsmen.accounts.domain import people as accounts
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

from ..rehearsal.cast import Cast

MARK = "示例数据，纯属虚构"
TRADES = [
    "钳工",
    "焊工",
    "电工",
    "制鞋工",
    "汽车维修工",
    "中式烹调师",
    "数控车工",
    "服务机器人应用",
    "物业管理员",
    "砌筑工",
    "西式面点师",
    "网络安全管理员",
]
KINDS_OF_FIVE = ["小发明", "小创造", "小革新", "小建议", "小设计"]


class Programme:
    """Who reports what: the officers of the leading departments, and each firm with the people on its ladder."""

    def __init__(self, cast: Cast):
        self.cast, self.union = cast, cast.staff[0]
        self.education = self.officer("education", "区教育局", "演练教育")
        self.labour = self.officer("labour", "区人社局", "演练人社")
        paper = rehearsal_material_pdf(RehearsalMaterial(title="证明材料", lines=(MARK,)))
        self.paper = (paper, "证明材料（演练材料）.pdf")
        self.firms = list(Organisation.objects.filter(kind="firm", struck_off_on=None).order_by("pk")[:24])
        self.staff_of = {
            firm.pk: list(
                Craftsman.objects.filter(employments__firm=firm, employments__until=None).order_by("pk")
            )
            for firm in self.firms
        }

    @staticmethod
    def officer(username: str, unit: str, name: str) -> User:
        home = Organisation.objects.get(name=unit)
        return accounts.open_account(
            None, username=username, full_name=name, role=Role.DEPARTMENT_OFFICER, organisation=home
        )

    def enter(self, actor: User, key: str, **values: Any) -> Any:
        register = REGISTERS[key]
        return records.enter(actor, register, values, self.paper if register.proof else None)

    def of_firm(self, firm: Organisation, key: str, *, by: User, **values: Any) -> Any:
        """Reported by the firm, verified by the lead unit."""
        return records.verify(by, self.enter(self.cast.hr_of(firm), key, firm=firm, **values))

    def pairs(self) -> Iterator[tuple[Organisation, Craftsman, Craftsman]]:
        """(firm, one of its people, the next one), over all firms that have two."""
        for firm in self.firms:
            own = self.staff_of[firm.pk]
            for master, apprentice in pairwise(own):
                yield firm, master, apprentice
