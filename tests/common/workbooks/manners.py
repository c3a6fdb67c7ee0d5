"""Hypothesis draws what an office means to send, and how it writes it down."""

import datetime as dt
import math

from hypothesis import strategies as st

from tests.people import make_id
from tests.worlds.offices import Cell, Program
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.headings import Column

COLUMNS = [
    Column("no", "编号", parsers.read_text(30)),
    Column("name", "姓名", parsers.read_name),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("day", "颁奖日期", parsers.read_date),
    Column("money", "奖金（元）", parsers.read_money),
    Column("phone", "联系电话", parsers.read_phone, required=False, private=True),
]
FIELDS = [column.field for column in COLUMNS]
HEADINGS = {column.field: column.heading for column in COLUMNS}
FULL_WIDTH = str.maketrans("0123456789-X,.", "０１２３４５６７８９－Ｘ，．")
UNSEEN = ["", "\u200b", "\ufeff", "\u202d", "\u200e", " ", "\u3000", "\xa0"]
DAY_FORMATS = [
    *range(14, 18), 22, *range(27, 37), 45, 47, *range(50, 59), 'yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d;@",
    "[DBNum1][$-804]yyyy年m月d日", "yyyy\\-mm\\-dd", "d-mmm-yy", "m/d/yy h:mm", "[$-F800]dddd\\, mmmm dd\\, yyyy", "[Red]e年m月d日",
]  # fmt: skip
SUM_FORMATS = [
    *range(5), *range(37, 45), 49, "#,##0.00_);[Red]\\(#,##0.00\\)", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    "¥#,##0.00;¥\\-#,##0.00", '0.00"元"', "[DBNum2][$RMB]General;[Red][DBNum2][$RMB]General", "[$￥-804]#,##0.00", "G/通用格式",
]  # fmt: skip
MONTHS_ALONE = {17, 27, 36, 50, 52, 57}  # the first of a month was typed as the month
pick = st.sampled_from


@st.composite
def people(draw, least: int = 1) -> list[dict]:
    """Rows as they are meant; the numbers of one table look alike, but for one that was added later."""
    pattern = draw(pick(["{}", "ZG2021-{:03}", "2021-{:03}", "{:02}号", "A{}-1"]))
    chosen = draw(st.lists(st.integers(1, 499), unique=True, min_size=least, max_size=6))
    rows = [
        {
            "no": pattern.format(number),
            "name": draw(pick(["张三", "李小四", "欧阳一二", "𠮷田", "阿依古丽·买买提江", "曲比阿乌·示例"])),
            "id_number": make_id(number, draw(pick(["19850101", "19991231", "20000229"]))),
            "day": draw(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))),
            "money": draw(st.integers(0, 10**6) | st.integers(0, 10**6).map(lambda yuan: yuan * 100) | st.integers(0, 10**11)),
            "phone": draw(pick([None, "028-85550000"]) | st.integers(10**10, 2 * 10**10 - 1).map(str)),
        }
        for number in chosen
    ]  # fmt: skip
    if draw(st.booleans()):
        rows[draw(st.integers(0, len(rows) - 1))]["no"] = "补1"
    return rows


@st.composite
def dressed(draw, text: str) -> Cell:
    """With signs before and behind that nobody sees."""
    return Cell(draw(pick(UNSEEN)) + text + draw(pick([*UNSEEN, "_x000D_\n"])))


@st.composite
def digits(draw, text: str) -> Cell:
    """Of half or full width, with a blank among them."""
    at = draw(st.integers(0, len(text)))
    text = text[:at] + draw(pick(["", " ", "\u200b"])) + text[at:]
    return draw(dressed(text.translate(FULL_WIDTH) if draw(st.booleans()) else text))


@st.composite
def days(draw, day: dt.date, program: Program) -> Cell:
    forms = [
        f"{day}", f"{day:%Y/%m/%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%Y年%m月%d日}",
    ]  # fmt: skip
    times = [" 00:00:00", " 0:00", "T00:00:00", "T00:00:00.000Z"]
    how = draw(pick(["text", "timed", "iso"] + ["cell"] * 3 * (program.styles != "missing")))
    if how == "text":
        return draw(digits(draw(pick(forms))))
    if how == "timed":
        return draw(dressed(draw(pick(forms)) + draw(pick(times))))
    if how == "iso":
        return Cell(f"{day}{draw(pick(['', 'T00:00:00']))}", "d")
    serial = (day - (dt.date(1904, 1, 1) if program.since_1904 else dt.date(1899, 12, 30))).days
    lost = draw(st.just(0) | st.integers(-900, 900)) / 86_400_000
    formats = [form for form in DAY_FORMATS if day.day > 1 or form not in MONTHS_ALONE]
    return Cell(repr(serial + lost) if lost else str(serial), "n", draw(pick(formats)))


@st.composite
def sums(draw, fen: int) -> Cell:
    """A number, perhaps with what its sum in binary left behind, or a text as one types it."""
    if draw(st.booleans()):
        yuan = fen / 100
        for _ in range(draw(st.integers(0, 2)) if fen else 0):
            yuan = math.nextafter(yuan, draw(pick([0.0, math.inf])))
        form = draw(pick([repr, "{:.17g}".format, "{:.16E}".format]))
        return Cell(form(yuan), "n", draw(pick(SUM_FORMATS)))
    text = draw(pick(["{}.{:02}", "{:,}.{:02}"])).format(*divmod(fen, 100))
    text = text.removesuffix(".00") if draw(st.booleans()) else text
    return draw(digits(draw(pick(["", "¥", "￥", "¥ "])) + text + draw(pick(["", "元", " 元"]))))


@st.composite
def phones(draw, phone: str | None) -> Cell | None:
    if phone is None:
        return draw(pick([None, Cell(""), Cell("　"), Cell("\u200b")]))
    if phone.startswith("0"):
        return draw(digits(phone))
    if draw(st.booleans()):
        return Cell(draw(pick([phone, f"{phone}.0", f"{int(phone):.10E}"])), "n", draw(pick([0, 1, 49])))
    parted = draw(pick(["", "-", " "])).join([phone[:3], phone[3:7], phone[7:]])
    return draw(digits(draw(pick(["", "+86", "+86 ", "0086-", "(+86)"])) + parted))


@st.composite
def row_of(draw, values: dict, program: Program) -> dict[str, Cell | None]:
    """The cells of a row by their fields."""
    no, name, number = values["no"], values["name"], values["id_number"]
    if "·" not in name and len(name) <= 4:
        name = draw(pick(["", " ", "\u3000", "\u200b", "\n"])).join(name)
    written = number.lower() if draw(st.booleans()) else number
    as_number = no.isdigit() and str(int(no)) == no and draw(st.booleans())
    return {
        "no": Cell(no, "n", draw(pick([0, 1, 49]))) if as_number else draw(dressed(no)),
        "name": draw(dressed(name)),
        "id_number": draw(digits(written)),
        "day": draw(days(values["day"], program)),
        "money": draw(sums(values["money"])),
        "phone": draw(phones(values["phone"])),
    }


programs = st.builds(
    Program,
    texts=pick(["shared", "inline", "runs"]),
    styles=pick(["whole", "broken", "missing"]),
    since_1904=st.booleans(),
    addresses=st.booleans(),
    prefix=st.booleans(),
    backslashes=st.booleans(),
    absolute=st.booleans(),
    formats_to_the_end=st.booleans(),
    dimension=pick(["", "A1", "A1:XFD1048576"]),
)
