"""No row of the table is taken for something beside it, and what stands beside it is no fault."""

import io

import pytest
from openpyxl import Workbook

from tests.common.workbooks.manners import COLUMNS, HEADINGS
from tests.people import make_id
from tests.worlds.books import ID
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Table

HEADED = list(HEADINGS.values())
LINE = ["ZG-1", "示例", ID, "2021-08-06", "8000", None]
REST = ["示例乙", make_id(2), "2021-08-06", "8000"]


def saved(made: Workbook) -> Table:
    out = io.BytesIO()
    made.save(out)
    return read_table(
        io.BytesIO(out.getvalue()), file_name="表.xlsx", columns=COLUMNS, key="no", unique=("no",)
    )


def written(*rows) -> Table:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    return saved(made)


@pytest.mark.parametrize(
    "key",
    [
        "编号：ZG2022-802",
        "ZG2022:803",
        "PT:1",
        "注字〔2022〕1号",
        "填报-2",
        "备注3",
        "日期-1",
        "联系8",
        "1:02",
    ],
)
@pytest.mark.parametrize("lacking", [None, 2], ids=["whole", "one lacking"])
def test_a_filled_row_is_read_or_told_whatever_its_number_looks_like(key, lacking):
    row = [key, *REST]
    if lacking:
        row[lacking] = None
    for above in ([], [LINE], [LINE, ["小计"]]):
        table = written(HEADED, *above, row)
        assert len(above) + 2 in {found.number for found in table.rows} | {f.row for f in table.faults}


@pytest.mark.parametrize("key", ["注字一号", "备注", "编号：甲", None])
@pytest.mark.parametrize("lacking", [None, 1, 3])
@pytest.mark.parametrize("note", [["二、个人奖项"], ["小计", None, None, None, "3"]])
def test_a_row_without_number_behind_a_note_is_told_though_it_is_the_last(key, lacking, note):
    row = [key, *REST]
    if lacking:
        row[lacking] = None
    assert 4 in {fault.row for fault in written(HEADED, LINE, note, row).faults}


@pytest.mark.parametrize(
    "beside",
    [
        ["一组小计", "3", None, None, "12000"],
        ["晋阳街道小计", "3", None, None, "12000"],
        ["以上合计", "3", None, None, "12000"],
        ["累计", "3", None, None, "12000"],
        ["第1组小计", "3", None, None, "12000"],
        ["经办人", "张三", "2022-3-5"],
        [None, "经办人", "张三", "2022-3-5"],
        ["联系电话：02885550000", "填表人：示例", "日期：2021年8月6日"],
        ["…"] * 6,
        ["/", "/", "/", "/", "/"],
    ],
)
def test_what_stands_beside_the_table_is_no_fault(beside):
    for below in ([], [["ZG-2", *REST]]):
        table = written(HEADED, LINE, beside, *below)
        assert (len(table.rows), list(map(str, table.faults))) == (1 + len(below), [])


def with_sheet(*rows) -> Table:
    made = Workbook()
    for row in (HEADED, LINE):
        made.active.append(row)
    second = made.create_sheet("续表")
    for row in rows:
        second.append(row)
    return saved(made)


def test_faults_name_their_sheet_where_the_workbook_has_several():
    row = ["ZG-2", *REST]
    row[4] = "八千元"
    made = Workbook()
    for line in (HEADED, LINE, row):
        made.active.append(line)
    assert [(f.sheet, f.row) for f in saved(made).faults] == [("", 3)]
    made.create_sheet("说明").append(["每行一人"])
    assert [(f.sheet, f.row) for f in saved(made).faults] == [("Sheet", 3)]


def test_a_heading_that_is_missing_is_told_with_what_stands_there_instead():
    turned = [HEADED[0], "名字", *HEADED[2:]]
    (fault,) = written(["附件"], turned, LINE).faults
    assert (fault.row, fault.heading, fault.read) == (2, "姓名", "名字")
    assert "如果“名字”就是这一栏，请把表头改成“姓名”" in fault.told
    faults = written([HEADED[0], "甲", HEADED[2], "乙", *HEADED[4:]], LINE).faults
    assert [(f.heading, f.read) for f in faults] == [("姓名", None), ("颁奖日期", None)]
    assert "表头里不认识的有“甲”、“乙”" in faults[0].told


OTHERWISE = ["编号", "姓名", "身份证", *HEADED[3:]]
ROW = ["ZG-2", *REST]


@pytest.mark.parametrize(
    "rows",
    [
        [OTHERWISE, ROW],
        [["序号", *OTHERWISE], [1, *ROW]],
        [["附件"], ["序号", "姓名", "身份证", *HEADED[3:]], ["1", *REST], ["合计", None, None, None, "1"]],
        [OTHERWISE, ["补录甲", *REST]],
        [HEADED[1:], REST],
    ],
    ids=["another name", "serial in front", "serial for number", "another pattern", "no numbers"],
)
def test_rows_below_most_of_the_headings_on_another_sheet_are_told(rows):
    table = with_sheet(*rows)
    assert [row.values["no"] for row in table.rows] == ["ZG-1"]
    at = next(number for number, row in enumerate(rows, 1) if REST[0] in row)
    assert [(fault.sheet, fault.row) for fault in table.faults] == [("续表", at)]
    assert "共 1 行没有读" in table.faults[0].wanted


