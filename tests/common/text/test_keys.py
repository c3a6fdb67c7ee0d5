"""Texts however they are written: one key, one order, found in lists, printed or told why not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nominations.models import Nomination
from tests.people import client_of, make_id
from tests.worlds.kept import kept
from tests.worlds.nomination import World
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import RADICALS, clean, match_key, number_key, search_key
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.text.printable import refuse_unprintable, unprintable_in_words
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.ladder.models import Craftsman

TODAY = dt.date(2022, 2, 7)


@kept
def world():
    return World()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("阿依古丽・买买提", "阿依古丽 ‧ 买买提"),
        ("⻢小明", "马小明"),
        ("⾦⼭", "金山"),
        ("成都（示例）有限公司", "成都(示例)有限公司"),
        ("张\u200b三\ufeff", "张 三"),
        ("葛\U000e0100红", "葛红"),
        ("ＺＧ２０２１－００１", "ZG2021-001"),
    ],
)
def test_one_text_has_one_key(one, other):
    assert match_key(one) == match_key(other)


@given(st.text(st.sampled_from("张三马金·• ⻢⾦\u200bＡa1（("), max_size=12))
def test_the_key_of_a_key_is_the_key(text):
    assert match_key(match_key(text)) == match_key(text)
    assert match_key(clean(text)) == match_key(text)


def test_a_name_copied_out_of_a_pdf_is_kept_in_its_signs():
    assert parsers.read_name(" ⻢⾦•⼭ ") == "马金·山"
    assert not set(RADICALS) & set(RADICALS.values())


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_numbers_stand_by_their_numbers(numbers):
    written = [f"PT-{number}" for number in numbers]
    assert sorted(written, key=number_key) == [f"PT-{number}" for number in sorted(numbers)]


def test_lists_of_the_database_stand_by_their_numbers_too(world):
    for number, no in enumerate(("ZG2021-1000", "ZG2021-999", "ZG2021-2", "补-10", "补-9"), 1):
        draft = world.draft(number)
        Nomination.objects.filter(pk=draft.pk).update(no=no)
    found = Nomination.objects.order_by(ByNumber("no")).values_list("no", flat=True)
    assert list(found) == ["ZG2021-2", "ZG2021-999", "ZG2021-1000", "补-9", "补-10"]
    assert world.draft(6).no == "ZG2021-1001"


@pytest.mark.parametrize(
    "typed", ["买买提", "依古丽•买", "阿依古丽 ・ 买买提", "(示例)", "（示例）", "示 例", "zg2021"]
)
def test_a_list_is_searched_by_the_same_key(world, typed):
    firm = world.firm
    firm.name = "成都（示例）机械有限公司"
    firm.save()
    draft = world.draft()
    Nomination.objects.filter(pk=draft.pk).update(name="阿依古丽·买买提", no="ZG2021-001")
    page = client_of(world.hr).get("/nominations/", {"q": typed}).content.decode()
    assert "ZG2021-001" in page.split('id="list"')[1]
    everywhere = client_of(world.hr).get("/search/", {"q": typed}).content.decode()
    assert "ZG2021-001" in everywhere


@given(st.text(st.sampled_from("张三马·•⻢ \u3000（(Ａa示例"), min_size=1, max_size=6))
@pytest.mark.django_db
def test_the_database_compares_as_python_does(words):
    """For names stored as they are typed: SQLite and PostgreSQL each find what the key finds."""
    Craftsman.objects.all().delete()
    stored = "张三马·（示例）Ａ ⻢"
    Craftsman.objects.create(name=stored, id_fingerprint="x", id_number="", created_at="2022-01-01T00:00Z")
    expected = search_key(words) in search_key(stored)
    assert Craftsman.objects.filter(name__holds=words).exists() == expected


@pytest.mark.parametrize("sign", ["\ue863", "\U000f0000", "\u0378", "😀", "\u0f40"])
def test_what_nobody_prints_is_told_with_its_place(sign):
    assert "第 3 个字" in unprintable_in_words(f"张三{sign}")
    with pytest.raises(parsers.Unreadable, match="能够打印的字"):
        parsers.read_name(f"张三{sign}")
    with pytest.raises(parsers.Unreadable, match="能够打印的字"):
        parsers.read_text(20)(f"张三{sign}")
    with pytest.raises(Refusal, match=f"张三{sign}（第 3 个字"):
        refuse_unprintable(["李四", f"张三{sign}"])


@pytest.mark.parametrize("text", ["㛃䶮喆𠅤", "阿依古丽·买买提", "92%→99%，±0.01㎜×3", "“①”【】…—℃Ⅲα"])
def test_what_the_faces_have_is_fine(text):
    assert unprintable_in_words(text) == ""


@pytest.mark.parametrize("sign", ["\ue863", "😀"])
def test_a_page_tells_it_beside_the_field(world, sign):
    draft = world.draft()
    words = {
        "name": "李示例",
        "trade": f"钳工{sign}",
    }
    page = client_of(world.hr).post(f"/nominations/{draft.pk}/edit/work/", words).content.decode()
    assert "应为能够打印的字：第 3 个字" in page
    draft.refresh_from_db()
    assert draft.trade == "钳工"


@pytest.mark.parametrize(
    ("number", "sex", "wanted"),
    [
        (make_id(1, "19850101"), "男", set()),
        (make_id(1, "19850101", "女"), "女", set()),
        (make_id(1, "19850101"), "女", {"sex"}),
        (make_id(1, "20060207"), "男", set()),
        (make_id(1, "20060208"), "男", {"id_number"}),
        (make_id(1, "20220208"), "女", {"id_number", "sex"}),
    ],
)
def test_what_an_id_contradicts_is_told_without_its_birth_date(number, sex, wanted):
    told = contradictions(number, today=TODAY, sex=sex)
    assert set(told) == wanted
    assert not any(number[6:10] in words for words in told.values())
