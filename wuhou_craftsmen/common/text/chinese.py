"""Money, dates and clause numbers as words: 大写, two decimals, 2021年9月14日, 十二. Amounts are whole fen."""

import datetime as dt

from django.utils import timezone

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ["", "拾", "佰", "仟"]
GROUPS = ["", "万", "亿", "万亿"]
NUMERALS = "〇一二三四五六七八九"


def in_capitals(fen: int) -> str:
    """人民币大写 as on a cheque: 10010010.00 -> 壹仟零壹万零壹拾元整. ValueError from 10^16 yuan on."""
    sign, fen = ("负" if fen < 0 else ""), abs(fen)
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return sign + (text or "零元") + "整"
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    text += f"{DIGITS[cents]}分" if cents else "整"
    return sign + text


def _whole(number: int) -> str:
    if number >= 10**16:
        raise ValueError("金额过大")
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            continue
        if text and (group < 1000 or not groups[place + 1] % 10_000):
            text += DIGITS[0]
        text += _group(group) + GROUPS[place]
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (DIGITS[0] if gap and text else "") + DIGITS[digit] + UNITS[place]
            gap = False
        else:
            gap = True
    return text


def numeral(number: int) -> str:
    """A clause's number as a document writes it, 1 to 99: 8 -> 八, 12 -> 十二, 20 -> 二十."""
    if not 1 <= number <= 99:
        raise ValueError("条号")
    tens, ones = divmod(number, 10)
    text = (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "")
    return text + (NUMERALS[ones] if ones else "")


def money_text(fen: int) -> str:
    """10,000.00"""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def plain_money(fen: int) -> str:
    """10000.00"""
    return money_text(fen).replace(",", "")


def cn_date(day: dt.date) -> str:
    """2021年9月14日"""
    return f"{day.year}年{day.month}月{day.day}日"


def clock_text(moment: dt.datetime) -> str:
    """10:20:31, in local time"""
    return f"{timezone.localtime(moment):%H:%M:%S}"


def read_moment_text(text: str) -> str:
    """The same of a date or moment as it travels in a proposal: 2022-03-31 -> 2022年3月31日"""
    return moment_text(dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text))


def moment_text(value: dt.datetime | dt.date) -> str:
    """In local time; the start of a day is told as the end of the day before: 2022年3月31日 24:00"""
    if not isinstance(value, dt.datetime):
        return cn_date(value)
    local = timezone.localtime(value)
    if local.time() == dt.time():
        return f"{cn_date(local.date() - dt.timedelta(days=1))} 24:00"
    return f"{cn_date(local)} {local:%H:%M}"
