"""放假安排: the statutory days of a year, as the yearly notice of the State Council tells them, entered by two people."""

import datetime as dt
import re

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import calendar
from wuhou_craftsmen.common.kernel.decisions import require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.keys import squeeze
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_DAYS = 60
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
# 10月1日(周四)至7日(周三)放假 · 2月14日(周六)、2月28日(周六)上班: what stands before the verb, up to the sentence before
_SENTENCE = re.compile(r"([^。;；:：]*?)(放假|上班|休息)")
_SPAN = re.compile(_DAY + r"(?:(?:至|到|—|–|-|~)+" + _DAY + ")?")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def read_notice(text: str, year: int) -> dict[dt.date, bool]:
    """Day -> working, of the days that are not as their weekday says; the wording of the notice, or a day and a word a line.

    Refusal where no day is found, or one that does not exist.
    """
    days: dict[dt.date, bool] = {}
    for line in text.splitlines():
        plain = _IN_BRACKETS.sub("", squeeze(line).replace("（", "(").replace("）", ")"))
        for said, verb in _SENTENCE.findall(plain):
            for first, last in _spans(said, year):
                for offset in range((last - first).days + 1):
                    days[first + dt.timedelta(days=offset)] = verb == "上班"
    found = {day: works for day, works in days.items() if works != (day.weekday() < 5)}
    if not any(not works for works in found.values()):
        raise Refusal(
            "没有读到放假的日期。请粘贴国务院办公厅通知里的各条，如“元旦：1月1日（周四）至3日（周六）放假”。"
        )
    return found


COLUMNS = [
    Column("day", "日期", parsers.read_date),
    Column("kind", "安排", parsers.read_choice(["放假", "上班"])),
]


def text_of(source: Source) -> str:
    """A workbook of days as the lines that `read_notice` reads; WorkbookFaults with every fault."""
    table = read_table(source, file_name="放假安排.xlsx", columns=COLUMNS, key="day", unique=("day",))
    if table.faults:
        raise WorkbookFaults(table.faults)
    return "\n".join(f"{cn_date(row.values['day'])}{row.values['kind']}" for row in table.rows)


def _spans(said: str, year: int) -> list[tuple[dt.date, dt.date]]:
    month, spans = 0, []
    for match in _SPAN.finditer(said):
        first_year, first_month, first_day, last_year, last_month, last_day = (
            int(n) if n else 0 for n in match.groups()
        )
        month = first_month or month
        first = _date(first_year or year, month, first_day)
        month = last_month or month
        last = _date(last_year or first_year or year, month, last_day) if last_day else first
        if not 0 <= (last - first).days <= MOST_DAYS:
            raise Refusal(f"“{match.group()}”的起止不对，请核对。")
        spans.append((first, last))
    return spans


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise Refusal(f"没有“{year}年{month}月{day}日”这一天，请核对。") from error


def told(days: dict[dt.date, bool]) -> str:
    """10月1日、2日 … in their order."""
    return "、".join(cn_date(day).partition("年")[2] for day in sorted(days))


def _read(days: list) -> dict[dt.date, bool]:
    return {dt.date.fromisoformat(day): bool(working) for day, working in days}


def _check(year: int, days: list, source: str) -> None:
    require_text(source, "请写明放假安排的依据文件。")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"年度应为 {FIRST_YEAR} 至 {LAST_YEAR}。")
    outside = [day for day in _read(days) if day.year != year]
    if outside:
        raise Refusal(f"{cn_date(min(outside))}不在{year}年，请登记在它自己的年度。")


def _shown(year: int, days: list, source: str) -> list[tuple[str, str]]:
    """By kind, and what was entered before."""
    read, before = _read(days), {d: w for d, w in calendar.exceptions().items() if d.year == year}
    rows = [
        ("平日放假", told({d: w for d, w in read.items() if not w})),
        ("周末上班", told({d: w for d, w in read.items() if w}) or "无"),
    ]
    if before and before != read:
        rows.append(("原登记平日放假", told({d: w for d, w in before.items() if not w})))
        rows.append(("原登记周末上班", told({d: w for d, w in before.items() if w}) or "无"))
    return rows


@two_person_act(
    "policy.holidays",
    "登记放假安排",
    may=is_union_staff,
    summary=lambda year, days, source: (
        f"{year}年：平日放假 {sum(not w for _, w in days)} 天，周末上班 {sum(bool(w) for _, w in days)} 天，依据：{source}"
    ),
    check=_check,
    shown=_shown,
)
@transaction.atomic
def enter(*, actor: User, second: User, year: int, days: list, source: str) -> None:
    """The year's days from now on; what was counted before stays."""
    _check(year, days, source)
    calendar.enter_year(second, year, _read(days), source)
