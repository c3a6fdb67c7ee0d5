"""Texts as they are stored, compared and ordered: what nobody sees or prints is left out, what is written in several ways is one."""

import re
import unicodedata

# The radicals of U+2E80-2EFF look like signs and are none: programs put them where a PDF is copied. Unicode's table of
# equivalents (EquivalentUnifiedIdeograph.txt); those of U+2F00-2FDF are folded by NFKC.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋"
    "⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长"
    "⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
RADICALS = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)) | _KANGXI
# the dot in the names of other peoples, as keyboards offer it; U+00B7 is the standard's
DOTS = dict.fromkeys("•・‧．･⋅∙●", "·")
_FOLDED = str.maketrans(RADICALS)
_ONE_DOT = str.maketrans(RADICALS | DOTS)
UNSEEN = ("Cc", "Cf", "Cs")
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # ask for another drawing of the sign before
_HAS_RADICAL = re.compile("[⺀-⿟]")


def clean(text: object) -> str:
    """As typed, less the outer blanks (U+3000 too), radicals as the signs that they stand for, nothing that nobody sees."""
    kept = str(text)
    if not kept.isprintable():
        kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in UNSEEN)
    return without_radicals(kept).strip()


def without_radicals(text: str) -> str:
    """The signs that radicals stand for; everything else as it is."""
    return text.translate(_FOLDED) if _HAS_RADICAL.search(text) else text


def squeeze(text: object) -> str:
    """NFKC without any white space and without marks that nobody sees: how numbers, codes and dates are read."""
    folded = _VARIATIONS.sub("", unicodedata.normalize("NFKC", str(text)))
    if not folded.isprintable():
        folded = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return "".join(folded.split())


def fold_number(number: object) -> str:
    """A claim, file or expert number as it is stored and compared: half width, capitals, no blanks. ｚｇ 2022-1 -> ZG2022-1"""
    return squeeze(number).upper()


_BREAK = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")


def one_line(text: str) -> str:
    """A text for a field of one line: a break is nothing beside a Chinese sign, and a blank between words of letters."""

    def join(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        return " " if before.isascii() and after.isascii() and before and after else ""

    return _BREAK.sub(join, text)


def match_key(text: object) -> str:
    """For comparing texts: squeezed, radicals as signs, one dot for all that stand in names."""
    return squeeze(str(text).translate(_ONE_DOT))


def search_key(text: object) -> str:
    """For finding words in a text: the same, capitals and small letters alike."""
    return match_key(text).lower()


_DIGITS = re.compile(r"(\d+)")


_DOT_IN_NAME = re.compile(r"(?<=[^\x00-\x7f\s])\s*[.。｡]\s*(?=[^\x00-\x7f\s])")


def one_dot(name: str) -> str:
    """A name with the standard's dot, whatever dot was typed, and no blanks around it. A full stop between Chinese signs is
    that dot too; behind letters (J. Smith) it is none."""
    return re.sub(r"\s*·\s*", "·", _DOT_IN_NAME.sub("·", name.translate(_ONE_DOT)))


def number_key(number: object) -> tuple[str | int, ...]:
    """For ordering claim, file and certificate numbers: the numbers inside count as numbers, PT-9 before PT-10."""
    parts = _DIGITS.split(match_key(number))
    return tuple(int(part) if at % 2 and part.isascii() else part for at, part in enumerate(parts))
