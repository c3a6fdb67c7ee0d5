"""Which signs can be printed: private and unassigned ones by nobody, others where an installed face of the documents has them."""

import functools
import unicodedata
from collections.abc import Iterable

from ..kernel.refusals import Refusal

_NOBODY = ("Co", "Cn", "Cs")  # private, unassigned, halves of pairs
_NEEDS_NO_FACE = "CZM"  # line ends and blanks; marks belong to the sign before


@functools.cache
def _drawn() -> frozenset[str] | None:
    """Every sign of the faces that documents are set in; None where none is installed, as on a machine without PDF."""
    from ..pdf import fonts

    try:
        return fonts.drawn_signs()
    except fonts.FontMissing:
        return None


def first_unprintable(text: str) -> tuple[int, str] | None:
    """(place from 1, sign) of the first sign that nobody, or none of the installed faces, prints."""
    if text.isascii():
        return None
    drawn = _drawn()
    odd = {sign for sign in set(text) if _is_odd(sign, drawn)}
    return next(((place, sign) for place, sign in enumerate(text, 1) if sign in odd), None) if odd else None


def _is_odd(sign: str, drawn: frozenset[str] | None) -> bool:
    kind = unicodedata.category(sign)
    if kind in _NOBODY:
        return True
    return drawn is not None and sign not in drawn and kind[0] not in _NEEDS_NO_FACE


def unprintable_in_words(text: str) -> str:
    """What is wrong with a text that cannot be printed and what to do; nothing where it can."""
    found = first_unprintable(text)
    if found is None:
        return ""
    place, sign = found
    if unicodedata.category(sign) in _NOBODY:
        return f"第 {place} 个字 U+{ord(sign):04X} 是自造字，请改用标准字"
    return f"第 {place} 个字“{sign}”（U+{ord(sign):04X}）系统字体里没有，请改用其他写法；姓名用字请与区总工会联系，加装字体后再填"


def refuse_unprintable(names: Iterable[str]) -> None:
    """Refusal that tells every name which no installed face prints whole, before a certificate or a list is made."""
    found = [f"{name}（{words}）" for name in names if (words := unprintable_in_words(name))]
    if found:
        raise Refusal(f"有的姓名无法打印，请先加装字体：{'；'.join(found[:20])}。")
