"""The pages for everybody: no private data can get there, a cache may keep them, and what is public stands on them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from showcase.navigation import IN_MENU, PUBLIC
from tests.people import make_id
from tests.worlds.roll import DEED
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.policy.domain.versions import load_draft
from wuhou_craftsmen.policy.models import PolicyVersion

pytestmark = pytest.mark.django_db
PRIVATE = re.compile(
    r"ladder_craftsman|accounts_user|awards_bankaccount|awards_payment|awards_ledger|nominations_nomination|id_number|phone|bank",
)
PAGES = ["/", "/craftsmen/", "/notices/", "/notices/2022/", "/calendar/", "/questions/", "/public/", "/policy/", "/policy/versions/",
         "/awards/check/"]  # fmt: skip


def pages_of(roll) -> list[str]:
    return [*PAGES, f"/craftsmen/{roll.first.pk}/", f"/review/notices/{roll.year.shown.pk}/"]


OWN = ("/craftsmen/", "/notices/", "/calendar/", "/questions/", "/public/")


def test_no_page_of_the_room_asks_a_table_with_private_data(roll):
    roll.approved()
    for path in [page for page in pages_of(roll) if page.startswith(OWN)]:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(path).status_code == 200
        wrong = [query["sql"] for query in asked if PRIVATE.search(query["sql"])]
        assert not wrong, path


def test_no_public_page_tells_a_number_or_a_birth_date(roll):
    roll.approved()
    people = list(Craftsman.objects.all())
    private = {person.id_number for person in people} | {person.phone for person in people if person.phone}
    private |= {f"999{person.pk:016d}" for person in people}
    births = {number[6:14] for number in (person.id_number for person in people)}
    private |= births | {f"{born[:4]}-{born[4:6]}-{born[6:]}" for born in births}
    private |= {f"{born[:4]}年{int(born[4:6])}月{int(born[6:])}日" for born in births}
    assert make_id(1) in private
    for path in pages_of(roll):
        text = Client().get(path).content.decode()
        assert not [value for value in private if value in text], path


def test_a_cache_may_keep_what_nobody_signed_in_to_see(roll):
    for path in pages_of(roll):
        answer = Client().get(path)
        assert answer.status_code == 200, path
        told = answer.headers["Cache-Control"].split(", ")
        assert "public" in told, path
        assert [word for word in told if word.startswith("max-age=")], path
        assert not answer.cookies, path
        assert "csrfmiddlewaretoken" not in answer.content.decode(), path
        assert "Cookie" in answer.headers["Vary"], path
        again = Client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, path


def test_what_may_be_taken_back_is_asked_for_each_time(roll):
    for path in ("/craftsmen/", f"/craftsmen/{roll.first.pk}/"):
        told = Client().get(path).headers["Cache-Control"]
        assert "max-age=0" in told
        assert "must-revalidate" in told
    tag = Client().get(f"/craftsmen/{roll.first.pk}/").headers["ETag"]
    roll.approved()
    assert (
        DEED in Client().get(f"/craftsmen/{roll.first.pk}/", headers={"If-None-Match": tag}).content.decode()
    )


def test_what_somebody_signed_in_sees_is_kept_by_nobody(roll):
    for path in ("/", "/craftsmen/", "/calendar/"):
        answer = roll.union.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "csrfmiddlewaretoken" in answer.content.decode()


def test_large_type_is_a_link_where_a_cache_keeps_the_page(roll):
    client = Client()
    page = client.get("/craftsmen/?q=%E7%94%B2").content.decode()
    link = re.search(r'href="(/display/\?size=large&amp;back=[^"]+)"', page)[1].replace("&amp;", "&")
    answer = client.get(link)
    assert answer.url == "/craftsmen/?q=%E7%94%B2"
    assert list(answer.cookies) == ["display"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'data-size="large"' in client.get("/craftsmen/").content.decode()
    assert client.get("/display/?size=large&back=https://example.com/").url == "/"


def test_s1_1_the_policy_stands_word_for_word_with_its_draft_label():
    version = load_draft()
    page = unescape(Client().get("/policy/").content.decode())
    assert version.text in page
    assert version.label in page
    assert "征求意见稿" in version.label
    assert "印发日期未登记" in page
    assert PolicyVersion.objects.count() == 1


def test_the_public_menu_leads_to_every_page_from_every_page(roll):
    for path in ("/", "/craftsmen/", "/awards/check/"):
        page = Client().get(path).content.decode()
        for place, (label, _, _) in enumerate(PUBLIC):
            places = 2 if place < IN_MENU else 1  # in the menu and at the foot, or there alone
            assert page.count(f"{label}</a>") >= places, (path, label)
    assert 'aria-current="page">' in Client().get("/craftsmen/").content.decode()


def test_notices_decisions_and_results_stand_by_year(roll):
    page = Client().get("/notices/").content.decode()
    for words in ("2022年度", "拟命名人选公示", "命名决定和名单（示例〔2022〕1号）"):
        assert words in page
    named = Client().get("/notices/2022/").content.decode()
    for title in roll.year.round.decisions.get().titles.all():
        assert title.name in named
    assert Client().get("/notices/2019/").status_code == 404


def test_the_calendar_tells_the_round_and_the_campaigns(roll):
    page = Client().get("/calendar/").content.decode()
    for words in ("2022年度“诸葛工匠”申报", "2022年5月8日至2022年5月14日", "世界青年技能日", "集中命名"):
        assert words in page
    assert page.index("2022年度“诸葛工匠”申报") < page.index("世界青年技能日")


def test_a_link_shared_in_a_chat_has_title_words_and_picture(roll):
    roll.approved()
    page = roll.page()
    assert f'property="og:title" content="武侯区“诸葛工匠”{roll.first.name}"' in page
    assert f'property="og:description" content="{DEED}"' in page
    picture = re.search(r'property="og:image" content="(https?://[^"]+/static/share[^"]*\.png)"', page)
    assert picture
