"""抽取 and 回避 of S6.5: the draw that anybody can do again, and who stands aside by what the register knows."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from review.domain.committee.drawing import Group, draw, missing
from review.domain.committee.intervals import served_within, years_before
from review.models import CommitteeDraw, CommitteeMember, RegisteredExpert
from tests.pdfs import PDF
from tests.people import client_of, make_id, make_user, unit
from tests.small_year import Year
from tests.worlds import register_of_experts as world
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS


@kept
def year():
    """Ten welders and two fitters in the register, one of them with both trades."""
    year = Year().play("check")
    for number in range(10):
        world.expert(year.first, f"示例焊{number}", 300 + number, "焊工", employer=f"示例{number}号学院")
    world.expert(year.first, "示例双", 320, "焊工", "钳工")
    world.expert(year.first, "示例钳", 321, "钳工")
    return year


def test_s6_5_a_draw_is_the_same_for_whoever_does_it_again(year):
    answer = world.draw(year, ("焊工", 4), ("钳工", 2))
    told = words_of(answer)
    made = CommitteeDraw.objects.get()
    assert "应为单数，现有 6 人" in told
    assert made.seed in told
    assert made.sha256 in told
    assert "重算一致" in told
    drawn: list[list] = []
    for group in made.groups:  # as the page says, with nothing of the portal
        hashes = {
            n: hashlib.sha256(f"{made.seed}-{group['trade']}-{n}".encode()).hexdigest()
            for n in group["candidates"]
        }
        order = [n for n in sorted(hashes, key=hashes.get) if n not in [number for number, _ in drawn]]
        drawn += [[number, group["trade"]] for number in order[: group["count"]]]
    assert drawn == made.drawn
    members = year.round.committee.members.all()
    assert {(m.expert.entry_id, m.group) for m in members} == {(number, trade) for number, trade in drawn}
    assert [m.code for m in members] == [f"P0{n}" for n in range(1, 7)]
    assert all(m.expert.user.has_role(Role.EXPERT) for m in members)


def test_s6_5_each_line_of_the_draw_is_a_known_trade_with_its_number(year):
    for wanted, told in (
        ([("焊工", 2), ("焊工", 1)], "上面已经填了"),
        ([("飞行员", 2)], "名录里没有登记这个工种的专家"),
        ([("焊工", "")], "工种和人数要一并填写"),
        ([("", 2)], "工种和人数要一并填写"),
        ([], "请填写至少一个工种"),
        ([("钳工", 3)], "可以参加抽取的专家不够：钳工还差 1 人"),
    ):
        assert told in words_of(world.draw(year, *wanted))
        assert not CommitteeDraw.objects.exists()


def test_s6_5_drawn_again_with_a_reason_only_and_every_draw_stays(year):
    taken = RegisteredExpert.objects.get(name="示例焊0")
    world.take(year, taken)
    world.draw(year, ("焊工", 4))
    assert "请填写这一项" in words_of(world.draw(year, ("焊工", 6)))
    assert CommitteeDraw.objects.count() == 1
    told = words_of(world.draw(year, ("焊工", 6), reason="一人书面说明不能参加"))
    assert "一人书面说明不能参加" in told
    members = year.round.committee.members
    assert members.count() == 7
    assert members.filter(expert__entry=taken, draw=None).exists()
    first, second = CommitteeDraw.objects.order_by("number")
    assert not [pair for made in (first, second) for pair in made.drawn if pair[0] == taken.pk]
    auditor = client_of(make_user(Role.AUDITOR))
    assert "重算一致" in words_of(auditor.get(f"/review/rounds/{year.round.pk}/draws/1/"))
    for change in (lambda: CommitteeDraw.objects.update(seed="0"), first.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_too_few_to_draw_from_is_told_and_draws_nothing(year):
    assert "钳工还差 3 人" in words_of(world.draw(year, ("钳工", 5)))
    assert "请填写至少一个工种" in words_of(world.draw(year))
    assert not CommitteeDraw.objects.exists()
    assert not CommitteeMember.objects.exists()


def test_candidates_lapsed_and_those_named_by_the_conditions_are_not_drawn(year):
    firm = year.firms[0].name
    nominee = world.expert(year.first, "甲示例", 1, "示例工")
    lapsed = world.expert(
        year.first,
        "示例过期",
        331,
        "示例工",
        kind="专家兼裁判员",
        licence_no="示例1号",
        licence_until="2021-12-31",
    )
    referee = world.expert(year.first, "示例裁", 332, "示例工", kind="裁判员", licence_no="示例2号")
    works = world.expert(year.first, "示例现职", 333, "示例工", employer=firm)
    free = world.expert(year.first, "示例无碍", 334, "示例工")
    world.draw(year, ("示例工", 1), conditions=["employer"])
    assert CommitteeDraw.objects.get().groups[0]["candidates"] == [free.pk]
    world.draw(year, ("示例工", 1), reason="条件有变")
    pool = CommitteeDraw.objects.get(number=2).groups[0]["candidates"]
    assert pool == [works.pk, free.pk]
    assert not {nominee.pk, lapsed.pk, referee.pk} & set(pool)


def opened(year) -> dict[str, list[tuple[str, str, str]]]:
    """The scoring begins; expert -> (file, cause, note) of the recusals."""
    together(year.first, year.second, "review.approve_committee", round_id=year.round.pk)
    together(
        year.secretary, year.first, "review.open_scoring", round_id=year.round.pk, closes_at="2022-03-20T00:00:00+08:00"
    )  # fmt: skip
    found: dict[str, list] = {}
    for member in year.round.committee.members.all():
        rows = member.recusals.order_by("candidacy__nomination__no")
        found[member.name] = [
            (row.candidacy.nomination.no[-3:], row.get_cause_display(), row.note) for row in rows
        ]
    return found


def seat_with(year, *entries) -> None:
    """These, and as many welders as make five."""
    others = RegisteredExpert.objects.filter(name__startswith="示例焊").order_by("pk")
    for entry in [*entries, *others[: 5 - len(entries)]]:
        world.take(year, entry)


@pytest.mark.parametrize(
    ("until", "stands_aside"),
    [("2020-03-01", True), ("2019-03-01", True), ("2019-02-28", False), ("", True)],
)
def test_s6_5_an_employer_of_the_last_three_years_stands_aside_to_the_day(year, until, stands_aside):
    firm = year.firms[1].name  # of 002 alone
    entry = world.expert(year.first, "示例原职", 341, employer=firm, since="2010-01-01", until=until)
    seat_with(year, entry)
    found = opened(year)
    if not until:
        assert found["示例原职"] == [("002", "同一工作单位", "")]
    elif stands_aside:
        day = dt.date.fromisoformat(until)
        told = f"{firm}，{day.year}年{day.month}月{day.day}日离开"
        assert found["示例原职"] == [("002", "近年曾在同一工作单位", told)]
    else:
        assert found["示例原职"] == []
    assert found["示例焊0"] == []
    files = (
        client_of(RegisteredExpert.objects.get(pk=entry.pk).account.user)
        .get("/review/files/")
        .content.decode()
    )
    assert ("ZG2022-002" in files) is not stands_aside


@pytest.mark.parametrize("master_is_expert", [True, False])
def test_s6_5_master_and_apprentice_stand_aside_in_either_direction(year, master_is_expert):
    hr, firm = year.hr[year.firms[0].pk], year.firms[0]
    known = people.enrol(hr, firm, name="示例焊0", id_number=make_id(300), sex="男", trade="焊工").person
    nominee = year.file("003").person
    master, apprentice = (known, nominee) if master_is_expert else (nominee, known)
    values = {
        "firm": firm,
        "person": master,
        "apprentice": apprentice,
        "trade": "焊工",
        "goal": "高级工",
        "overlap": "",
    }
    values |= {"started_on": dt.date(2015, 1, 1), "until": dt.date(2017, 1, 1)}
    agreement = records.enter(hr, REGISTERS["mentorships"], values, (PDF, "paper.pdf"))
    records.verify(make_user(Role.DEPARTMENT_OFFICER, unit("区人社局")), agreement)
    seat_with(year)
    found = opened(year)
    assert found["示例焊0"] == [("003", "师徒关系", "已核实的带徒协议")]
    assert found["示例焊1"] == []


def test_s6_5_who_is_a_candidate_himself_stands_aside(year):
    seat_with(year, world.expert(year.first, "丁示例", 4, "焊工"))
    assert opened(year)["丁示例"] == [("004", "本人为候选人", "")]


days = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))
years = st.integers(0, 10)


@given(days, years)
def test_the_day_so_many_years_before_still_counts_and_the_day_before_it_does_not(day, count):
    edge = years_before(day, count)
    assert edge.year == day.year - count
    assert served_within(None, edge, day, count)
    assert not served_within(None, edge - dt.timedelta(days=1), day, count)
    assert served_within(day, None, day, count)
    assert not served_within(day + dt.timedelta(days=1), None, day, count)


@given(days, days, days, years)
def test_who_was_within_the_years_still_is_with_a_later_end_or_more_years(one, other, day, count):
    since, until = sorted((one, other))
    if served_within(since, until, day, count):
        assert served_within(since, None, day, count)
        assert served_within(None, until, day, count)
        assert served_within(since, until, day, count + 1)
        assert since <= day


def test_three_years_before_the_leap_day_is_the_28th():
    assert years_before(dt.date(2024, 2, 29), 3) == dt.date(2021, 2, 28)


numbers = st.lists(st.integers(1, 60), unique=True, max_size=20)
trades = st.sampled_from(["焊工", "钳工", "电工"])
groups = st.lists(st.tuples(trades, st.integers(1, 6), numbers), max_size=3, unique_by=lambda group: group[0])


@given(st.text("0123456789abcdef", min_size=1, max_size=32), groups)
def test_nobody_is_drawn_twice_and_the_order_of_the_list_does_not_matter(seed, drawn_from):
    found = [Group(*group) for group in drawn_from]
    drawn = draw(seed, found)
    assert len({number for number, _ in drawn}) == len(drawn)
    turned = [Group(g.trade, g.count, list(reversed(list(g.candidates)))) for g in found]
    assert draw(seed, turned) == drawn
    wanted = sum(group.count for group in found)
    assert len(drawn) == wanted or missing(seed, found)
