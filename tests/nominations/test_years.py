"""Last year's files are reached by the menu: lists, their workbooks and a unit's papers are those of the chosen year."""

import io

import openpyxl
import pytest

from nominations.domain.file import drafts
from tests.people import client_of
from tests.worlds.kept import kept
from tests.worlds.two_years import two_years

pytestmark = pytest.mark.django_db


@kept
def year():
    """One draft in 2023 beside the seven files of 2022."""
    found = two_years()
    found.draft = drafts.renew(found.hr[found.firms[0].pk], found.file("003"))
    return found


def words(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_list_shows_the_year_in_progress_until_another_is_chosen(year):
    hr = client_of(year.hr[year.firms[0].pk])
    now, before = words(hr, "/nominations/"), words(hr, "/nominations/?year=2022")
    assert "2023年度申报" in now
    assert "ZG2023-001" in now
    assert "ZG2022-003" not in now
    assert "2022年度申报" in before
    assert "ZG2022-003" in before
    assert "ZG2023-001" not in before
    assert '<option value="2022" selected>2022年度</option>' in before
    assert "新填一份" in now
    assert "新填一份" not in before
    assert "?year=2022" in before  # the export is that of the year
    for nonsense in ("1999", "x", "2022'"):
        assert "ZG2023-001" in words(hr, f"/nominations/?year={nonsense}")


def test_a_year_opens_nothing_that_was_closed(year):
    stranger = client_of(year.hr[year.firms[1].pk])
    before = words(stranger, "/nominations/?year=2022")
    assert "ZG2022-002" in before  # the own one
    assert "ZG2022-003" not in before
    assert "ZG2022-003" not in words(stranger, "/nominations/?year=2022&q=丙示例")
    assert "ZG2023-001" not in words(client_of(year.first), "/nominations/")  # a draft is the firm's


def rows_of(answer) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)


def test_the_workbooks_follow_the_year(year):
    hr = client_of(year.hr[year.firms[0].pk])
    assert "2022年度申报名单" in words(hr, "/nominations/export/?year=2022")
    assert "ZG2022-003" in rows_of(hr.post("/nominations/export/?year=2022"))
    assert "ZG2023-001" in rows_of(hr.post("/nominations/export/"))
    assert "丙示例" in rows_of(hr.get("/nominations/summary/workbook/?year=2022"))
    assert "丙示例" not in rows_of(hr.get("/nominations/summary/workbook/"))  # not handed in yet


def test_finance_gets_those_named_in_the_year(year):
    finance = client_of(year.finance[0])
    before = rows_of(finance.post("/nominations/export/?year=2022", {"reason": "核对"}))
    assert "ZG2022-001" in before
    assert "ZG2022-003" not in before


def test_the_clerk_reaches_order_and_papers_of_last_year(year):
    clerk = client_of(year.clerk)
    order = words(clerk, "/nominations/ranking/?year=2022")
    assert "2022年度推荐排序" in order
    assert "丙示例" in order
    assert "推荐排序不能再改" in order
    assert '<a href="?year=2022" aria-current="page">2022年度</a>' in order
    assert "丙示例" not in words(clerk, "/nominations/ranking/")
    papers = words(clerk, "/nominations/papers/?year=2022")
    assert "2022年度初审材料" in papers
    assert "/nominations/papers/list/?year=2022" in papers
    assert "不能再更换" in papers
    paper = clerk.get("/nominations/papers/list/?year=2022")
    assert paper.headers["Content-Type"] == "application/pdf"


def test_a_chosen_year_costs_a_fixed_number_of_queries(year, django_assert_max_num_queries):
    for user in (year.first, year.hr[year.firms[0].pk], year.clerk):
        client = client_of(user)
        client.get("/nominations/")
        for query in ("", "?year=2022", "?year=2022&q=示例"):
            with django_assert_max_num_queries(11):
                client.get(f"/nominations/{query}")
