"""What looks like an ID number, an account or a telephone, by where it would stand. Full-width digits are digits (T56)."""

import re
import unicodedata

# days are written with blanks or strokes too, and are no private number
_DAY = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?")
# an ID number, a mobile, an account, however grouped; or a number as long as a telephone in one piece
_IN_PROSE = re.compile(r"(?:\d[ \-–—]?){10}\d|\d{8}")
# a mobile, grouped or not, an ID number, an account; an office telephone has at most 12 digits and begins with 0
_PERSONAL = re.compile(r"(?<!\d)1(?: ?\d){10}(?!\d)|(?<!\d)[1-9]\d{11}|\d{13}")
_WHOLE = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{11})(?!\d)")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def in_words(text: str) -> bool:
    """In a few words: searched for, or a reason. Eleven digits in a row; a credit code has fewer."""
    return re.search(r"\d{11}", _plain(text)) is not None


def in_prose(text: str) -> bool:
    """In what anybody may write and others read: grouped digits as well, and as few as a telephone has; days are none."""
    return _IN_PROSE.search(_DAY.sub("日", _plain(text))) is not None


def in_contact(text: str) -> bool:
    """In the address of an office, which may give its own telephone."""
    return _PERSONAL.search(_plain(text)) is not None


def in_published_cell(text: str) -> bool:
    """In a cell of a list for the public, which holds names alone: seven digits are a telephone, however spaced."""
    return re.search(r"\d{7}", "".join(_plain(text).split())) is not None


def left_out(text: str) -> str:
    """The text with ID numbers and mobiles in it replaced by words, as a file's name is shown."""
    return _WHOLE.sub("号码略", text)
