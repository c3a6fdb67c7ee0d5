"""Clause 十 by its pages: the nine units of the cultivation group on day one, a tenth by its document."""

import re

from tests.people import unit
from wuhou_craftsmen.common.models import PendingAct

NINE = [
    "区委组织部",
    "区委宣传部",
    "区新经济局",
    "区教育局",
    "区财政局",
    "区人社局",
    "区文体旅局",
    "区市场监管局",
    "区总工会",
]


def units_of_group(world) -> list[str]:
    page = world.client(world.staff).get("/policy/bodies/").content.decode()
    card = page.split("全区工匠培育工作领导小组（第十条）")[1].split('class="card-header"')[0]
    return re.findall(r'data-label="单位"><b>(.*?)</b>', card)


def test_s10_1_exactly_nine_units_on_day_one(world):
    assert units_of_group(world) == NINE


def test_s10_1_a_tenth_unit_comes_by_two_people_with_a_document(world):
    """等部门: the group may grow."""
    seat = {"seat": "", "body": "cultivation_leading_group", "organisation": unit("区税务局").pk, "user": "",
            "started_on": "2022-06-01", "document": ""}  # fmt: skip
    client = world.client(world.staff)
    client.post("/policy/bodies/", seat)
    assert not PendingAct.objects.exists()
    client.post("/policy/bodies/", seat | {"document": "示例〔2022〕4号"})
    assert units_of_group(world) == NINE
    world.client(world.second).post(f"/pending/{PendingAct.objects.get().pk}/")
    assert units_of_group(world) == [*NINE, "区税务局"]
