"""A small workbook, good or changed in one of its parts, and its reader."""

import io
import zipfile

from openpyxl import Workbook

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table

COLUMNS = [
    Column("no", "编号", parsers.read_text(20)),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("phone", "联系电话", parsers.read_phone, required=False, private=True),
    Column("money", "金额（元）", parsers.read_money, required=False),
]


HEADINGS = [column.heading for column in COLUMNS]


ID = "99999919930309004X"


def book(*rows) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(content: bytes):
    return read_table(io.BytesIO(content), file_name="示例.xlsx", columns=COLUMNS, key="no", unique=("no",))


def member(content: bytes, name: str, replace) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, replace(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


GOOD = book(HEADINGS, ["A-1", ID, "10000000001", "8,000.00元"])


SHEET = "xl/worksheets/sheet1.xml"
