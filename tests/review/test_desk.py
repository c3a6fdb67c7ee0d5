"""The expert's desk: papers beside the score, and the next file that is not sealed."""

import re

import pytest
from django.test import Client

from review.domain.committee import recusal
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.common.files import pages

pytestmark = pytest.mark.django_db
MARKS = {f"c{number}": mark for number, mark in enumerate((13.5, 18, 9, 9, 9, 9, 9, 13), 1)}


@kept
def year():
    """Scoring is open, nobody has scored yet."""
    played = Year().play("check")
    played.open_scoring()
    return played


@pytest.fixture
def expert(year) -> Client:
    seat = year.round.committee.members.get(code="P01")
    recusal.pledge(seat.expert.user, year.round)
    client = Client()
    client.force_login(seat.expert.user)
    return client


def page_of(year, no: str) -> str:
    return f"/review/files/{year.candidate(no).pk}/"


def seal(expert, page: str):
    return expert.post(page, MARKS | {"endorsed": "True", "comment": "", "seal": ""}, follow=True)


def test_sealing_leads_to_the_next_file_that_is_not_sealed(year, expert):
    answer = seal(expert, page_of(year, "002"))
    assert answer.redirect_chain[-1][0] == page_of(year, "003")
    text = answer.content.decode()
    assert "ZG2022-002" in text
    assert f'href="{page_of(year, "002")}">回看刚办的这一份' in text
    turns = {words: href for href, words in re.findall(r'href="([^"]+)">(上一份|下一份)<', text)}
    assert turns == {"上一份": page_of(year, "001"), "下一份": page_of(year, "004")}
    last = expert.get(page_of(year, "007")).content.decode()
    assert "这是最后一份" in last
    assert seal(expert, page_of(year, "007")).redirect_chain[-1][0] == page_of(year, "001")


def test_the_papers_lie_beside_the_score_as_pages(year, expert):
    page = page_of(year, "001")
    assert "正在生成可以直接看的图片" in expert.get(page).content.decode()
    papers = list(year.file("001").evidence.all())
    for paper in papers:
        pages.draw(paper.file_id)
    text = expert.get(page).content.decode()
    for paper in papers:
        assert f'src="{page}evidence/{paper.pk}/pages/1/"' in text
        assert expert.get(f"{page}evidence/{paper.pk}/pages/1/").headers["Content-Type"] == "image/webp"
        assert expert.get(f"{page}evidence/{paper.pk}/pages/2/").status_code == 403
    other = year.file("002").evidence.first()
    assert expert.get(f"{page}evidence/{other.pk}/pages/1/").status_code == 404


def test_the_score_page_asks_the_database_fifteen_times_at_most(year, expert, django_assert_max_num_queries):
    expert.get("/review/files/")  # the session is written down
    for _ in range(2):
        with django_assert_max_num_queries(15):
            assert expert.get(page_of(year, "001")).status_code == 200
        seal(expert, page_of(year, "001"))
