"""One record for life: who registers a person with a firm, who moves him, what another firm is told."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.ladder.town import DAY
from tests.people import make_id
from tests.small_year import Year
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman, Employment


def test_a_person_is_registered_once_and_a_repeat_changes_nothing(town):
    first = town.enrol()
    assert town.enrol() == first
    assert (first.firm, first.since, first.until) == (town.firm, DAY, None)
    assert Craftsman.objects.count() == Employment.objects.count() == 1
    assert AuditEntry.objects.filter(verb="登记人员").count() == 1


def test_another_trade_is_noted_in_the_same_row(town):
    town.enrol()
    assert town.enrol(trade="焊工").trade == "焊工"
    assert Employment.objects.count() == 1


def test_two_people_of_one_name_are_two_records(town):
    assert town.person(1, name="张建国") != town.person(2, name="张建国")


@pytest.mark.parametrize(
    ("who", "firm", "may"),
    [
        ("hr", "firm", True), ("hr", "neighbour", False), ("clerk", "firm", True), ("clerk", "far", False),
        ("far_clerk", "far", True), ("staff", "far", True), ("leader", "firm", False), ("auditor", "firm", False),
    ],
)  # fmt: skip
def test_who_registers_for_which_firm(town, who, firm, may):
    act = lambda: town.enrol(getattr(town, who), getattr(town, firm))  # noqa: E731
    if may:
        assert act().firm == getattr(town, firm)
    else:
        with pytest.raises(Refusal):
            act()
        assert not Craftsman.objects.exists()


def test_another_firm_hears_only_that_he_is_registered_elsewhere(town):
    town.enrol()
    for actor in (town.other_hr, town.clerk):
        with pytest.raises(Refusal, match="已在其他单位登记") as refused:
            town.enrol(actor, town.neighbour)
        assert town.firm.name not in refused.value.reason
        assert "钳工" not in refused.value.reason
    assert Employment.objects.get().firm == town.firm


def test_an_id_number_does_not_tell_whose_it_is(town):
    town.enrol()
    with pytest.raises(Refusal, match="登记的是另一姓名") as refused:
        town.enrol(town.other_hr, town.neighbour, name="试一试")
    assert "甲示例" not in refused.value.reason


def test_after_the_old_firm_lets_him_go_the_new_one_registers_him(town):
    old = town.enrol(since=dt.date(2020, 1, 1))
    with pytest.raises(Refusal, match="转出由工作单位"):
        people.transfer_out(town.other_hr, old, DAY)
    with pytest.raises(Refusal, match="转出由工作单位"):
        people.transfer_out(town.clerk, old, DAY)
    assert people.transfer_out(town.hr, old, DAY).until == DAY
    assert people.transfer_out(town.hr, old, dt.date(2021, 1, 1)).until == DAY  # a repeat changes nothing
    assert town.enrol(town.other_hr, town.neighbour).firm == town.neighbour
    with pytest.raises(Refusal, match="已在其他单位登记"):
        town.enrol()


def test_the_union_moves_a_person_in_one_act(town):
    old = town.enrol(since=dt.date(2020, 1, 1))
    new = town.enrol(town.staff, town.far, since=dt.date(2022, 1, 1))
    old.refresh_from_db()
    assert (old.until, new.firm) == (dt.date(2022, 1, 1), town.far)
    assert AuditEntry.objects.filter(verb="转出").count() == 1


def test_days_ahead_and_days_before_the_last_firm_are_refused(town):
    with pytest.raises(Refusal, match="不能晚于今天"):
        town.enrol(since=dt.date(2022, 2, 8))
    old = town.enrol(since=dt.date(2020, 1, 1))
    for day in (dt.date(2019, 12, 31), dt.date(2022, 2, 8)):
        with pytest.raises(Refusal, match="转出日期应在到岗日期（2020年1月1日）与今天之间"):
            people.transfer_out(town.hr, old, day)
    people.transfer_out(town.hr, old, DAY)
    with pytest.raises(Refusal, match="早于从原单位转出的日期"):
        town.enrol(town.other_hr, town.neighbour, since=dt.date(2021, 1, 1))


def test_a_firm_struck_off_registers_nobody(town):
    town.firm.struck_off_on = DAY
    town.firm.save()
    with pytest.raises(Refusal, match="已除名"):
        town.enrol(town.staff)


def test_the_database_knows_one_firm_at_a_time_and_no_end_before_the_start(town):
    person = town.person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.create(person=person, firm=town.far, trade="", since=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(person=person).update(until=dt.date(2019, 1, 1))


def test_who_is_nominated_is_registered_with_the_firm_and_who_works_elsewhere_is_not_nominated(db):
    year = Year()
    person = people.find_or_register(None, name="乙示例", id_number=make_id(2), sex="男")
    work = people.enrol(
        year.hr[year.firms[0].pk], year.firms[0], name="乙示例", id_number=make_id(2), sex="男", trade="焊工"
    )
    with pytest.raises(Refusal, match="已在其他单位登记"):
        year.nominate()
    people.transfer_out(year.hr[year.firms[0].pk], work, DAY)
    year.nominate()
    assert Employment.objects.filter(until=None).count() == 7
    assert person.employments.get(until=None).firm == year.firms[1]
    other = year.file("001").person.employments.get()
    assert (other.firm, other.trade, other.since) == (year.firms[0], "钳工", DAY)
