"""Opening a round freezes policy, settings and rubric: two people open exactly what the first of them saw."""

import datetime as dt

import pytest
from django.utils import timezone

from nominations.domain.rounds import rounds
from tests.people import make_user, on, policy_in_force, reference, staff_pair
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned():
    reference()
    on("2022-02-07")
    first, second = staff_pair()
    policy_in_force(first, second)
    round = rounds.plan_round(
        first, year=2022, quota=3, approval_basis="示例批准文件", opens_on=dt.date(2022, 2, 7),
        intake_closes_at=timezone.make_aware(dt.datetime(2022, 3, 1)), naming_on=dt.date(2022, 4, 28),
    )  # fmt: skip
    return first, second, propose(first, "nominations.open_round", round_id=round.pk)


def test_what_the_first_saw_is_opened(planned):
    _, second, pending = planned
    opened = confirm(second, pending)
    assert (opened.state, opened.rubric_id, opened.settings["notice_days"]) == ("open", "v1", "5")


def test_a_setting_that_changed_meanwhile_is_looked_at_again(planned):
    first, second, pending = planned
    leader = make_user(Role.LEADER)
    together(first, leader, "policy.set", key="pass_line", value="75.00", document="示例会议")
    with pytest.raises(Refusal) as refusal:
        confirm(second, pending)
    assert refusal.value.code == "changed_since"