@pytest.mark.parametrize(
    "rows",
    [
        [OTHERWISE],
        [OTHERWISE, ["合计", None, None, None, "1"], ["填表人：示例", "审核人：", "日期："]],
        [["姓名", "联系电话", "街道"], ["示例", "028", "浆洗街"]],
    ],
    ids=["empty", "sum and signatures", "another table"],
)
def test_another_sheet_without_rows_of_the_table_is_no_fault(rows):
    assert with_sheet(*rows).faults == []


def test_headings_alone_are_told_and_so_is_a_table_that_is_hidden():
    bare = written(HEADED)
    assert [str(fault) for fault in bare.faults] == [
        "《表.xlsx》：读到“（空）”，应为填有内容的表（工作表《Sheet》只有表头，没有内容）"
    ]
    assert written(HEADED, ["填表人：示例"]).faults
    made = Workbook()
    hidden = made.create_sheet("奖项")
    for row in (HEADED, LINE):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    assert [fault.wanted for fault in saved(made).faults] == [
        "没有隐藏的表（工作表《奖项》隐藏着，请取消隐藏、保存后再上传）"
    ]


def merged_book(*rows, areas: tuple[str, ...]) -> Table:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for area in areas:
        made.active.merge_cells(area)
    return saved(made)


def test_a_row_whose_number_is_merged_into_the_one_above_is_told():
    second = [None, None, None, "2021-09-06", "9000"]
    table = merged_book(HEADED, LINE, second, ["ZG-2", *REST], areas=("A2:A3", "B2:B3", "C2:C3"))
    assert [(fault.row, fault.heading) for fault in table.faults] == [(3, "编号")]
    assert "与第 2 行的单元格合并着，请取消合并" in table.faults[0].wanted


def test_a_cell_that_is_merged_into_another_is_told_as_merged_whether_it_may_be_blank_or_not():
    table = merged_book(
        HEADED, [*LINE[:5], "02885550000"], ["ZG-2", None, *REST[1:3], None], ["ZG-3", "示例丙", None, *REST[2:]],
        areas=("B2:B3", "F2:F3", "E2:E3", "B4:C4"),
    )  # fmt: skip
    first = "与第 2 行的单元格合并着，请取消合并，在本行的这一格里填写。"
    assert [(fault.row, fault.heading, fault.told) for fault in table.faults] == [
        (3, "姓名", first),
        (3, "奖金（元）", first),
        (3, "联系电话", first),
        (4, "身份证号", "与左边 B 列的单元格合并着，请取消合并，在本行的这一格里填写。"),
    ]


def test_blank_cells_merged_with_each_other_are_blank():
    table = merged_book(HEADED, LINE, ["ZG-2", *REST], areas=("F2:F3",))
    assert (len(table.rows), table.faults) == (2, [])


def test_merged_headings_banners_and_sums_are_no_fault():
    sums = ["合计", None, None, None, "1"]
    table = merged_book(
        ["附件"], HEADED, [None] * 5 + ["座机"], LINE, sums, [], areas=("A1:F1", "A2:A3", "A5:C6")
    )
    assert [fault.row for fault in table.faults if fault.row != 3] == []
    assert [row.number for row in table.rows] == [4]


def test_a_row_with_name_and_id_only_is_told():
    assert {fault.row for fault in written(HEADED, LINE, [None, *REST[:2]]).faults} == {3}
    assert written(HEADED, LINE, [None, "填表人：示例", "审核人：示例"]).faults == []


@pytest.mark.parametrize(
    "between", [["小计：1 人"], ["二、第二组"], ["以下待补"]], ids=["sum", "heading", "note"]
)
@pytest.mark.parametrize("filled", [1, 2, 3], ids=["a name", "name and number", "three cells"])
def test_a_line_without_a_number_behind_something_else_is_told(between, filled):
    """It may be a person whose number was forgotten; nothing is lost without a word."""
    late = [None, *REST[:filled]]
    table = written(HEADED, LINE, between, late)
    assert "第 4 行没有编号，没有读" in table.told or any(fault.row == 4 for fault in table.faults)


def test_notes_sums_and_lines_to_sign_are_not_told():
    table = written(
        HEADED,
        LINE,
        ["合计", None, None, None, "8000"],
        ["注：金额以元计"],
        ["填表人：示例", "审核人：示例", "日期："],
    )
    assert table.told == "工作表《Sheet》读到 1 行"


def test_another_sheet_with_people_and_other_headings_is_told():
    made = Workbook()
    for row in (HEADED, LINE):
        made.active.append(row)
    other = made.create_sheet("候补")
    for row in (["姓名", "身份证号", "电话"], ["示例丙", make_id(3), "10000000003"]):
        other.append(row)
    explained = made.create_sheet("填表说明")
    explained.append(["编号由街道填写"])
    told = saved(made).told
    assert "工作表《候补》没有读（2 行有内容）" in told
    assert "填表说明" not in told
