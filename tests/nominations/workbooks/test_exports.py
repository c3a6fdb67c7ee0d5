"""The list leaves the portal: masked and on record, whole only by two sides, once; never a formula."""

import io
import re
import zipfile

import pytest
from django.test import Client
from openpyxl import load_workbook

from nominations.documents import intake_content
from nominations.documents.workbooks import list_workbook, summary_template, summary_workbook
from nominations.domain.workbooks import full_export
from nominations.models import FullExport, Nomination
from tests.people import make_user, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry, PrivateFile

pytestmark = pytest.mark.django_db
PAYLOADS = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid","x")', "=SUM(A1:A9)", "+1+1", "+cmd|'x'!A1",
    "-1+1", "-2+3+cmd|'x'!A1", "@SUM(1)", "@A1", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "　=1+1", "＝1+1", "＋1+1",
    "－1+1", "＠SUM(1)", "\x00=1+1", "=IMPORTXML(A1)", "=WEBSERVICE(A1)", "=DDE(1)", "={1,2}", "=A1&B1", '="a"',
    "'=1+1", '"=1+1', "=1;2", "=@x",
]  # fmt: skip
FIELDS = ["name", "trade", "post", "tier", "skill_level"]


@kept
def year():
    return Year().play("nominate")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def cells(book: bytes) -> list:
    return [cell for row in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]


def words(book: bytes) -> set:
    return {cell.value for cell in cells(book)}


def formulas(book: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")]
    return sum(len(re.findall(r"<f[ >]", sheet)) for sheet in sheets)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_file_becomes_a_formula(year, payload):
    stored = payload.replace("\x00", "")  # PostgreSQL stores no NUL
    file = year.file("001")
    Nomination.objects.filter(pk=file.pk).update(deeds=stored, **dict.fromkeys(FIELDS, stored[:20]))
    Organisation.objects.filter(pk=file.firm_id).update(name=payload.replace("\x00", ""))
    files = year.round.nominations.select_related("firm__endorsing_unit", "person", "endorsed_rank")
    firm = Organisation.objects.get(pk=file.firm_id)
    books = [
        list_workbook(year.round, files),
        list_workbook(year.round, files, whole=True),
        summary_workbook(intake_content.summary_of(year.round, firm)),
    ]
    assert [formulas(book) for book in books] == [0, 0, 0]
    assert all(cell.data_type != "f" for book in books for cell in cells(book))


def test_the_firm_exports_its_own_files_masked_and_on_record(year):
    own = year.file("002")
    answer = signed_in(year.hr[own.firm_id]).post("/nominations/export/")
    found = words(answer.content)
    assert own.no in found
    assert year.file("001").no not in found
    assert "999*************" in "".join(str(word) for word in found)
    assert own.person.id_number not in found
    assert own.person.phone not in found
    assert AuditEntry.objects.filter(verb="导出申报名单").get().details == {
        "files": 1,
        "reason": "本单位办理",
    }


def test_who_sees_more_than_the_own_says_why_and_the_filter_counts(year):
    client = signed_in(year.first)
    assert client.post("/nominations/export/").status_code == 403
    assert not AuditEntry.objects.filter(verb="导出申报名单").exists()
    found = words(client.post("/nominations/export/?q=ZG2022-003", {"reason": "会议材料"}).content)
    assert "ZG2022-003" in found
    assert "ZG2022-001" not in found


def permit(year, first, second):
    return together(
        first, second, "nominations.full_export", round_id=year.round.pk, reason="公安机关核对身份"
    )


def test_whole_numbers_need_union_and_auditor_and_are_fetched_once(year):
    auditor = make_user(Role.AUDITOR)
    with pytest.raises(Refusal, match="各一人"):
        permit(year, year.first, year.second)
    assert not FullExport.objects.exists()
    found = permit(year, year.first, auditor)
    address = f"/nominations/export/full/{found.pk}/"
    kept = PrivateFile.objects.count()
    assert signed_in(auditor).post(address).status_code == 404
    client = signed_in(year.first)
    assert "下载一次" in client.get("/nominations/export/").content.decode()
    book = client.post(address).content
    assert year.file("001").person.id_number in words(book)
    assert PrivateFile.objects.count() == kept
    assert client.post(address).status_code == 403
    told = AuditEntry.objects.filter(verb="下载完整个人信息清单").get()
    assert told.details == {"files": 7, "reason": "公安机关核对身份"}


def test_an_auditor_may_ask_and_a_permit_lasts_a_day(year):
    auditor = make_user(Role.AUDITOR)
    found = permit(year, auditor, year.first)
    on("2022-02-09")
    with pytest.raises(Refusal, match="过期"):
        full_export.take(auditor, found)


def test_finance_exports_the_named_alone(year):
    client = signed_in(year.finance[0])
    assert "ZG2022-001" not in words(client.post("/nominations/export/", {"reason": "发放"}).content)
    for stage in year.STAGES[1:7]:
        getattr(year, stage)()
    found = words(client.post("/nominations/export/", {"reason": "发放"}).content)
    assert "ZG2022-001" in found
    assert "ZG2022-003" not in found


def test_an_id_number_typed_into_the_empty_table_stays_text_on_every_row(year):
    sheet = load_workbook(io.BytesIO(summary_template(None))).active
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "身份证号")
    below = {sheet.cell(at.row + n, at.column).number_format for n in (1, 30)}
    assert below == {"@"}
    assert sheet.column_dimensions[at.column_letter].number_format == "@"  # and further down
    assert sheet.freeze_panes == f"C{at.row + 1}"
