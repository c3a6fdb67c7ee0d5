"""Workbooks as real offices send them (tests/samples/field, fictional people): each is read as its writer meant it."""

import datetime as dt
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from pypdf import PdfReader

from awards.domain.claims import entitlement
from awards.domain.claims.claims import read_claims
from nominations.domain.workbooks.summary_table import read_nominations
from tests.people import reference
from tests.worlds.kept import kept
from wuhou_craftsmen.common.files.inspection import PICTURES, inspect

FIELD = Path(__file__).parents[2] / "samples/field"
DAYS = [dt.date(2021, 8, 6), dt.date(2021, 6, 7), dt.date(2021, 3, 29)]


@kept
def offices():
    """Streets and units, against which a nomination is read."""
    reference()


def claims(name: str):
    return read_claims(FIELD / name, "配套奖励申报表.xlsx")


def nominations(name: str):
    return read_nominations(FIELD / name, "申报汇总表.xlsx")


def told(table) -> list[str]:
    return [str(fault) for fault in table.faults]


def test_the_heading_of_a_group_between_the_rows_ends_nothing():
    table = claims("group-row.xlsx")
    assert (len(table.rows), told(table)) == (24, [])


@pytest.mark.parametrize("name", ["43-s-before-midnight.xlsx", "长日期-id-31.xlsx"])
def test_a_date_cell_is_the_day_that_it_shows(name):
    table = claims(name)
    assert told(table) == []
    assert [row.values["award_date"] for row in table.rows[:3]] == DAYS


def test_a_sum_is_read_at_the_fifteen_digits_that_are_shown():
    table = claims("float-noise-money.xlsx")
    assert told(table) == []
    assert table.rows[0].values["share_fen"] == 494_905


def test_escaped_line_ends_are_line_ends(offices):
    table = nominations("cr-escape.xlsx")
    assert told(table) == []
    second = table.rows[1].values
    assert (second["name"], second["post"]) == ("姚桂欣", "操作工班长")
    assert not [row for row in table.rows if "_x000D_" in str(row.values) or "\r" in str(row.values)]


def test_marks_that_nobody_sees_do_not_spoil_an_id(offices):
    table = nominations("bidi-id.xlsx")
    assert told(table) == []
    assert table.rows[0].values["id_number"] == "999999198712252332"


def test_a_sign_that_no_face_draws_is_a_fault_that_names_the_row(offices):
    table = nominations("pua-name.xlsx")
    assert len(table.faults) == 1
    assert "第 4 行“姓名”" in told(table)[0]
    assert "U+E863" in told(table)[0]


def test_numbers_inside_a_claims_number_count_as_numbers():
    table = claims("nine-and-ten.xlsx")
    assert told(table) == []
    ordered = entitlement.judging_order([SimpleNamespace(**row.values) for row in table.rows])
    both = [claim for claim in ordered if claim.achievement == "某赛一等奖"]
    assert [(claim.no, claim.share_fen) for claim in both] == [("9", 100_000), ("10", 200_000)]


def test_one_id_under_two_names_is_a_fault_that_names_row_and_names():
    faults = claims("other-id.xlsx").faults
    assert [(fault.row, fault.heading) for fault in faults] == [(5, "姓名"), (6, "姓名"), (13, "姓名")]
    first = told(claims("other-id.xlsx"))[0]
    assert "第 5 行“姓名”：读到“郭思”" in first
    assert "第 6 行同一身份证号的姓名是“蔡㛃”" in first


def test_a_sex_that_the_id_contradicts_is_a_fault_that_names_the_row(offices):
    table = nominations("wrong-sex.xlsx")
    assert len(table.faults) == 1
    assert "第 4 行“性别”：读到“女”" in told(table)[0]
    assert "表明是“男”" in told(table)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["只限权限的PDF.pdf", "文件头前有空行.pdf"])
def test_a_pdf_that_every_reader_opens_is_kept_as_a_plain_one(name):
    found = inspect((FIELD / name).read_bytes(), name=name)
    reader = PdfReader(io.BytesIO(found.content))
    assert found.content.startswith(b"%PDF-")
    assert (found.content_type, reader.is_encrypted, len(reader.pages)) == ("application/pdf", False, 1)


def test_a_photo_as_a_phone_saves_it_is_kept_as_jpeg():
    found = inspect((FIELD / "手机照片.webp").read_bytes(), name="手机照片.webp", accept=PICTURES)
    assert (found.name, Image.open(io.BytesIO(found.content)).format) == ("手机照片.jpg", "JPEG")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("bad-colour.xlsx", 24),
        ("样式缺填充.xlsx", 6),
        ("backslash-parts.xlsx", 24),
        ("格式行到1048576.xlsx", 6),
    ],
)
def test_styles_and_names_of_parts_refuse_nothing(offices, name, rows):
    table = nominations(name)
    assert (len(table.rows), told(table)) == (rows, [])
