"""What a resident's ID number says of its holder, and where that contradicts what was written (GB 11643-1999)."""

import datetime as dt

MIN_AGE_YEARS = 16  # nobody younger works (劳动法 第十五条)


def birth_date_of(number: str) -> dt.date:
    """From an 18-character ID; ValueError if there is no such day or it lies ahead of this century's."""
    day = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    if not 1900 <= day.year <= 2099:
        raise ValueError("出生年份")
    return day


def sex_of(number: str) -> str:
    """By the seventeenth digit: odd for 男."""
    return "男" if int(number[16]) % 2 else "女"


def of_age(number: str, day: dt.date) -> bool:
    """Whether the number's holder may work on that day."""
    born = birth_date_of(number)
    return (day.year - born.year) - ((day.month, day.day) < (born.month, born.day)) >= MIN_AGE_YEARS


def contradictions(number: str, *, today: dt.date, sex: str = "") -> dict[str, str]:
    """`id_number`, `sex` -> what is wanted instead, without a word of the birth date; empty where all agrees."""
    found = {}
    born = birth_date_of(number)
    if born > today:
        found["id_number"] = "出生日期不在今天以后的居民身份证号"
    elif not of_age(number, today):
        found["id_number"] = f"年满 {MIN_AGE_YEARS} 周岁的人的居民身份证号"
    if sex and sex != sex_of(number):
        found["sex"] = (
            f"与身份证号一致的性别（身份证号第 17 位表明是“{sex_of(number)}”，请对照身份证核对两栏）"
        )
    return found
