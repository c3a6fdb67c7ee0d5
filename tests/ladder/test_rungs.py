"""The steps: who attests them, in which order, with which paper, and how a wrong one is taken back."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from nominations.domain.file import drafts
from tests.ladder.town import ALL_OF_THE_FIRM, DAY
from tests.pdfs import PDF
from tests.people import make_id
from tests.small_year import Year
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.domain import people, rungs
from wuhou_craftsmen.ladder.models import Craftsman, Rung, Tier

PAPER = {"reached_on": dt.date(2020, 5, 1), "proof": "示例证书1号"}


def test_a_climb_has_every_step_with_its_day_and_proof(town):
    person = town.person()
    town.climb(person, *ALL_OF_THE_FIRM)
    assert [rung.tier for rung in person.standing] == ALL_OF_THE_FIRM
    assert person.highest.tier == Tier.FIRM_CRAFTSMAN
    rung = person.rungs.first()
    assert (rung.reached_on, rung.proof) == (dt.date(2015, 5, 1), "示例证书〔2015〕1号")
    assert (rung.firm, rung.entered_by) == (town.firm, town.hr)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("hr", True),
        ("clerk", True),
        ("staff", True),
        ("other_hr", False),
        ("far_clerk", False),
        ("leader", False),
    ],
)
def test_who_attests_a_step_of_the_firm(town, who, may):
    person, actor = town.person(), getattr(town, who)
    if may:
        rungs.record(actor, person, Tier.APPRENTICE, **PAPER)
    else:
        with pytest.raises(Refusal):
            rungs.record(actor, person, Tier.APPRENTICE, **PAPER)
    assert Rung.objects.exists() == may


@pytest.mark.parametrize(
    ("tier", "why"), [(Tier.ZHUGE, "由命名决定登记"), (Tier.CHENGDU, "由区总工会凭命名文件登记")]
)
def test_no_firm_types_the_titles_of_district_and_city_not_even_through_the_union(town, tier, why):
    person = town.person()
    for actor in (town.hr, town.clerk, town.staff):
        with pytest.raises(Refusal, match=why):
            rungs.record(actor, person, tier, **PAPER)
    assert not Rung.objects.exists()


def test_who_works_nowhere_gets_no_step_of_a_firm(town):
    person = town.person()
    people.transfer_out(town.hr, person.employment, DAY)
    for actor in (town.hr, town.staff):
        with pytest.raises(Refusal, match="没有登记在任何单位"):
            rungs.record(actor, person, Tier.APPRENTICE, **PAPER)


@pytest.mark.parametrize(
    ("tier", "day"), [(Tier.FIRM_CRAFTSMAN, dt.date(2019, 4, 30)), (Tier.APPRENTICE, dt.date(2019, 5, 2))]
)
def test_a_higher_step_is_not_dated_before_a_lower_one(town, tier, day):
    person = town.person()
    rungs.record(town.hr, person, Tier.FIRM_SKILL_EXPERT, reached_on=dt.date(2019, 5, 1), proof="示例")
    with pytest.raises(Refusal, match="先后颠倒") as refused:
        rungs.record(town.hr, person, tier, reached_on=day, proof="示例")
    assert "2019年5月1日" in refused.value.reason
    assert f"2019年{day.month}月{day.day}日" in refused.value.reason
    rungs.record(
        town.hr, person, tier, reached_on=dt.date(2019, 5, 1), proof="示例"
    )  # the same day is in order


def test_days_ahead_empty_proof_and_a_second_day_are_refused_and_a_repeat_is_harmless(town):
    person = town.person()
    with pytest.raises(Refusal, match="不能晚于今天"):
        rungs.record(town.hr, person, Tier.APPRENTICE, reached_on=dt.date(2022, 2, 8), proof="示例")
    with pytest.raises(Refusal, match="请写明依据"):
        rungs.record(town.hr, person, Tier.APPRENTICE, reached_on=DAY, proof=" ")
    first = rungs.record(town.hr, person, Tier.APPRENTICE, **PAPER)
    assert rungs.record(town.hr, person, Tier.APPRENTICE, **PAPER) == first
    with pytest.raises(Refusal, match="已登记“学徒”（2020年5月1日取得）"):
        rungs.record(town.hr, person, Tier.APPRENTICE, reached_on=DAY, proof="示例")
    assert Rung.objects.count() == 1


def test_a_scan_is_a_private_file_of_a_known_kind(town):
    person = town.person()
    rung = rungs.record(town.hr, person, Tier.APPRENTICE, **PAPER, scan=(PDF, "example.pdf"))
    assert rung.scan.content_type == "application/pdf"
    with pytest.raises(Refusal, match="不是 PDF，也不是"):
        rungs.record(town.hr, person, Tier.FIRM_CRAFTSMAN, **PAPER, scan=(b"MZ", "example.pdf"))
    assert Rung.objects.count() == 1


def test_a_wrong_step_is_taken_back_and_its_row_stays(town):
    person = town.person()
    wrong = rungs.record(town.hr, person, Tier.APPRENTICE, **PAPER)
    for actor in (town.other_hr, town.far_clerk, town.leader):
        with pytest.raises(Refusal):
            rungs.withdraw(actor, wrong, "错")
    with pytest.raises(Refusal, match="请写明撤下的原因"):
        rungs.withdraw(town.hr, wrong, " ")
    taken = rungs.withdraw(town.hr, wrong, "日期填错")
    assert (taken.revoked_on, taken.withdrawn_reason) == (DAY, "日期填错")
    assert rungs.withdraw(town.hr, wrong, "再次").withdrawn_reason == "日期填错"
    assert AuditEntry.objects.get(verb="撤下梯次").details["reason"] == "日期填错"
    right = rungs.record(town.hr, person, Tier.APPRENTICE, reached_on=dt.date(2021, 5, 1), proof="示例")
    assert list(person.rungs.all()) == [taken, right]
    assert Craftsman.objects.get(pk=person.pk).standing == [right]


def test_the_next_firm_reads_a_step_of_the_one_before_and_cannot_take_it_back(town):
    person = town.person()
    rung = rungs.record(town.hr, person, Tier.APPRENTICE, **PAPER)
    town.enrol(town.staff, town.neighbour)
    with pytest.raises(Refusal, match="由登记单位或区总工会撤下"):
        rungs.withdraw(town.other_hr, rung, "错")
    rungs.record(town.other_hr, person, Tier.FIRM_SKILL_EXPERT, reached_on=DAY, proof="示例")
    assert rungs.withdraw(town.staff, rung, "核实有误").revoked_on == DAY


def test_a_zhuge_title_is_never_taken_back_here(town):
    person = town.person()
    title = people.add_rung(None, person, Tier.ZHUGE, DAY, "示例〔2021〕1号")
    for actor in (town.staff, town.hr):
        with pytest.raises(Refusal, match="只能由两人办理撤销"):
            rungs.withdraw(actor, title, "错")


def test_the_database_keeps_no_reason_for_a_step_that_stands(town):
    rung = rungs.record(town.hr, town.person(), Tier.APPRENTICE, **PAPER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rung.objects.filter(pk=rung.pk).update(withdrawn_reason="错")


def test_the_union_enters_a_city_title_and_its_holder_is_not_nominated_again(db):
    year = Year()
    hr, firm = year.hr[year.firms[0].pk], year.firms[0]
    person = people.enrol(hr, firm, name="丑示例", id_number=make_id(8), sex="男", trade="钳工").person
    paper = {"reached_on": dt.date(2021, 5, 1), "proof": "成都工匠命名文件（示例）"}
    for actor in (hr, year.clerk, year.leaders[0]):
        with pytest.raises(Refusal, match="此项只由区总工会工作人员办理"):
            rungs.record_city_title(actor, person, **paper)
    title = rungs.record_city_title(year.first, person, **paper)
    assert AuditEntry.objects.filter(verb="登记梯次", details__tier="成都工匠").count() == 1
    fields = {"name": "丑示例", "sex": "男", "trade": "钳工", "route": "unit"}
    nominate = lambda: drafts.create(  # noqa: E731
        hr, year.round, firm, id_number=make_id(8), phone="10000000008", fields=fields
    )
    with pytest.raises(Refusal, match="已有“诸葛工匠”或更高称号"):
        nominate()
    rungs.withdraw(year.second, title, "文件核实有误")
    assert nominate().person == person
