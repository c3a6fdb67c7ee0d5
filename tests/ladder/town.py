"""Two firms of one street and one of another, their HR, clerks and the union: for the tests of the ladder."""

import datetime as dt

from tests.people import make_firm, make_id, make_user, on, reference, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.ladder.domain import people, rungs
from wuhou_craftsmen.ladder.models import Craftsman, Tier

DAY = dt.date(2022, 2, 7)


class Town:
    """The cast, on a day of 2022."""

    def __init__(self):
        reference()
        on("2022-02-07")
        self.firm, self.neighbour = make_firm(1), make_firm(2)
        self.far = make_firm(3, street="玉林街道")
        self.hr = make_user(Role.FIRM_HR, self.firm)
        self.other_hr = make_user(Role.FIRM_HR, self.neighbour)
        self.clerk = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
        self.far_clerk = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
        self.staff = make_user(Role.UNION_STAFF)
        self.leader = make_user(Role.LEADER)
        self.auditor = make_user(Role.AUDITOR)

    def enrol(self, actor=None, firm=None, number: int = 1, name: str = "甲示例", **changes):
        words = {"name": name, "id_number": make_id(number), "sex": "男", "trade": "钳工"} | changes
        return people.enrol(actor or self.hr, firm or self.firm, **words)

    def person(self, number: int = 1, **words) -> Craftsman:
        return self.enrol(number=number, **words).person

    def climb(self, person: Craftsman, *tiers: str) -> None:
        """A step a year, from 2015 on."""
        for year, tier in enumerate(tiers, 2015):
            rungs.record(
                self.hr, person, tier, reached_on=dt.date(year, 5, 1), proof=f"示例证书〔{year}〕1号"
            )


ALL_OF_THE_FIRM = [Tier.APPRENTICE, Tier.FIRM_SKILL_EXPERT, Tier.FIRM_CHIEF_TECHNICIAN, Tier.FIRM_CRAFTSMAN]
