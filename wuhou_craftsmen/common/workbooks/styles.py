"""Number formats that write words round a number or zeros before it: 1 in the format "ZG2022-"000 is shown as ZG2022-001."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

_LITERAL = r'(?:"[^"]*"|\\.|[-A-Za-z¥￥])*'
_WORDED = re.compile(rf"({_LITERAL})(0+)({_LITERAL})")
_DATES = re.compile(
    r"[dmyhsgeb]", re.IGNORECASE
)  # letters that stand for a part of a date unless they are quoted
EXACT = 10**15  # a workbook keeps fifteen digits of a number


@dataclass(frozen=True)
class Worded:
    """The words before and after, and how many digits stand at least."""

    before: str
    digits: int
    after: str

    def of(self, value: object) -> object:
        """The number as it is shown; what is no whole number is left as it stands."""
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < EXACT:
            return value
        return f"{self.before}{value:0{self.digits}d}{self.after}"


def worded_styles(xml: bytes) -> dict[str, Worded]:
    """The cell styles of a workbook that have such a format, by their place; none of a part that cannot be read."""
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return {}
    formats, styles = {}, {}
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            formats[element.get("numFmtId", "")] = _worded(element.get("formatCode", ""))
        elif tag == "cellXfs":
            for place, style in enumerate(element):
                if worded := formats.get(style.get("numFmtId", "")):
                    styles[str(place)] = worded
    return styles


def _worded(code: str) -> Worded | None:
    found = _WORDED.fullmatch(code.partition(";")[0])
    if not found:
        return None
    before, zeros, after = found.groups()
    if _DATES.search(re.sub(r'"[^"]*"|\\.', "", before + after)) or not (before or len(zeros) > 1):
        return None
    return Worded(_plain(before), len(zeros), _plain(after))


def _plain(literal: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found.group(1) or found.group(2) or "", literal)
