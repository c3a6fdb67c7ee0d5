"""Reading what people type: cells of a workbook and fields of a form, by the same readers.

A reader takes a cell's value (text, int, float, date) and gives the value, or raises Unreadable with what is
wanted in Chinese.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from .keys import clean, fold_number, match_key, one_dot, one_line, squeeze
from .names import is_no_name
from .printable import unprintable_in_words
from .resident_id import birth_date_of


class Unreadable(ValueError):
    """The value cannot be read; `wanted` says in Chinese what it should be, `told` the same to whoever just typed it."""

    def __init__(self, wanted: str, told: str = "") -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.told = told or (wanted if wanted.endswith("。") else f"应为{wanted}")


def _refuse_turned(value: object) -> None:
    """What the spreadsheet made of a text by itself: 5-6 became a day, 1:02 a time."""
    if isinstance(value, (bool, dt.date, dt.time, dt.timedelta)):
        raise Unreadable("文字（表格软件把它变成了日期、时间或逻辑值，请把这一栏设为文本后重新填写）")


def _as_text(value: object) -> str:
    """A cell as text: a whole number without its .0, a date as 2021-06-07."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"  # as the spreadsheet shows it
    return str(value)


def refuse_undrawn(text: str) -> str:
    """The text, or Unreadable where it holds a sign that nobody can print."""
    if words := unprintable_in_words(text):
        raise Unreadable(f"能够打印的字（{words}）")
    return text


def read_text(max_length: int, *, lines: bool = False) -> Callable[[object], str]:
    """A text of one line, or of several with `lines`."""

    def read(value: object) -> str:
        _refuse_turned(value)
        text = clean(_as_text(value))
        text = refuse_undrawn(text if lines else one_line(text))
        if len(text) > max_length:
            raise Unreadable(f"不超过 {max_length} 字的文字")
        return text

    return read


def read_number(max_length: int) -> Callable[[object], str]:
    """A number of a file, claim or expert, folded, so that it is one number however it is typed."""

    def read(value: object) -> str:
        _refuse_turned(value)
        number = refuse_undrawn(fold_number(clean(_as_text(value))))
        if not number or len(number) > max_length:
            raise Unreadable(f"不超过 {max_length} 字的编号")
        return number

    return read


def read_name(value: object) -> str:
    """A person's name: any letters and ·; the blank in 张 三 goes, rare characters stay."""
    if not isinstance(value, str):
        raise Unreadable("姓名")
    name = refuse_undrawn(one_dot(one_line(clean(value))))
    squeezed = "".join(name.split())
    if len(squeezed) <= 4 and not re.search(r"[A-Za-z]", squeezed):
        name = squeezed
    if not name or len(name) > 60 or is_no_name(name):
        raise Unreadable("一个人的姓名（汉字，少数民族姓名可含“·”），不带序号、顿号、引号、括号、星号等标记")
    return name


# digits, perhaps in groups of three, with a few decimals: no exponent, nothing that could be rounded away
_NUMBER = re.compile(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,10})?", re.ASCII)


def _decimal(value: object, wanted: str) -> Decimal:
    if isinstance(value, (bool, dt.date)):
        raise Unreadable(wanted)
    text = repr(value) if isinstance(value, (int, float)) else squeeze(value)
    if not _NUMBER.fullmatch(text):
        raise Unreadable(wanted)
    return Decimal(text.replace(",", ""))


def read_money(value: object) -> int:
    """Yuan as typed (8,000.00元, 8000, 4285.72) to whole fen."""
    wanted = "金额，单位元，不为负，最多两位小数"
    if isinstance(value, str):
        value = re.sub(r"^[¥￥]|元$", "", squeeze(value))
    number = _decimal(value, wanted)
    fen = number * 100
    if fen < 0 or fen != fen.to_integral_value() or fen > 10**14:
        raise Unreadable(wanted)
    return int(fen)


_DATE = re.compile(r"^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$", re.ASCII)
LOST_IN_SHANGHAI = dt.timedelta(seconds=43)
FIRST_YEAR = 1900  # nobody here was born before it, and nothing was given to anybody
# programs write a day as 2021-08-06 00:00:00
_TIME = re.compile(r"[\sT]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?$", re.ASCII)


def day_of(moment: dt.datetime) -> dt.date | None:
    """The day that a moment at midnight stands for, None for another time.

    A day is a whole number in a workbook; what programs lose of it in reckoning is less than a second, or the 43 seconds
    by which browsers in China miss midnight (the clock of Shanghai was set back by them in 1901).
    """
    midnight = dt.datetime.combine((moment + dt.timedelta(hours=12)).date(), dt.time())
    missed = abs(moment - midnight)
    second = dt.timedelta(seconds=1)
    return midnight.date() if missed < second or abs(missed - LOST_IN_SHANGHAI) < second else None


