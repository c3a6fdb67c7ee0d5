"""A round is corrected while it is prepared, and not afterwards; its days lie in the days of the policy."""

import datetime as dt

import pytest
from django.utils import timezone

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound
from tests.people import client_of, on
from tests.small_year import Year
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused

pytestmark = pytest.mark.django_db
DAYS = {
    "opens_on": dt.date(2023, 2, 7),
    "intake_closes_at": timezone.make_aware(dt.datetime(2023, 3, 1)),
    "naming_on": dt.date(2023, 4, 28),
}


@kept
def year():
    year = Year()
    on("2023-01-10")
    year.next = rounds.plan_round(year.first, year=2023, quota=3, approval_basis="示例批准文件", **DAYS)
    return year


def test_what_was_typed_wrong_is_corrected_on_its_page(year):
    at = f"/nominations/rounds/{year.next.pk}/edit/"
    client = client_of(year.first)
    page = client.get(at).content.decode()
    assert 'value="2023-02-28"' in page  # the last day of the intake
    sent = {
        "quota": "5",
        "approval_basis": "示例批准文件（更正）",
        "opens_on": "2023-02-08",
        "last_day": "2023-03-05",
        "naming_on": "2023-05-04",
    }
    assert client.post(at, sent | {"quota": "0"}).status_code == 200
    assert AnnualRound.objects.get(pk=year.next.pk).quota == 3
    client.post(at, sent)
    changed = AnnualRound.objects.get(pk=year.next.pk)
    assert (changed.year, changed.quota, changed.naming_on) == (2023, 5, dt.date(2023, 5, 4))
    assert changed.intake_closes_at == timezone.make_aware(dt.datetime(2023, 3, 6))


def test_an_open_round_is_not_corrected(year):
    words = {"quota": 9, "approval_basis": "示例", **DAYS}
    assert_refused("不能再修改筹备内容", rounds.change_plan, year.first, year.round, **words)
    assert client_of(year.first).get(f"/nominations/rounds/{year.round.pk}/edit/").status_code == 404
    assert client_of(year.leaders[0]).get(f"/nominations/rounds/{year.next.pk}/edit/").status_code == 403


def test_a_naming_beyond_the_policy_is_refused_at_once(year):
    late = DAYS | {"naming_on": dt.date(2024, 4, 28)}
    assert_refused(
        "拟命名日期应在政策有效期内",
        rounds.change_plan,
        year.first,
        year.next,
        quota=3,
        approval_basis="示例",
        **late,
    )
