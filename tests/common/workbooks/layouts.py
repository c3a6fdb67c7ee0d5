"""Hypothesis draws what stands round the rows of a table, and what spoils some of them."""

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.common.workbooks.manners import FIELDS, HEADINGS, people, pick, programs, row_of
from tests.worlds.offices import Cell, Line, Program, Sheet, workbook

OWN = "奖项申报"  # the sheet of the table
ORDERS = [FIELDS, ["serial", *FIELDS, "remark"], ["name", "no", "id_number", "phone", "money", "day"]]
BANNERS = ["附件 3", "2021 年度配套奖励申报表", "填报单位：示例街道　　联系电话：02885550000", "单位：元"]
GROUPS = ["二、个人竞赛奖项", "（一）集体", "2021 年度个人奖项", "3．团体奖", "第二组", "注：以下为补报"]
NOTES = ["注：金额以元计", "说明：1. 本表一式两份", "备注：无", "填表说明：", "共 3 人"]
SUM_WORDS = ["合计", "小计", "合　计", "总计："]
ELAPSED, WHOLE = "[h]:mm", 14


@dataclass
class Sent:
    """A workbook with what its office meant: the rows of the table, and those that the reader must tell."""

    program: Program
    sheets: list[Sheet] = field(default_factory=list)
    meant: dict[str, dict] = field(default_factory=dict)  # number -> values
    spoilt: set[int] = field(default_factory=set)  # rows of the table with a cell that nobody can read
    elsewhere: set[tuple[str, int]] = field(default_factory=set)  # (sheet, row) outside the table
    numbers: list[str] = field(default_factory=list)  # IDs and phones that no message may show

    @property
    def content(self) -> bytes:
        return workbook(self.sheets, self.program)


def placed(cells: dict[str, Cell | None], order: list[str]) -> Line:
    return [cells.get(name) for name in order]


@st.composite
def headings(draw, order: list[str]) -> Line:
    line: Line = []
    for name in order:
        text = HEADINGS.get(name, {"serial": "序号", "remark": "备注"}.get(name, ""))
        between = draw(pick(["", "", " ", "\u3000", "_x000D_\n", "\u200b"]))
        text = text[:2] + between + text[2:] + draw(pick(["", " "]))
        line.append(Cell(text.replace("（", "(").replace("）", ")") if draw(st.booleans()) else text))
    return line


@st.composite
def orders(draw) -> list[str]:
    return draw(pick(ORDERS) | st.permutations([*FIELDS, "remark", ""]))


@st.composite
def sum_row(draw, order: list[str]) -> Line:
    """合计 in the first cell or the next, the sum below its column, perhaps the number of people anywhere."""
    line: Line = [None] * len(order)
    line[order.index("money")] = Cell("12345.6", "n", 4)
    if draw(st.booleans()):
        line[draw(st.integers(1, len(order) - 1))] = Cell("3 人")
    line[0] = Cell(draw(pick(SUM_WORDS)))
    return line


@st.composite
def between(draw, order: list[str]) -> tuple[list[Line], list[str]]:
    """Lines before the next row, and the order of the columns from there on."""
    kind = draw(pick(["", "", "", "group", "blank", "sum", "headings"]))
    if kind == "group":
        return [[Cell(draw(pick(GROUPS)))]], order
    if kind == "blank":
        return [draw(pick([[], [None, Cell(" ")], [Cell("", "str")] * len(order)]))] * draw(
            st.integers(1, 40)
        ), order
    if kind == "sum":
        return [draw(sum_row(order))], order
    if kind == "headings":
        order = draw(st.just(order) | orders())
        return [draw(headings(order))], order
    return [], order


@st.composite
def end(draw, order: list[str]) -> list[Line]:
    signed = ["填表人：示例", "审核人：", "日期：2021年8月6日"]
    lines: list[Line] = [
        draw(sum_row(order)),
        [Cell(draw(pick(NOTES)))],
        [Cell("1. 本表一式两份。")],
        [None, *(Cell(text) for text in signed)],
        [*(None for _ in order[1:]), Cell("2021年8月6日")],
    ]
    return lines[draw(st.integers(0, len(lines))) :] if draw(st.booleans()) else []


