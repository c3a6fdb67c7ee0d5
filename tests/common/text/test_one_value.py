"""One value, however it is typed: numbers folded, one line for what has one line, one dot in names."""

import pytest

from wuhou_craftsmen.common.text import parsers


@pytest.mark.parametrize(
    "written",
    ["ZG2022-001", "ＺＧ2022-001", "zg2022-001", " Zg 2022-001　", "ZG\n2022-001", "zg２０２２－００１"],
)
def test_a_number_is_one_number_however_it_is_typed(written):
    assert parsers.read_number(30)(written) == "ZG2022-001"


def test_a_number_is_as_long_as_it_may_be():
    read = parsers.read_number(3)
    assert (read("p\n01"), read(101.0)) == ("P01", "101")
    for wrong in ("P001", " ", ""):
        with pytest.raises(parsers.Unreadable):
            read(wrong)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("示例\n机械厂", "示例机械厂"),
        ("示例第\r\n3 厂", "示例第3 厂"),
        ("Example\n Works", "Example Works"),
        ("甲\t乙", "甲乙"),
        ("甲\u2028乙", "甲乙"),
    ],
)
def test_what_has_one_line_keeps_no_break(written, read):
    assert parsers.read_text(60)(written) == read


def test_what_has_several_lines_keeps_them():
    assert parsers.read_text(60, lines=True)("第一项\n第二项") == "第一项\n第二项"


@pytest.mark.parametrize(
    "written",
    ["艾力·买买提", "艾力·\n买买提", "艾力\n·买买提", "艾力 · 买买提", "艾力.买买提", "艾力。买买提", "艾力．买买提", "艾力• 买买提", "艾力 . 买买提"],
)  # fmt: skip
def test_a_name_has_one_dot(written):
    assert parsers.read_name(written) == "艾力·买买提"


@pytest.mark.parametrize("written", ["J. Smith", "O'Brien", "Jean D’Arcy", "阿·J. Smith"])
def test_names_in_letters_stay(written):
    assert parsers.read_name(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "张三、李四",
        "①张三",
        "‘张三",
        "“张三”",
        "张三，李四",
        "1张三",
        "张三２",
        "张三；",
        "张三。",
        "张三'",
        "⑵李四",
        "「王五」",
    ],
)
def test_what_is_not_one_name_is_refused(written):
    with pytest.raises(parsers.Unreadable, match="一个人的姓名"):
        parsers.read_name(written)
