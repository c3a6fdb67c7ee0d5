"""What is no .xlsx is refused by what it really is, with the way to make one; bombs are refused unread (T46)."""

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.worlds.books import GOOD, HEADINGS, ID, SHEET, book, member, read
from wuhou_craftsmen.common.workbooks import kinds

OLE = kinds.OLE


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (OLE + b"\0" * 600, "汇总.xls", "另存为“Excel 工作簿(*.xlsx)”再上传"),
        (OLE + b"\0" * 600, "汇总.et", "WPS（.et）"),
        (OLE + b"\0" * 600 + kinds.ENCRYPTED, "汇总.xlsx", "取消打开密码"),
        ("申报编号,姓名\nA-1,甲".encode("gbk"), "汇总.csv", ".csv"),
        (b"<html><table>", "汇总.xls", "网页表格"),
        (archive(**{"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "汇总.ods", ".ods"),
        (archive(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "汇总.xlsx", "别的格式"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 600, "汇总.xlsx", "这份是图片"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "汇总.xlsx", "这份是图片"),
        (b"%PDF-1.7 ...", "汇总.xlsx", "这份是 PDF"),
        (b"", "汇总.xlsx", "是空的"),
    ],
    ids=["xls", "et", "password", "csv", "html", "ods", "docx", "jpeg", "png", "pdf", "empty"],
)
def test_another_kind_of_file_is_refused_with_what_to_do(content, name, says):
    wanted = kinds.what_is_wanted(content, name)
    assert wanted.startswith((".xlsx 格式的工作簿", "没有密码的"))
    assert says in wanted


def test_a_workbook_is_known_by_its_content_not_by_its_name():
    assert kinds.what_is_wanted(GOOD, "汇总.xls") == ""


def test_a_row_of_a_million_cells_is_refused_although_it_is_padded():
    """Random bytes in a comment keep the ratio ordinary; the number of cells tells."""
    padding = b"<!--" + random.Random(1).randbytes(60_000).hex().encode() + b"-->"
    cells = padding + b'<row r="9">' + b"<c/>" * 1_000_000 + b"</row></sheetData>"
    padded = member(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", cells))
    with zipfile.ZipFile(io.BytesIO(padded)) as made:
        part = made.getinfo(SHEET)
    assert part.file_size < 100 * part.compress_size
    assert "单元格过多" in read(padded).faults[0].wanted


def test_a_book_of_a_thousand_parts_is_refused():
    parts = {f"xl/worksheets/sheet{n}.xml": b"<worksheet/>" for n in range(1_000)}
    bomb = archive(**{"[Content_Types].xml": b"<Types/>"}, **parts)
    assert "普通工作簿" in read(bomb).faults[0].wanted


BOMBS = """
import io, resource, sys, zipfile
from tests.worlds.books import GOOD, HEADINGS, ID, SHEET, book, member, read
def hundred_thousand():
    rows = b"".join(b'<row r="%d"><c t="inlineStr"><is><t>A-%d</t></is></c></row>' % (n, n) for n in range(3, 100_003))
    return member(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
def inflating():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b"0" * 1024 * 1024)
    return out.getvalue()
bomb = {"rows": hundred_thousand, "inflating": inflating}[sys.argv[1]]()
before = resource.getrusage(resource.RUSAGE_SELF)
table = read(bomb)
used = resource.getrusage(resource.RUSAGE_SELF)
# ru_maxrss begins with what the process had that started this one
most = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(round(used.ru_utime - before.ru_utime, 1), most // 1024, len(table.rows), table.faults[0].wanted)
"""


@pytest.mark.parametrize(("bomb", "says"), [("rows", "行的表"), ("inflating", "兆字节")])
def test_a_bomb_is_refused_soon_and_in_little_memory(bomb, says):
    """100,000 rows, and a sheet that unpacks to one gigabyte, in a process of their own."""
    root = Path(__file__).resolve().parents[3]
    place = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", BOMBS, bomb], cwd=root, env=place, capture_output=True, text=True, check=True
    )
    seconds, megabytes, rows, wanted = done.stdout.split(maxsplit=3)
    print(bomb, seconds, "s", megabytes, "MB")
    assert int(megabytes) < 512
    assert rows == "0"
    assert says in wanted


def test_hidden_rows_are_read_like_any_other_and_merged_ones_are_told():
    """Nothing is passed over silently: what a merged cell leaves blank below is a fault of its row."""
    made = load_workbook(io.BytesIO(book(HEADINGS, ["A-1", ID, None, None], ["A-2", ID, None, None])))
    made.active.row_dimensions[2].hidden = True
    made.active.merge_cells("B2:B3")
    out = io.BytesIO()
    made.save(out)
    table = read(out.getvalue())
    assert [row.values["no"] for row in table.rows] == ["A-1"]
    assert [(fault.row, fault.heading) for fault in table.faults] == [(3, "身份证号")]


def test_blank_rows_sums_and_notes_are_passed_over_and_no_row_behind_them_is_lost():
    table = read(book(HEADINGS, ["A-1", ID], [None], ["A-2", ID], ["合计：2 人"], ["A-3", ID]))
    assert [row.values["no"] for row in table.rows] == ["A-1", "A-2", "A-3"]
    assert table.faults == []


def test_a_stray_cell_far_away_is_told_by_its_place():
    made = load_workbook(io.BytesIO(GOOD))
    made.active["XFD1048576"] = "落单"
    out = io.BytesIO()
    made.save(out)
    told = read(out.getvalue()).faults
    assert [fault.row for fault in told] == [1_048_576]
    assert "XFD 列、第 1048576 行，请删去" in told[0].wanted


@pytest.mark.parametrize("address", [b"XFD1048576", b"A1048576", b"ZZ90000"])
def test_a_cell_far_away_is_told_whatever_row_it_is_written_in(address):
    """Room is made for the whole rectangle: the cell's own address counts, not that of its row."""
    for content in (b"><v>1</v>", b' t="e"><v>#N/A</v>', b"><f>1</f>"):
        stray = b'<row r="3"><c r="' + address + b'"' + content + b"</c></row></sheetData>"
        told = read(member(GOOD, SHEET, lambda xml, stray=stray: xml.replace(b"</sheetData>", stray))).faults
        assert ["请删去" in fault.wanted for fault in told] == [True]


def test_an_error_without_a_value_far_away_takes_no_room():
    stray = b'<row r="3"><c r="A99999999999" t="e"/></row></sheetData>'
    table = read(member(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", stray)))
    assert (len(table.rows), table.faults) == (1, [])
