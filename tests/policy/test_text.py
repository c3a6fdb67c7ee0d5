"""The text of the 实施办法 on its page: parts, clauses with an anchor each, headings in order."""

import re
from itertools import pairwise

import pytest
from django.test import Client

from tests.people import policy_in_force, reference
from wuhou_craftsmen.common.text.chinese import numeral
from wuhou_craftsmen.policy.domain import versions
from wuhou_craftsmen.policy.domain.text import Part, contents, parts
from wuhou_craftsmen.policy.models import PolicyVersion

TEXT = """文件
一、总体要求
（一）指导思想。深入学习。
（二）目标任务。加快培育。
二、重点工作
（三）完善体系。大力发展，一、二、三都要做。
（牵头单位：区教育局；责任单位：区人社局）
"""


def test_the_text_is_split_at_its_part_headings():
    assert parts(TEXT) == [Part("一、总体要求", [1, 2]), Part("二、重点工作", [3])]


def test_clauses_before_the_first_heading_stand_without_one():
    assert parts("（一）目的。为了。\n（二）范围。本区。") == [Part("", [1, 2])]
    assert parts("") == []


def test_the_draft_has_three_parts_and_twelve_clauses():
    found = parts(versions.DRAFT.read_text(encoding="utf-8"))
    assert [part.heading for part in found] == ["一、总体要求", "二、重点工作", "三、工作要求"]
    assert [part.numbers for part in found] == [[1, 2], [3, 4, 5, 6, 7, 8, 9], [10, 11, 12]]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (8, "八"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_a_clause_number_in_words(number, text):
    assert numeral(number) == text


@pytest.mark.parametrize("number", [0, 100])
def test_a_number_that_no_clause_has_is_refused(number):
    with pytest.raises(ValueError, match="条号"):
        numeral(number)


@pytest.mark.django_db
def test_a_clause_that_the_text_lacks_is_still_shown():
    reference()
    version = PolicyVersion.objects.get()
    version.text = version.text.replace("（十二）", "")
    chapters = contents(version)
    assert [len(clauses) for _, clauses in chapters] == [2, 7, 2, 1]
    assert chapters[-1][0] == ""
    assert chapters[-1][1][0].number == 12


@pytest.mark.django_db
def test_the_page_leads_from_the_contents_to_each_clause_under_headings_in_order():
    reference()
    policy_in_force()
    newest = PolicyVersion.objects.first()
    for address in ("/policy/", f"/policy/{newest.pk}/", f"/policy/{PolicyVersion.objects.last().pk}/"):
        page = Client().get(address).content.decode()
        for number in range(1, 13):
            assert page.count(f'id="clause-{number}"') == 1
            assert page.count(f'href="#clause-{number}"') == 1
        assert page.index('href="#clause-12"') < page.index('id="clause-1"')
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert levels.count(3) == 12


@pytest.mark.django_db
def test_large_numbers_are_grouped_by_thousands():
    reference()
    policy_in_force()
    assert "20,000 人次" in Client().get("/policy/").content.decode()
