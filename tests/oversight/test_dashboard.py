"""The dashboard (clauses 二, 六, 八, 九, 十, 十一): the figures of those who decide, each leading to its rows."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Title
from oversight import figures
from oversight.dashboard import counts
from oversight.models import DutyTask
from tests.pdfs import foreign_fonts, pages_of, text_of
from tests.people import client_of, make_user, on
from tests.small_year import Year
from tests.worlds import deeds
from tests.worlds.five_years import FiveYears
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.models import Rung, Tier

PAGE = "/oversight/dashboard/"


@kept
def named():
    return deeds.named_and_owed(Year())


@kept
def five():
    return FiveYears()


def page(year, path=PAGE) -> str:
    return words_of(client_of(year.leaders[0]).get(path))


def test_s2_2_a_title_counts_once_towards_320_and_a_revoked_one_no_more(named):
    count = Title.objects.count()
    assert f"诸葛工匠累计 {count} 名，到2022年的目标 320 名已完成 1%，还差 {320 - count} 名" in page(named)
    Title.objects.filter(pk=Title.objects.first().pk).update(
        revoked_on=dt.date(2022, 4, 28), revoked_reason="示例"
    )
    assert f"诸葛工匠累计 {count - 1} 名" in page(named)
    assert counts.titles([2022]) == [figures.zhuge(2022)]


def test_s2_2_city_titles_count_towards_50_from_the_year_in_which_they_were_given(named):
    person = Title.objects.first().person
    Rung.objects.create(person=person, tier=Tier.CHENGDU, reached_on=dt.date(2021, 5, 1), proof="示例")
    told = page(named)
    assert "成都工匠累计 1 名，到2022年的目标 50 名已完成 2%，还差 49 名" in told
    assert "2020年 0 0 0% 2021年 1 +1 2% 2022年至今 1 0 2%" in told
    assert counts.rungs([2022])[Tier.CHENGDU] == [figures.chengdu(2022)]


def test_s8_1_the_funnel_tells_how_many_came_through_each_step_and_its_days(named):
    told = page(named)
    assert f"2022年度申报 7 份，命名 {Title.objects.count()} 名" in told
    steps = {step.name: step for step in counts.funnel(named.round)}
    assert [step.files for step in steps.values()] == sorted((s.files for s in steps.values()), reverse=True)
    assert steps["申报"].days == 21  # 2022-02-07 to the last day before 2022-03-01
    assert steps["命名"].ended_on == dt.date(2022, 4, 28)
    assert all(step.over and step.days is not None for step in steps.values())


def test_while_files_are_handed_in_no_later_step_has_days(five):
    assert "2022年度申报 0 份，正在申报" in page(five.year)
    assert [step.days for step in counts.funnel(five.year.round)] == [None] * 6


def test_units_stand_on_the_plan_with_what_they_named_against_their_places(named):
    content = client_of(named.leaders[0]).get(PAGE).content.decode()
    assert re.search(r'<li class="c4 r1">\s*<a class="under" href="[^"]*unit=\d+">\s*<b>浆洗街</b>', content)
    assert "13 个推荐单位中 1 个有申报，没有核定推荐名额" in words_of(client_of(named.leaders[0]).get(PAGE))


def test_s10_2_money_is_told_against_the_approved_line(named):
    owed = Title.objects.count()
    assert "2022年还没有登记预算，已发放 0.00 万元" in page(named)
    deeds.ready_to_pay(named, budget_fen=10_000_000)
    assert f"2022年 10.00 {owed}.00 0.00 0%" in page(named)


def test_the_figures_of_the_table_are_those_that_are_drawn(named):
    content = client_of(named.leaders[0]).get(PAGE).content.decode()
    drawn = {
        key: json.loads(data)
        for key, data in re.findall(
            r'<script id="data-([\w-]+)" type="application/json">(.*?)</script>', content
        )
    }
    assert drawn["zhuge"]["target"] == {"value": 320, "label": "目标 320 名"}
    assert drawn["zhuge"]["series"][0]["values"] == [0, 0, 0, 0, Title.objects.count()]
    assert drawn["funnel"]["labels"] == list(counts.STEPS)
    assert "style=" not in content.split("<main")[1].split("</main>")[0]


def test_every_way_to_the_rows_opens_for_whoever_sees_the_page(named):
    for user in (named.leaders[0], named.first, make_user(Role.AUDITOR)):
        client = client_of(user)
        links = set(re.findall(r'href="([^"]+)"', client.get(PAGE).content.decode().split('class="plots"')[1].split("<footer")[0]))  # fmt: skip
        assert len(links) > 10
        kinds = {re.sub(r"\d+", "0", link): link for link in links}
        assert {link: client.get(link.replace("&amp;", "&")).status_code for link in kinds.values()} == dict.fromkeys(kinds.values(), 200)  # fmt: skip


def test_the_sheet_for_a_meeting_is_one_page_with_the_same_findings(five):
    five.grow(3, records=3)
    pdf = client_of(five.year.leaders[0]).get(f"{PAGE}pdf/?year=2022").content
    assert len(pages_of(pdf)) == 1
    assert not foreign_fonts(pdf)
    text = text_of(pdf)
    assert "诸葛工匠累计5名，到2022年的目标320名已完成2%，还差315名" in text
    assert "2022年度申报3份，正在申报" in text
    assert "示例数据，纯属虚构" in text
    assert AuditEntry.objects.filter(verb="下载工作总览").count() == 1


@pytest.mark.parametrize("role", [Role.FIRM_HR, Role.ENDORSING_CLERK, Role.DEPARTMENT_OFFICER, Role.FINANCE])
def test_others_do_not_see_it(named, role):
    for path in (PAGE, f"{PAGE}pdf/"):
        assert client_of(make_user(role)).get(path).status_code == 403


def test_s6_1_and_s6_2_trades_and_person_times_stand_beside_their_targets(five):
    five.grow(3, records=1)
    told = page(five.year)
    assert "2022年至今竞赛涉及 10 个工种，目标是超过 10 个" in told
    average = "技术比武、岗位练兵2018年至2021年年均 21,000 人次，达到 20,000 人次；2022年至今 21,000 人次"
    assert average in told
    on("2022-06-01")
    assert "10 个单位 10 项任务，5 个单位逾期 5 项" in page(five.year)


def test_s11_1_a_unit_of_the_tasks_leads_to_its_own_tasks(five):
    five.grow(3, records=1)
    client = client_of(five.year.leaders[0])
    content = client.get(PAGE).content.decode()
    links = re.findall(r'href="([^"]*/tasks/[^"]*about=\d+)">([^<]+)</a>', content)
    assert len(links) == 10
    for link, unit in links[:3]:
        told = words_of(client.get(link.replace("&amp;", "&")))
        assert "符合条件的 1 条" in told
        assert DutyTask.objects.get(about__name=unit, year=2022).title in told


def test_a_year_in_which_nobody_was_named_leads_to_those_who_hold_the_title(named):
    content = client_of(named.leaders[0]).get(PAGE).content.decode()
    drawn = json.loads(
        re.search(r'<script id="data-zhuge" type="application/json">(.*?)</script>', content)[1]
    )
    assert drawn["links"][-1] == f"/awards/rounds/{named.round.pk}/"
    assert drawn["links"][0] == "/ladder/?tier=zhuge_craftsman"


def test_without_places_the_plan_tells_who_handed_in(named):
    told = page(named)
    assert "没有申报 有申报" in told
    assert "名额有余" not in told


def test_the_number_of_questions_does_not_grow_with_the_rows(five):
    five.grow(2)
    client, asked = client_of(five.year.leaders[0]), []
    for _ in range(2):
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        asked.append(len(captured))
        five.grow(20, records=2)
    assert asked[0] == asked[1] < 25
