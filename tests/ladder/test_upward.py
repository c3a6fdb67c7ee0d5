"""市级推荐 (clause 八): by principle from the holders of 诸葛工匠, in an order, as a table to print."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from tests.ladder.town import Town
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.ladder.domain import people, rungs, upward
from wuhou_craftsmen.ladder.models import Tier, UpwardRecommendation
from wuhou_craftsmen.ladder.queries import recommended

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = Town()
    town.holders = [
        town.person(number, name=name) for number, name in enumerate(["甲示例", "乙示例", "丙示例"], 1)
    ]
    for person in town.holders:
        people.add_rung(None, person, Tier.ZHUGE, dt.date(2021, 4, 28), "示例〔2021〕1号")
    return town


def order() -> list[str]:
    return [f"{row.rank}{row.person.name}" for row in recommended(2022)]


def test_the_list_keeps_its_order_when_somebody_comes_moves_or_leaves(town):
    first, second, third = town.holders
    upward.recommend(town.staff, first, rank=1)
    upward.recommend(town.staff, second, rank=1)
    upward.recommend(town.staff, third, rank=9)
    assert order() == ["1乙示例", "2甲示例", "3丙示例"]
    found = upward.recommend(town.staff, third, rank=1)
    assert order() == ["1丙示例", "2乙示例", "3甲示例"]
    upward.withdraw(town.staff, found)
    upward.withdraw(town.staff, found)
    assert order() == ["1乙示例", "2甲示例"]
    assert UpwardRecommendation.objects.filter(withdrawn_at__isnull=False).count() == 1


def test_who_is_no_holder_needs_a_written_reason(town):
    other = town.person(4, name="丁示例")
    with pytest.raises(Refusal, match="须写明理由"):
        upward.recommend(town.staff, other, rank=1, exception=" ")
    found = upward.recommend(town.staff, other, rank=1, exception="全国技能大赛金牌")
    assert (found.holder, found.exception) == (False, "全国技能大赛金牌")
    with pytest.raises(IntegrityError), transaction.atomic():
        UpwardRecommendation.objects.filter(pk=found.pk).update(exception="")


def test_who_has_the_citys_title_is_not_recommended_and_only_the_union_recommends(town):
    first, second, _ = town.holders
    rungs.record_city_title(town.staff, first, reached_on=dt.date(2022, 1, 10), proof="示例文件")
    with pytest.raises(Refusal, match="已是“成都工匠”"):
        upward.recommend(town.staff, first, rank=1)
    with pytest.raises(Refusal, match="区总工会"):
        upward.recommend(town.hr, second, rank=1)


def test_the_union_recommends_on_the_page_and_takes_the_table_out(town):
    client, first = Client(), town.holders[0]
    client.force_login(town.staff)
    assert "推荐为成都工匠</a>" in client.get(f"/ladder/{first.pk}/").content.decode()
    page = client.post(f"/ladder/{first.pk}/upward/", {"rank": 1}, follow=True).content.decode()
    assert "排第 1 位" in page
    assert "甲示例" in page
    taken = client.post("/ladder/upward/table/").content
    rows = list(load_workbook(io.BytesIO(taken)).active.iter_rows(min_row=3, values_only=True))
    assert rows[0][:5] == (1, "甲示例", town.firm.name, "钳工", "诸葛工匠")
    assert "还没有推荐人选" in client.get("/ladder/upward/?year=2021").content.decode()
    client.post(f"/ladder/upward/{UpwardRecommendation.objects.get().pk}/withdraw/")
    assert not recommended(2022)
