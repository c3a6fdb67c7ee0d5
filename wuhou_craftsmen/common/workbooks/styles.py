"""Number formats by which a cell shows something else than its value: 1 in "ZG2022-"000 is shown as ZG2022-001, 0.5 in 0% as
50%, the first of January in yyyy年m月 as 2022年1月, and a day in aaaa as 星期六."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol
from xml.etree import ElementTree

_LITERAL = r'(?:"[^"]*"|\\.|[-A-Za-z¥￥])*'
_WORDED = re.compile(rf"({_LITERAL})(0+)({_LITERAL})")
_DATES = re.compile(
    r"[dmyhsgeb]", re.IGNORECASE
)  # letters that stand for a part of a date unless they are quoted
EXACT = 10**15  # a workbook keeps fifteen digits of a number


_PERCENT = re.compile(r"[#,]*0(?:\.(0+))?%")
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # words, escapes, colours and locales, blanks
# formats that a workbook names by number alone, as the spreadsheet in Chinese shows them
_BUILT_IN = {"9": "0%", "10": "0.00%", "17": "mmm-yy"} | dict.fromkeys(
    ("27", "36", "50", "52", "57"), 'yyyy"年"m"月"'
)
_EPOCH = dt.date(1899, 12, 30)
_LAST_DAY = 2_958_465  # of the year 9999
_WEEK = "一二三四五六日"


class Shown(Protocol):
    """How a format shows a value."""

    def of(self, value: object) -> object:
        """The text that is shown; the value as it stands where the format does not apply."""


@dataclass(frozen=True)
class Worded:
    """The words before and after, and how many digits stand at least."""

    before: str
    digits: int
    after: str

    def of(self, value: object) -> object:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < EXACT:
            return value
        return f"{self.before}{value:0{self.digits}d}{self.after}"


@dataclass(frozen=True)
class Percent:
    """So many decimals, and the sign."""

    decimals: int

    def of(self, value: object) -> object:
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not abs(value) < EXACT:
            return value
        hundredths = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{hundredths}%"


class Month:
    """Year and month. Who types 2022-1 gets the first of that month from the spreadsheet; another day was typed as a day."""

    def of(self, value: object) -> object:
        first = isinstance(value, dt.date) and value.day == 1
        return f"{value.year}年{value.month}月" if first else value  # type: ignore[attr-defined]


class Weekday:
    """The day of the week alone; its number, which is not shown, may be a date."""

    def of(self, value: object) -> object:
        if isinstance(value, int) and 0 < value <= _LAST_DAY:
            value = _EPOCH + dt.timedelta(days=value)
        return f"星期{_WEEK[value.weekday()]}" if isinstance(value, dt.date) else value


def shown_styles(xml: bytes) -> dict[str, Shown]:
    """The cell styles of a workbook that have such a format, by their place; none of a part that cannot be read."""
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return {}
    formats: dict[str, Shown | None] = {number: _shown(code) for number, code in _BUILT_IN.items()}
    styles: dict[str, Shown] = {}
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            formats[element.get("numFmtId", "")] = _shown(element.get("formatCode", ""))
        elif tag == "cellXfs":
            for place, style in enumerate(element):
                if shown := formats.get(style.get("numFmtId", "")):
                    styles[str(place)] = shown
    return styles


def _shown(code: str) -> Shown | None:
    """By the format's first section; None where the value is what is shown."""
    first = code.partition(";")[0]
    bare = _ASIDE.sub("", first).strip().lower()
    if percent := _PERCENT.fullmatch(bare):
        return Percent(len(percent[1] or ""))
    if re.fullmatch(r"aaaa?|dddd?", bare):
        return Weekday()
    if "y" in bare and "m" in bare and not re.search(r"[dhs]", bare):
        return Month()
    return _worded(first)


def _worded(code: str) -> Worded | None:
    found = _WORDED.fullmatch(code)
    if not found:
        return None
    before, zeros, after = found.groups()
    if _DATES.search(re.sub(r'"[^"]*"|\\.', "", before + after)) or not (before or len(zeros) > 1):
        return None
    return Worded(_plain(before), len(zeros), _plain(after))


def _plain(literal: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found.group(1) or found.group(2) or "", literal)
