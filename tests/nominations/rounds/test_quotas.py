"""推荐名额: who sets them, what they stop, and what becomes of a place that was lost."""

import datetime as dt

import pytest
from django.utils import timezone

from nominations.domain.checking import disqualification, endorsement
from nominations.domain.file import withdrawal
from nominations.domain.rounds import quotas, rounds
from nominations.rules.rounds.quotas import places_used
from tests.people import unit
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year().play("nominate")


def street():
    return unit("浆洗街街道")


def allow(year, places, reason="按企业数核定"):
    together(
        year.first,
        year.second,
        "nominations.change_quotas",
        round_id=year.round.pk,
        places={str(street().pk): places},
        reason=reason,
    )


def endorse(year, no, **more):
    file = year.file(no)
    return endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256, **more)


def test_without_a_quota_nothing_is_stopped(year):
    for no in ("001", "002", "003"):
        endorse(year, no)
    assert places_used(year.round) == {street().pk: 3}


def test_a_unit_endorses_no_more_than_its_places_and_is_told_the_numbers(year):
    allow(year, 2)
    endorse(year, "001")
    endorse(year, "002")
    with pytest.raises(Refusal, match="共 2 个，已用 2 个"):
        endorse(year, "003")
    assert year.file("003").state == "submitted"
    allow(year, 3, "增补一名")
    assert endorse(year, "003").state == "endorsed"


def test_fraud_loses_the_place_and_a_withdrawal_frees_it(year):
    allow(year, 2)
    first, second = endorse(year, "001"), endorse(year, "002")
    disqualification.disqualify(year.leaders[0], first, finding="材料系伪造")
    with pytest.raises(Refusal, match="已用 2 个"):
        endorse(year, "003")
    withdrawal.withdraw(year.hr[second.firm_id], second, reason="调离")
    endorse(year, "003")
    with pytest.raises(Refusal, match="已用 2 个"):
        endorse(year, "004")


def test_returning_a_file_needs_no_place(year):
    allow(year, 0)
    file = year.file("001")
    endorsement.return_for_correction(
        year.clerk, file, opinion="请补充", marks={"deeds": "请补充带徒情况"}, seen_sha256=file.frozen_sha256
    )
    assert year.file("001").state == "returned"


def test_one_officer_sets_them_while_the_round_is_planned_and_two_once_it_is_open(year):
    planned = rounds.plan_round(
        year.first, year=2023, quota=10, approval_basis="示例", opens_on=dt.date(2023, 2, 7),
        intake_closes_at=timezone.make_aware(dt.datetime(2023, 3, 1)), naming_on=dt.date(2023, 4, 28),
    )  # fmt: skip
    quotas.set_quotas(year.first, planned, {str(street().pk): 4})
    assert quotas.quota_of(planned, street()).places == 4
    quotas.set_quotas(year.first, planned, {str(street().pk): None})
    assert quotas.quota_of(planned, street()) is None
    told = AuditEntry.objects.filter(verb="核定推荐名额").values_list("details", flat=True)
    assert {"places": {"浆洗街街道": 4}} in told
    with pytest.raises(Refusal, match="两人"):
        quotas.set_quotas(year.first, year.round, {str(street().pk): 4})
    with pytest.raises(Refusal, match="工会工作人员"):
        quotas.set_quotas(year.clerk, planned, {})


def test_a_change_wants_a_reason_and_is_never_below_what_is_used(year):
    endorse(year, "001")
    endorse(year, "002")
    ask = {"round_id": year.round.pk}
    with pytest.raises(Refusal, match="原因"):
        propose(year.first, "nominations.change_quotas", **ask, places={str(street().pk): 5}, reason=" ")
    with pytest.raises(Refusal, match="已经使用 2 个"):
        propose(year.first, "nominations.change_quotas", **ask, places={str(street().pk): 1}, reason="减少")
    with pytest.raises(Refusal, match="街道、武侯新城和产业工会"):
        propose(
            year.first, "nominations.change_quotas", **ask, places={str(unit("区人社局").pk): 1}, reason="x"
        )


def test_after_the_review_began_nothing_changes(year):
    year.return_and_withdraw()
    year.check()
    year.open_scoring()
    with pytest.raises(Refusal, match="评审开始后"):
        allow(year, 20)
