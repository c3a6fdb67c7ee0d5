"""The programme with those who inspect and those who are inspected, and with craftsmen that were named."""

import datetime as dt

from tests.people import make_user, unit
from tests.worlds.programme import Programme
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman, Tier
from wuhou_craftsmen.registers.models import Record

FINDING = {"matter": "企业培养", "problem": "两家试点企业没有学徒花名册", "measure": "补齐花名册，按月核对"}


class Overseen(Programme):
    """`office`: 区委办公室; `publicity`: 区委宣传部; `second`: another of the union."""

    def __init__(self):
        super().__init__()
        self.office = make_user(Role.DEPARTMENT_OFFICER, unit("区委办公室"))
        self.publicity = make_user(Role.DEPARTMENT_OFFICER, unit("区委宣传部"))
        self.second = make_user(Role.UNION_STAFF)

    def named(self, name: str, number: int, tier: str = Tier.ZHUGE, year: int = 2021) -> Craftsman:
        """Somebody of the first firm who holds a title."""
        found = self.person(name, number)
        people.add_rung(None, found, tier, dt.date(year, 4, 28), "示例命名文件", firm=self.firm)
        return found

    def inspected(self, name: str = "一季度督查", on: str = "2022-05-20") -> Record:
        return self.entered(
            self.office, "inspections", name=name, kind="定期检查", on=on, scope="学徒制试点和带徒协议"
        )

    def finding(self, about: str = "区人社局", due_on: str = "2022-06-01", **changes) -> Record:
        inspection = Record.objects.filter(register="inspections").first() or self.inspected()
        values = FINDING | {"inspection": inspection.title, "about": about, "due_on": due_on} | changes
        return self.entered(self.office, "findings", **values)

    def task(self, about: str = "区人社局", matter: str = "企业培养", due_on: str = "2022-06-30") -> Record:
        values = {
            "about": about,
            "matter": matter,
            "year": "2022",
            "name": "指导五家试点企业",
            "due_on": due_on,
        }
        return self.entered(self.staff, "tasks", **values)
