"""How names are read aloud: special surnames, rare signs, names of other peoples; what staff may type."""

import pytest

from ceremony import pinyin


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单示例", "shàn"), ("仇示例", "qiú"), ("解示例", "xiè"), ("曾示例", "zēng"), ("查示例", "zhā"), ("区示例", "ōu"),
        ("朴示例", "piáo"), ("盖示例", "gě"), ("员示例", "yùn"), ("乐示例", "yuè"), ("任示例", "rén"), ("华示例", "huà"),
        ("尉迟示例", "yù chí"), ("万俟示例", "mò qí"), ("令狐示例", "líng hú"), ("欧阳示例", "ōu yáng"), ("张示例", "zhāng"),
    ],
)  # fmt: skip
def test_a_surname_is_read_as_a_surname(name, reading):
    assert pinyin.suggested(name) == [*reading.split(), "shì", "lì"]


def shown(name: str) -> dict[str, str]:
    return {sign.sign: sign.reading for sign in pinyin.signs_of(name, pinyin.suggested(name)) if sign.shown}


@pytest.mark.parametrize(
    ("name", "over"),
    [
        ("张建国", {}),
        ("蒋䶮", {"䶮": "yǎn"}),
        ("陈㛃", {"㛃": "jié"}),
        ("单雄信", {"单": "shàn"}),
        ("李朝长", {"朝": "cháo", "长": "zhǎng"}),
        ("王𬭚", {"𬭚": "chún"}),
    ],
)
def test_the_reading_stands_over_rare_and_two_way_signs_alone(name, over):
    assert shown(name) == over


def test_a_name_with_dots_has_no_surname_and_the_dot_no_reading():
    name = "曾古丽·买买提"
    signs = pinyin.signs_of(name, pinyin.suggested(name))
    assert [sign.sign for sign in signs] == list(name)
    assert signs[3] == pinyin.Sign("·")
    assert len(pinyin.suggested(name)) == 6


def test_a_name_without_chinese_signs_has_no_readings():
    assert pinyin.suggested("Anna·B") == []
    assert not pinyin.needs_care("Anna·B")


def test_a_sign_that_no_dictionary_has_is_asked_for():
    assert pinyin.suggested("张\U00030729")[1] == "?"
    assert pinyin.needs_care("张\U00030729")


def test_what_staff_corrected_stands_over_the_sign():
    signs = pinyin.signs_of("张建国", ["zhāng", "jiàn", "guō"])
    assert [(sign.sign, sign.reading) for sign in signs if sign.shown] == [("国", "guō")]


@pytest.mark.parametrize("typed", ["shàn xióng xìn", "shan4 xiong2 xin4", " SHAN4  xiong2 xìn "])
def test_a_reading_is_typed_with_signs_or_figures(typed):
    assert pinyin.read(typed, "单雄信") == ["shàn", "xióng", "xìn"]


def test_v_is_read_as_u_with_dots():
    assert pinyin.read("lv3 bu4", "吕布") == ["lǚ", "bù"]


@pytest.mark.parametrize(
    "typed", ["", "shàn", "shàn xióng xìn yī", "shàn xyz xìn", "单 雄 信", "9" * 5000, "a" * 200]
)
def test_what_is_no_reading_of_the_name_is_told(typed):
    with pytest.raises(ValueError, match=r"拼音|汉字"):
        pinyin.read(typed, "单雄信")
