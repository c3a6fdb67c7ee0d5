"""A year that is named, and the next one open: 丙示例 (003) was not chosen, 戊示例 (005) withdrew."""

import datetime as dt

from django.utils import timezone

from nominations.domain.rounds import rounds
from tests.people import on
from tests.small_year import Year
from wuhou_craftsmen.common.kernel.two_person import together


def two_years() -> Year:
    """2022 in the stage of rewards; `next` is the round of 2023, open since today."""
    year = Year().play("name_and_pay")
    on("2023-02-06")
    planned = rounds.plan_round(
        year.first, year=2023, quota=3, approval_basis="示例批准文件", opens_on=dt.date(2023, 2, 6),
        intake_closes_at=timezone.make_aware(dt.datetime(2023, 3, 1)), naming_on=dt.date(2023, 4, 28),
    )  # fmt: skip
    year.next = together(year.first, year.second, "nominations.open_round", round_id=planned.pk)
    return year
