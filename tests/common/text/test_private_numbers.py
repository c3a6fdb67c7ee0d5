"""What looks like a private number, by where it would stand. All numbers are made up."""

import pytest

from wuhou_craftsmen.common.text import private_numbers as numbers

ID, MOBILE, ACCOUNT = "999999199001010012", "10000000001", "6200000000000000018"


@pytest.mark.parametrize("number", [ID, MOBILE, ACCOUNT, "１００００００００００１"])
def test_a_whole_number_is_seen_wherever_it_stands(number):
    text = f"联系{number}"
    assert numbers.in_words(text)
    assert numbers.in_prose(text)
    assert numbers.in_contact(text)
    assert numbers.in_published_cell(text)


@pytest.mark.parametrize("text", ["ZG2021-017", "2021年9月14日", "合格率由 92% 提高到 99%", "王示例"])
def test_a_file_number_a_day_and_a_figure_are_none(text):
    for seen in (numbers.in_words, numbers.in_prose, numbers.in_contact, numbers.in_published_cell):
        assert not seen(text)


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("100 0000 0001", numbers.in_prose, True),  # a mobile in groups
        ("2021-08-06 2021.9", numbers.in_prose, False),
        ("85550000", numbers.in_prose, True),  # a telephone of eight digits
        ("张三 100 0000 0011", numbers.in_contact, True),
        ("028-85550000", numbers.in_contact, False),  # an office gives its own
        ("02885550000", numbers.in_contact, False),
        ("91510107MA0000000X", numbers.in_words, False),  # a firm is looked for by its credit code
        ("855 5000", numbers.in_published_cell, True),
        ("855 5000", numbers.in_words, False),
    ],
)
def test_what_is_too_long_depends_on_where_it_stands(text, seen, expected):
    assert seen(text) is expected


def test_a_name_of_a_file_is_shown_without_its_number():
    assert numbers.left_out(f"身份证{ID}正面.jpg") == "身份证号码略正面.jpg"
    assert numbers.left_out("ZG2021-017 申报表.pdf") == "ZG2021-017 申报表.pdf"
