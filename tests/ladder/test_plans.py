"""The firm's yearly training plan (clause 四): handed in, replaced, missed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from tests.ladder.town import Town
from tests.pdfs import PDF
from tests.uploads import photo
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.ladder.domain import plans
from wuhou_craftsmen.ladder.models import TrainingPlan

pytestmark = pytest.mark.django_db
WORDS = {"year": 2022, "trainees": 40, "apprentices": 4, "selection": "班组推荐、比武选拔"}


@pytest.fixture
def town():
    return Town()


def hand_in(town, paper=(PDF, "plan.pdf"), **changes) -> TrainingPlan:
    return plans.hand_in(town.hr, town.firm, paper=paper, **(WORDS | changes))


def page_of(user, url="/home/") -> str:
    client = Client()
    client.force_login(user)
    return client.get(url).content.decode()


def test_a_plan_is_replaced_and_the_one_before_is_kept(town):
    first = hand_in(town)
    assert hand_in(town) == first  # the same again is one
    second = hand_in(town, paper=(photo(), "plan.jpg"), trainees=50)
    first.refresh_from_db()
    assert first.replaced_at
    assert second.replaced_at is None
    assert hand_in(town, year=2023).year == 2023


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"year": 2021}, "只收2022年度和下一年度"),
        ({"trainees": 0}, "至少 1 人"),
        ({"apprentices": 41}, "不能多于"),
        ({"selection": " "}, "怎样选拔"),
        ({"paper": (b"MZ program", "plan.pdf")}, "不是 PDF"),
    ],
)
def test_what_is_no_plan_is_refused(town, words, said):
    with pytest.raises(Refusal, match=said):
        hand_in(town, **words)


def test_only_the_own_firm_hands_in_and_not_when_struck_off(town):
    with pytest.raises(Refusal, match="由本单位报送"):
        plans.hand_in(town.other_hr, town.firm, paper=(PDF, "plan.pdf"), **WORDS)
    town.firm.struck_off_on = "2022-02-01"
    town.firm.save()
    with pytest.raises(Refusal, match="已除名"):
        hand_in(town)


def test_a_firm_without_a_plan_stands_in_the_to_do_lists(town):
    assert "本年度技能人才培训计划待报送" in page_of(town.hr)
    assert "还没有报送本年度培训计划的企业" in page_of(town.clerk)
    hand_in(town)
    plans.hand_in(town.other_hr, town.neighbour, paper=(PDF, "plan.pdf"), **WORDS)
    assert "培训计划待报送" not in page_of(town.hr)
    assert "培训计划的企业" not in page_of(town.clerk)


def test_street_and_union_see_who_has_none_and_take_the_list_out(town):
    hand_in(town)
    page = page_of(town.clerk, "/ladder/plans/?state=missing")
    assert town.neighbour.name in page
    assert town.firm.name not in page
    assert town.far.name not in page  # of another street
    assert "已报送 1 家，未报送 2 家" in page_of(town.staff, "/ladder/plans/")
    assert "已报送 0 家" in page_of(town.staff, "/ladder/plans/?year=2021")
    client = Client()
    client.force_login(town.staff)
    taken = client.post("/ladder/plans/export/?state=in")
    rows = list(load_workbook(io.BytesIO(taken.content)).active.iter_rows(min_row=3, values_only=True))
    assert [row[:5] for row in rows if row[0]] == [(town.firm.name, "浆洗街街道", "已报送", 40, 4)]


def test_hr_hands_it_in_on_the_page(town):
    client = Client()
    client.force_login(town.hr)
    paper = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    answer = client.post("/ladder/plans/own/", WORDS | {"apprentices": 90, "paper": paper})
    assert "带徒人数不能多于计划培训人数" in answer.content.decode()
    paper = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    answer = client.post("/ladder/plans/own/", WORDS | {"paper": paper}, follow=True)
    assert "2022年度培训计划已报送" in answer.content.decode()
    plan = TrainingPlan.objects.get()
    assert client.get(f"/ladder/plans/{plan.pk}/paper/").content == PDF


def test_the_database_keeps_one_plan_a_year_with_possible_numbers(town):
    plan = hand_in(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingPlan.objects.filter(pk=plan.pk).update(apprentices=41)
    plan.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(force_insert=True)
