"""Clause 四: pilots, masters and apprentices, allowances and careers, each by its pages."""

import pytest

from tests.people import make_firm, on
from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

PILOT = {"selected_on": "2022-03-01", "document": "示例人社发〔2022〕2号", "plan": "钳工学徒 20 名"}
AGREEMENT = {"trade": "钳工", "started_on": "2022-04-01", "until": "2024-03-31", "goal": "取得高级工"}


@pytest.fixture
def pair(programme):
    return programme.person("师示例", 1), programme.person("徒示例", 2)


def agreement(programme, pair, **changes):
    return (
        {"firm": programme.firm.name, "person": pair[0].name, "apprentice": pair[1].name}
        | AGREEMENT
        | changes
    )


def test_s4_2_the_sixth_pilot_is_refused_while_five_are_active(programme):
    firms = [make_firm(number) for number in range(11, 17)]
    first, *_ = [programme.entered(programme.labour, "pilots", firm=firm.name, **PILOT) for firm in firms[:5]]
    told = programme.fill(programme.labour, "pilots", firm=firms[5].name, **PILOT)
    assert "试点企业已有 5 家" in told
    assert "实施办法定为 5 家" in told
    programme.press(programme.labour, first, "end", ended_on="2022-06-01", ending="试点期满")
    assert programme.entered(programme.labour, "pilots", firm=firms[5].name, **PILOT).state == "verified"
    assert "填报。" in programme.fill(
        programme.hr, "pilots", firm=programme.firm.name, **PILOT
    )  # no firm names itself


def test_s4_3_a_master_is_not_his_own_apprentice_and_an_overlap_must_be_explained(programme, pair):
    assert "不能是同一人" in programme.fill(
        programme.hr, "mentorships", paper=True, **agreement(programme, pair, apprentice=pair[0].name)
    )
    record = programme.verified(
        programme.hr, "mentorships", by=programme.labour, paper=True, **agreement(programme, pair)
    )
    assert [rung.tier for rung in pair[1].rungs.all()] == [Tier.APPRENTICE]  # what it feeds: the first rung
    assert record.title in programme.page(programme.hr, f"/ladder/{pair[0].pk}/")
    second = programme.person("师二例", 3)
    again = agreement(programme, pair, person=second.name)
    assert "期限重叠" in programme.fill(programme.hr, "mentorships", paper=True, **again)
    explained = programme.entered(
        programme.hr, "mentorships", paper=True, **again, overlap="第二年换岗学焊接"
    )
    assert explained.state == "reported"


def test_an_agreement_verified_before_its_first_day_puts_the_apprentice_on_the_ladder_on_that_day(
    programme, pair
):
    values = agreement(programme, pair, started_on="2022-07-01")
    programme.verified(programme.hr, "mentorships", by=programme.labour, paper=True, **values)
    for day, standing in (("2022-06-30", []), ("2022-07-01", [Tier.APPRENTICE])):
        on(day)
        due.run()
        assert [rung.tier for rung in pair[1].rungs.all()] == standing
    people.withdraw_rung(programme.hr, pair[1].rungs.get(), "示例：登记有误")
    due.run()
    assert [rung.revoked_on for rung in pair[1].rungs.all()] != [None]
    assert pair[1].rungs.count() == 1


def test_a_mentorship_ends_with_the_apprentice_finishing(programme, pair):
    record = programme.verified(
        programme.hr, "mentorships", by=programme.labour, paper=True, **agreement(programme, pair)
    )
    told = programme.press(programme.hr, record, "finish", end="出师", finished_on="2022-03-01")
    assert "开始日期以后" in told
    programme.press(programme.hr, record, "finish", end="出师", finished_on="2022-06-01")
    assert "出师" in programme.page(programme.labour, "/registers/mentorships/")


def test_a_firm_reports_of_itself_alone_and_the_lead_unit_sends_back(programme, pair):
    other = agreement(programme, pair, firm=programme.firms[1].name)
    assert "没有找到“成都示例2号" in programme.fill(programme.hr, "mentorships", paper=True, **other)
    record = programme.entered(programme.hr, "mentorships", paper=True, **agreement(programme, pair))
    assert "待核实的工作台账" in programme.page(programme.labour, "/home/")
    assert record.title in programme.page(programme.labour, "/registers/waiting/")
    assert "不在实施办法这一条的分工中" in programme.press(programme.education, record, "verify")
    programme.press(programme.labour, record, "back", reason="协议没有签字")
    assert "协议没有签字" in programme.page(programme.hr, f"/registers/mentorships/{record.pk}/")
    assert "待更正的工作台账" in programme.page(programme.hr, "/home/")
    assert "退回补正" in programme.page(programme.hr, "/messages/")


def test_s4_4_allowances_are_the_firms_own_money(programme):
    values = {
        "firm": programme.firm.name,
        "year": "2022",
        "kind": "带徒津贴",
        "standard_fen": "300",
        "people": "5",
        "paid_fen": "18000.5",
    }
    record = programme.verified(programme.hr, "allowances", by=programme.labour, **values)
    page = programme.page(programme.labour, f"/registers/allowances/{record.pk}/")
    assert "18,000.50 元" in page
    assert "不是区级资金" in page
    assert "不能重复" in programme.fill(programme.hr, "allowances", **values)


def test_s4_5_a_promotion_stands_on_the_craftsmans_page(programme, pair):
    values = {"firm": programme.firm.name, "person": pair[0].name, "kind": "晋升", "track": "专业职级", "held": "技师", "reached": "高级技师",
              "on": "2022-05-01", "engineer_terms": "yes"}  # fmt: skip
    programme.verified(programme.hr, "careers", by=programme.labour, **values)
    assert "师示例晋升高级技师" in programme.page(programme.hr, f"/ladder/{pair[0].pk}/")


def test_the_rung_goes_with_the_agreement_that_proved_it(programme, pair):
    record = programme.verified(
        programme.hr, "mentorships", by=programme.labour, paper=True, **agreement(programme, pair)
    )
    form = (
        programme.client(programme.labour).get(f"/registers/mentorships/{record.pk}/edit/").content.decode()
    )
    seen = form.split('name="seen" value="')[1].split('"')[0]
    other = programme.person("徒二例", 4)
    values = agreement(programme, pair, apprentice=other.name) | {"seen": seen}
    programme.press(programme.labour, record, "edit", **values)
    assert [[rung.tier for rung in person.standing] for person in (pair[1], other)] == [[], [Tier.APPRENTICE]]
    programme.press(programme.labour, record, "withdraw", reason="协议作废")
    assert type(other).objects.get(pk=other.pk).standing == []