@st.composite
def spoils(draw, values: dict, program: Program) -> dict[str, Cell | None]:
    """A field, and what stands there that must not be guessed at."""
    serial = (values["day"] - (dt.date(1904, 1, 1) if program.since_1904 else dt.date(1899, 12, 30))).days
    wrong_digit = values["id_number"][:17] + ("0" if values["id_number"][17] == "X" else "X")
    unread = [
        ("day", Cell(f"{values['day']} 12:00:00")),
        ("day", Cell(f"{values['day']}T12:00:00", "d")),
        ("day", Cell(f"{values['day']:%Y}-02-30")),
        ("day", Cell(f"{values['day']} 23:59:59")),
        ("day", Cell(str(serial), "n")),
        ("id_number", Cell(values["id_number"][:17] + "0", "n")),
        ("id_number", Cell(f"{float(values['id_number'][:17] + '0'):.14E}", "n")),
        ("id_number", Cell(wrong_digit)),
        ("id_number", None),
        ("name", Cell(" ")),
        ("name", Cell("\ue863")),
        ("no", None),
        ("money", Cell("-1", "n")),
        ("money", Cell("八千元")),
        ("money", Cell("0.005", "n")),
        ("phone", Cell("1380000")),
        *((draw(pick(FIELDS)), Cell("#N/A", kind)) for kind in ("f", "bare", "e")),
    ]
    if program.styles != "missing":
        unread += [
            ("day", Cell(f"{serial}.5", "n", WHOLE)),
            ("day", Cell(repr(serial - draw(st.sampled_from([2, 30, 59])) / 86_400), "n", WHOLE)),
            ("day", Cell(str(serial), "n", ELAPSED)),
            ("day", Cell(str(serial), "n", 46)),
            ("money", Cell("8000", "n", WHOLE)),
        ]
    return dict([draw(pick(unread))])


def spoilt_rows() -> st.SearchStrategy[dict[str, Cell | None]]:
    """Nothing but formulas or error values, or nothing but number and name."""
    odd = [dict.fromkeys(FIELDS, Cell("#N/A", kind)) for kind in ("f", "bare", "e")]
    return pick([*odd, dict.fromkeys(["id_number", "day", "money", "phone"])])


@st.composite
def table(draw, rows: list[dict], program: Program, sent: Sent, spoil: bool) -> list[Line]:
    order = draw(orders())
    lines: list[Line] = [draw(pick([[], [Cell(text)]])) for text in draw(st.lists(pick(BANNERS), max_size=4))]
    lines.append(draw(headings(order)))
    for values in rows:
        more, order = draw(between(order))
        lines += more
        cells = draw(row_of(values, program))
        cells |= {
            "serial": Cell(str(len(lines)), "n"),
            "remark": draw(pick([None, Cell("", "bare"), Cell("无")])),
        }
        if spoil and draw(st.booleans()):
            cells |= draw(st.one_of(spoils(values, program), spoilt_rows()))
            sent.spoilt.add(len(lines) + 1)
        else:
            sent.meant[values["no"]] = values
        lines.append(placed(cells, order))
        sent.numbers += [values["id_number"], *filter(None, [values["phone"]])]
    return lines + draw(end(order))


@st.composite
def continued(draw, rows: list[dict], program: Program, sent: Sent) -> Sheet:
    """The rest of the rows on a sheet of its own, under its own headings."""
    order = draw(orders())
    lines = [draw(headings(order)), *(placed(draw(row_of(values, program)), order) for values in rows)]
    sent.elsewhere = {("续表", number) for number in range(2, len(lines) + 1)}
    return Sheet("续表", lines)


@st.composite
def sendings(draw, spoil: bool = False) -> Sent:
    """A whole workbook: the table, perhaps continued on another sheet, among sheets that are not used or hidden."""
    sent, rows = Sent(draw(programs)), draw(people())
    program, sheets = sent.program, sent.sheets
    here = len(rows) if spoil else draw(st.just(len(rows)) | st.integers(1, len(rows)))
    sheets.append(Sheet(OWN, draw(table(rows[:here], program, sent, spoil))))
    if rows[here:]:
        sheets.append(draw(continued(rows[here:], program, sent)))
    others = [
        Sheet("Sheet2", []),
        Sheet("空白表 & 说明", [[Cell(text) for text in HEADINGS.values()]]),
        Sheet("旧", [*sheets[0].lines, [Cell("乱", "e")]], draw(pick(["hidden", "veryHidden"]))),
    ]
    for other in draw(st.lists(pick(others), max_size=2, unique_by=lambda sheet: sheet.name)):
        sheets.insert(draw(st.integers(0, len(sheets))), other)
    return sent
