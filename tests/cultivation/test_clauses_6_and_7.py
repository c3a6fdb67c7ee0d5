"""Clauses 六 and 七: contests, drills, seeds; talents from outside and their further training."""

import pytest

from cultivation.registers.contests import trades_of
from oversight.figures import person_times
from tests.people import on

CONTEST = {
    "name": "示例区职工技能大赛",
    "year": "2022",
    "level": "区县级",
    "category": "不分类",
    "organiser": "区总工会",
}


def contest(programme, trades: int, year: str = "2022"):
    made = programme.entered(programme.staff, "contests", **CONTEST | {"year": year})
    for number in range(trades):
        programme.entered(
            programme.staff, "contest-trades", contest=f"{made.title}（编号{made.pk}）", trade=f"示例工种{number}",
            held_on=f"{year}-05-0{number % 9 + 1}", place="示例学校", entrants="30",
        )  # fmt: skip
    return made


def test_s6_1_ten_trades_is_not_more_than_ten(programme):
    contest(programme, 10)
    assert trades_of(2022) == 10
    contest(programme, 11, year="2021")
    assert trades_of(2021) == 11
    made = programme.page(programme.hr, "/registers/contest-trades/?year=2021")  # open to firms
    assert "符合条件的 11 条" in made


def test_s6_2_person_times_are_summed_by_year(programme):
    for year, times in (("2021", "19000"), ("2022", "21000")):
        programme.entered(
            programme.labour,
            "drills",
            kind="岗位练兵",
            name=f"{year}年大练兵",
            held_on=f"{year}-05-01",
            person_times=times,
        )
    assert person_times(2022) == (19_000, [2021])  # a year that runs is no year of an average
    on("2023-01-05")
    assert person_times(2022) == (20_000, [2021, 2022])


@pytest.fixture
def result(programme):
    made = contest(programme, 1)
    return {
        "event": f"{made.title}示例工种0",
        "awarded_on": "2022-05-20",
        "document_no": "示例〔2022〕8号",
        "prize": "一等奖",
        "cash_fen": "3000",
    }


def test_a_result_is_reported_by_the_firm_with_its_proof(programme, result):
    winner = programme.person("胜示例", 1)
    values = result | {"person": winner.name, "firm": programme.firm.name}
    assert "颁奖日期不能早于比赛日期" in programme.fill(
        programme.hr, "contest-results", paper=True, **values | {"awarded_on": "2022-04-01"}
    )
    programme.verified(programme.hr, "contest-results", by=programme.staff, paper=True, **values)
    assert "一等奖" in programme.page(programme.hr, f"/ladder/{winner.pk}/")


def test_s6_4_a_seed_is_marked_with_event_and_coach(programme, result):
    seed, coach = programme.person("苗示例", 1), programme.person("教示例", 2)
    values = {"person": seed.name, "event": result["event"], "since": "2022-06-01"}
    assert "不能是同一人" in programme.fill(programme.staff, "seeds", **values, coach=seed.name)
    programme.entered(programme.staff, "seeds", **values, coach=coach.name)
    listed = programme.page(programme.staff, "/registers/seeds/")
    assert "教示例" in listed
    assert result["event"] in listed


def test_s7_1_a_talent_from_outside_has_origin_and_day(programme):
    person = programme.person("引示例", 1)
    values = {
        "person": person.name,
        "firm": programme.firm.name,
        "origin": "青羊区",
        "honour": "青羊区级工匠",
        "document": "示例证书1号",
    }
    assert "不能晚于今天" in programme.fill(programme.staff, "inward", **values, arrived_on="2022-12-01")
    programme.entered(programme.staff, "inward", **values, arrived_on="2022-02-01")
    listed = programme.page(programme.staff, "/registers/inward/")
    assert "青羊区" in listed
    assert "2022年2月1日" in listed


def test_s7_2_a_base_belongs_to_a_unit_and_has_courses_with_people(programme):
    base = programme.entered(programme.staff, "bases", name="示例培训基地", firm=programme.firm.name, trades="焊工", named_on="2021-01-01",
                             document="示例〔2021〕1号")  # fmt: skip
    course = programme.entered(programme.staff, "base-courses", base=base.title, name="焊工进修班", started_on="2022-05-01",
                               ended_on="2022-05-10", hours="40")  # fmt: skip
    person = programme.person("学示例", 1)
    programme.verified(
        programme.hr,
        "attendances",
        by=programme.staff,
        course=course.title,
        person=person.name,
        result="优秀",
    )
    assert "焊工进修班" in programme.page(programme.staff, f"/registers/bases/{base.pk}/")
    assert "学示例焊工进修班" in programme.page(programme.hr, f"/ladder/{person.pk}/")