def read_date(value: object) -> dt.date:
    """A date cell, 2021年6月7日, 2021/6/7, 2021.06.07 or 2021-06-07."""
    wanted = "真实存在的日期，如 2021-06-07 或 2021年6月7日"
    _refuse_other_than_a_day(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        day: dt.date | None = value
    else:
        try:
            day = day_of(value if isinstance(value, dt.datetime) else _moment(value))
        except (ValueError, OverflowError) as error:
            raise Unreadable(wanted) from error
    if day is None:
        raise Unreadable("日期，不带时刻")
    if day.year < FIRST_YEAR:
        raise Unreadable(f"{FIRST_YEAR} 年以后的日期")
    return day


_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?")
_MONTH = re.compile(r"\d{4}(?:年\d{1,2}月?|[-/.]\d{1,2})|\d{4}年?", re.ASCII)


def _refuse_other_than_a_day(value: object) -> None:
    """Texts that people and formats write for a day, with less or more in them than it needs."""
    if not isinstance(value, str):
        return
    text = squeeze(value)
    if found := _WEEKDAY.search(text):
        raise Unreadable(
            f"只有年月日的日期，如 2021-06-07（“{found.group()}”请删去；单元格格式是星期的，改成日期）"
        )
    if _MONTH.fullmatch(text):
        raise Unreadable("写到日的日期，如 2021-06-07（现在没有写是哪一日，请补上）")


def _moment(value: object) -> dt.datetime:
    """What a text says, midnight without a time; ValueError where it is no day."""
    text = clean(unicodedata.normalize("NFKC", value)) if isinstance(value, str) else ""
    time = _TIME.search(text)
    day = _DATE.match(squeeze(text[: time.start()] if time else text))
    if not day:
        raise ValueError(text)
    hour, minute, second = (int(part or 0) for part in (time.groups() if time else (0, 0, 0)))
    year, month, number = map(int, day.groups())
    return dt.datetime(year, month, number, hour, minute, second)


def read_resident_id(value: object) -> str:
    """18 characters with the right check digit and a real birth date; any area code (some are newer than lists)."""
    if not isinstance(value, str):
        raise Unreadable("18 位居民身份证号，单元格须设为文本（按数字录入会丢失末尾几位）")
    number = squeeze(value).upper()
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        count = "" if len(number) == 18 else f"，现在是 {len(number)} 位"
        raise Unreadable("18 位居民身份证号", f"应为 18 位身份证号，前 17 位是数字，末位是数字或 X{count}")
    if ric.calc_check_digit(number) != number[17]:
        raise Unreadable(
            "末位与前面的数字对得上的身份证号（请对照身份证核对）", "末位与前面的数字对不上，请对照身份证核对"
        )
    try:
        birth_date_of(number)
    except ValueError as error:
        raise Unreadable(
            "第 7 至 14 位是真实出生日期的身份证号", "第 7 至 14 位不是真实的出生日期，请对照身份证核对"
        ) from error
    return number


def read_credit_code(value: object) -> str:
    """统一社会信用代码: 18 characters, mod 31."""
    wanted = "营业执照上的 18 位统一社会信用代码"
    if not isinstance(value, str):
        raise Unreadable(wanted)
    code = squeeze(value).upper()
    try:
        return uscc.validate(code)
    except InvalidChecksum as error:
        told = "末位与前面的字符对不上，请对照营业执照核对"
        raise Unreadable(f"{wanted}（末位与前面的字符对不上，请核对）", told) from error
    except ValidationError as error:
        raise Unreadable(wanted) from error


_ABROAD = re.compile(r"^\(?(?:\+|00)86\)?-?(?=[01])")  # +86 as phones and address books write it


def read_phone(value: object) -> str:
    """Eleven digits that begin with 1, or a landline with its area code."""
    text = _ABROAD.sub("", squeeze(_as_text(value)))
    if re.fullmatch(r"1[\d-]{10,14}", text, re.ASCII):
        text = text.replace("-", "")
    if not re.fullmatch(r"1\d{10}|0\d{2,3}-?\d{7,8}", text, re.ASCII):
        raise Unreadable("11 位手机号码，或带区号的固定电话")
    return text


def read_mobile(value: object) -> str:
    """Eleven digits that begin with 1: a phone that takes text messages."""
    text = _ABROAD.sub("", squeeze(_as_text(value))).replace("-", "")
    if not re.fullmatch(r"1\d{10}", text, re.ASCII):
        raise Unreadable("11 位手机号码")
    return text


def read_account(value: object) -> str:
    """A bank account as text, 12 to 21 digits."""
    if not isinstance(value, str):
        raise Unreadable("银行账号，单元格须设为文本（按数字录入会丢失末尾几位）")
    text = squeeze(value)
    if not re.fullmatch(r"\d{12,21}", text, re.ASCII):
        raise Unreadable("12 至 21 位数字的银行账号")
    return text


def read_whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        wanted = f"{low} 至 {high} 的整数"
        number = _decimal(value, wanted)
        if number != number.to_integral_value() or not low <= number <= high:
            raise Unreadable(wanted)
        return int(number)

    return read


def read_half_points(weight: int) -> Callable[[object], int]:
    """A mark of 0 … weight in steps of 0.5, as half points (12.5 -> 25)."""

    def read(value: object) -> int:
        wanted = f"0 至 {weight} 之间、以 0.5 分为一档的分数"
        halves = _decimal(value, wanted) * 2
        if halves != halves.to_integral_value() or not 0 <= halves <= 2 * weight:
            raise Unreadable(wanted)
        return int(halves)

    return read


def read_yes_no(value: object) -> bool:
    text = match_key(_as_text(value))
    if text not in ("是", "否"):
        raise Unreadable("“是”或“否”")
    return text == "是"


def read_choice(words: Sequence[str], also: Mapping[str, str] | None = None) -> Callable[[object], str]:
    """One of `words`, matched without white space; gives the word as it is in the list. `also`: other ways to write one."""
    by_key = {match_key(word): word for word in words}
    by_key |= {match_key(other): word for other, word in (also or {}).items()}

    def read(value: object) -> str:
        found = by_key.get(match_key(_as_text(value)))
        if found is None:
            raise Unreadable(f"以下之一：{'、'.join(words)}")
        return found

    return read
