"""How a name is read aloud: a syllable for each Chinese sign, and over which signs whoever reads needs it. No Django here.

Readings are those of the package pypinyin; surnames have their own, for 单, 仇 or 解 are read otherwise as surnames. A sign
gets its reading on the list where it is rare (outside the first level of GB/T 2312, the 3,755 signs in daily use), where it is
one of those that are often read in two ways, where the surname is special, and where staff corrected it.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SURNAMES = {
    "单": "shàn", "仇": "qiú", "解": "xiè", "曾": "zēng", "查": "zhā", "区": "ōu", "朴": "piáo", "盖": "gě", "员": "yùn",
    "乐": "yuè", "任": "rén", "华": "huà", "宁": "níng", "召": "shào", "缪": "miào", "覃": "qín", "翟": "zhái", "秘": "bì",
    "繁": "pó", "种": "chóng", "折": "shé", "黑": "hè", "令": "líng", "洗": "xiǎn", "纪": "jǐ", "燕": "yān", "哈": "hǎ",
    "葛": "gě", "过": "guō", "句": "gōu", "那": "nā", "佴": "nài", "牟": "mù", "阚": "kàn", "丌": "qí",
    "乜": "niè", "卜": "bǔ", "祭": "zhài", "干": "gān", "薄": "bó", "郇": "xún", "能": "nài", "相": "xiàng", "都": "dū",
    "斗": "dǒu", "撒": "sà", "不": "fōu",
}  # fmt: skip
COMPOUND = {
    "单于": "chán yú", "万俟": "mò qí", "尉迟": "yù chí", "令狐": "líng hú", "长孙": "zhǎng sūn", "澹台": "tán tái", "宰父": "zǎi fǔ",
}  # fmt: skip
# of which a reader at the microphone may choose the wrong reading
TWO_WAYS = frozenset(
    "乐行长朝重单曾查区朴盖员仇解任华宁召尉翟种折秘覃缪繁令洗纪燕葛应过那牟隗祭车石柏贾都相盛能薄"
    "晟茜莘瞳好还和会兴干更冠几降角觉卷看空量露率没蒙模难强翘曲散少参省识数宿调弹提同吐为系校血咽与扎炸涨"
    "着正中轴转琢作传创处大得的地丁发分佛否父给供观号哄荷横划晃混奇丽屏荫佳臧藏喷铺创莞璨玥翀朗埔堡埠卡咖"
)


@dataclass(frozen=True)
class Sign:
    """A sign of a name; `reading` where it has one, `shown` where it stands over the sign."""

    sign: str
    reading: str = ""
    shown: bool = False

    @property
    def over(self) -> str:
        """What stands over the sign."""
        return self.reading if self.shown else ""


def is_han(sign: str) -> bool:
    return (
        unicodedata.name(sign, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH")) or sign == "〇"
    )


def is_rare(sign: str) -> bool:
    """Outside the first level of GB/T 2312 (rows 16 to 55)."""
    try:
        code = sign.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not 0xB0 <= code[0] <= 0xD7


def suggested(name: str) -> list[str]:
    """A syllable for each Chinese sign of the name; "?" of one that no dictionary has."""
    han = "".join(filter(is_han, name))
    if not han:
        return []
    front = _surname(name)
    return [*front, *_given(han[len(front) :])]


def _surname(name: str) -> list[str]:
    """Of a name without a dot: names of other peoples begin with no surname."""
    if any(not is_han(sign) for sign in name) or len(name) < 2:
        return []
    if len(name) > 2 and name[:2] in COMPOUND:
        return COMPOUND[name[:2]].split()
    return [SURNAMES[name[0]]] if name[0] in SURNAMES else []


def _given(han: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # its dictionaries take half a second, and most pages read none

    return lazy_pinyin(han, style=Style.TONE, errors=lambda signs: ["?"] * len(signs)) if han else []


def read(text: str, name: str) -> list[str]:
    """The syllables typed for a name (shàn or shan4, with blanks between). ValueError, in Chinese, where they do not fit."""
    from pypinyin.contrib.tone_convert import to_tone

    typed = re.split(r"[\s'·]+", unicodedata.normalize("NFKC", text).strip().lower())
    found = [to_tone(part.replace("v", "ü").replace("u:", "ü")) for part in typed if part]
    wanted = sum(map(is_han, name))
    if len(found) != wanted:
        raise ValueError(
            f"“{name}”有 {wanted} 个汉字，读音写了 {len(found)} 个；每个字一个读音，中间空一格。"
        )
    for given, syllable in zip(filter(None, typed), found, strict=True):
        if syllable not in _known():
            raise ValueError(f"“{given[:20]}”不是拼音，请写成 shàn 或 shan4 这样，轻声不标调。")
    return found


@functools.cache
def _known() -> frozenset[str]:
    """Every syllable that some sign is read by."""
    from pypinyin.constants import PINYIN_DICT

    known = {syllable for readings in PINYIN_DICT.values() for syllable in readings.split(",")}
    return frozenset(unicodedata.normalize("NFKC", syllable) for syllable in known)


def signs_of(name: str, syllables: Sequence[str]) -> list[Sign]:
    """The name sign by sign. `syllables`: as confirmed or suggested, one for each Chinese sign."""
    usual, given, found = iter(suggested(name)), iter(syllables), []
    for place, sign in enumerate(name):
        if not is_han(sign):
            found.append(Sign(sign))
            continue
        usually, reading = next(usual), next(given, "?")
        special = place == 0 and sign in SURNAMES
        found.append(Sign(sign, reading, is_rare(sign) or sign in TWO_WAYS or special or usually != reading))
    return found


def needs_care(name: str) -> bool:
    """Whether some sign of it stands with its reading on the list."""
    return any(sign.shown for sign in signs_of(name, suggested(name)))
