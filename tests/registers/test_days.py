"""Days and figures that no register can hold."""

import pytest

from oversight import figures
from oversight.dashboard.board import board
from wuhou_craftsmen.registers.models import Record

DRILL = {"kind": "岗位练兵", "name": "示例练兵", "person_times": "120"}


@pytest.mark.parametrize("day", ["0001-01-01", "0202-05-01", "2101-01-01", "9999-12-31"])
def test_a_slip_in_the_year_is_told_and_stands_in_no_figure(programme, day):
    told = programme.fill(programme.labour, "drills", **DRILL, held_on=day)
    assert "应为1949年至2100年之间的日期" in told
    assert not Record.objects.exists()


def test_nobody_took_part_in_what_was_not_held_yet(programme):
    assert "不能晚于今天" in programme.fill(programme.labour, "drills", **DRILL, held_on="2022-06-08")


def test_the_average_is_the_same_on_every_page_and_asked_at_once(programme, django_assert_num_queries):
    """Also from more years back than a plot shows."""
    for year, times in ((2010, 1300), (2021, 1100)):
        programme.entered(
            programme.labour, "drills", **DRILL | {"person_times": str(times)}, held_on=f"{year}-05-01"
        )
    with django_assert_num_queries(2):  # the drills, and which day it is
        assert figures.person_times(2022) == (200, list(range(2010, 2022)))
    assert "2010年至2021年年均 200 人次" in board(2022, programme.leader).plots["person-times"].title
