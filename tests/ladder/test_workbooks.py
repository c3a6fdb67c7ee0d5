"""The firm's list as a workbook: taken out masked, and brought in with a preview that writes nothing."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.ladder.town import ALL_OF_THE_FIRM, DAY
from tests.people import client_of, make_id, on
from tests.workbooks import workbook
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry, PrivateFile
from wuhou_craftsmen.common.workbooks.preview import keep, kept
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults
from wuhou_craftsmen.ladder.domain import imports
from wuhou_craftsmen.ladder.models import Craftsman, Employment, Rung, Tier

HEADINGS = ["姓名", "性别", "身份证号", "职业（工种）", "梯次", "取得日期", "依据"]
GOOD = [
    ["甲示例", "男", make_id(1), "钳工", "学徒", "2015年5月1日", "示例证书1号"],
    ["甲示例", "男", make_id(1), "钳工", "企业工匠", "2020.05.01", "示例证书2号"],
    ["乙示例", "女", make_id(2, sex="女"), "焊工", None, None, None],
]


def book(*rows) -> io.BytesIO:
    return workbook(HEADINGS, rows)


def upload(user, rows, **words):
    file = SimpleUploadedFile("工匠梯次名单.xlsx", book(*rows).getvalue())
    return client_of(user).post("/ladder/import/", {"workbook": file, **words})


def nothing_written() -> bool:
    return not (Craftsman.objects.exists() or Employment.objects.exists() or Rung.objects.exists())


def test_a_preview_tells_what_comes_and_writes_nothing(town):
    before = AuditEntry.objects.count()
    outcome = imports.preview(town.hr, town.firm, book(*GOOD), "名单.xlsx")
    assert [line.comes for line in outcome.lines] == ["登记人员、登记梯次", "登记梯次", "登记人员"]
    assert outcome.lines[0].step == "学徒　2015年5月1日"
    assert make_id(1) not in str(outcome)
    assert nothing_written()
    assert AuditEntry.objects.count() == before


def test_what_was_previewed_is_written_and_again_changes_nothing(town):
    imports.import_workbook(town.hr, town.firm, book(*GOOD), "名单.xlsx")
    person = Craftsman.objects.get(name="甲示例")
    assert [rung.tier for rung in person.standing] == [Tier.APPRENTICE, Tier.FIRM_CRAFTSMAN]
    assert person.employment.firm == town.firm
    again = imports.preview(town.hr, town.firm, book(*GOOD), "名单.xlsx")
    assert {line.comes for line in again.lines} == {"已登记，没有变化"}
    changed = [[*GOOD[0][:3], "焊工", *GOOD[0][4:]]]
    assert imports.preview(town.hr, town.firm, book(*changed), "名单.xlsx").lines[0].comes == "变更岗位"


@pytest.mark.parametrize(
    ("row", "heading", "wanted"),
    [
        (["甲", "男", make_id(3)[:-1] + "?", "钳工", None, None, None], "身份证号", "居民身份证号"),
        (["甲", "男", make_id(3), "钳工", "诸葛工匠", "2020-05-01", "示例"], "梯次", "以下之一：学徒"),
        (["甲", "男", make_id(3), "钳工", "成都工匠", "2020-05-01", "示例"], "梯次", "以下之一：学徒"),
        (["甲", "男", make_id(3), "钳工", "学徒", None, "示例"], "取得日期", "随梯次一并填写"),
        (["甲", "男", make_id(3), "钳工", "学徒", "2020-05-01", None], "依据", "随梯次一并填写"),
        (["甲", "男", make_id(3), "钳工", None, "2020-05-01", None], "梯次", "一并填写梯次"),
        (["甲", "男", make_id(3), "钳工", "学徒", "2030-05-01", "示例"], "梯次", "不能晚于今天"),
        (
            ["甲示例", "男", make_id(1), "钳工", "学徒", "2016-05-01", "示例"],
            "梯次",
            "与第 3 行同一人、同一梯次",
        ),
        (["换名", "男", make_id(1), "钳工", "企业首席技师", "2016-05-01", "示例"], "身份证号", "另一姓名"),
        (["甲示例", "男", make_id(1), "钳工", "企业首席技师", "2021-05-01", "示例"], "梯次", "先后颠倒"),
        (["他人", "男", make_id(9), "钳工", None, None, None], "身份证号", "已在其他单位登记"),
    ],
)
def test_one_fault_and_nothing_is_written(town, row, heading, wanted):
    town.enrol(town.other_hr, town.neighbour, 9, "他人")
    with pytest.raises(WorkbookFaults) as found:
        imports.import_workbook(town.hr, town.firm, book(*GOOD, row), "名单.xlsx")
    fault = found.value.faults[0]
    assert len(found.value.faults) == 1
    assert (fault.row, fault.heading) == (6, heading)
    assert wanted in fault.wanted
    assert row[2] not in str(fault)
    assert Craftsman.objects.count() == 1
    assert not Rung.objects.exists()


def test_every_fault_is_told_at_once_and_the_good_rows_are_shown_beside(town):
    rows = [
        GOOD[0],
        ["丙", "无", make_id(3), "钳工", None, None, None],
        ["丁", "男", 5, None, None, None, None],
    ]
    text = upload(town.hr, rows).content.decode()
    assert "工作簿有 3 处须更正" in text
    assert "工作表《Sheet》读到 3 行" in text
    assert "登记人员、登记梯次" in text
    assert "确认登记" not in text
    assert nothing_written()
    copy = client_of(town.hr).get(
        f"/ladder/import/{PrivateFile.objects.get().pk}/marked/?firm={town.firm.pk}"
    )
    sheet = load_workbook(io.BytesIO(copy.content)).active
    told = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(told) == {"B4", "C5", "D5"}
    assert told["B4"] == "应为以下之一：男、女"


def test_page_preview_then_confirmation_writes_all(town):
    text = upload(town.hr, GOOD).content.decode()
    assert "确认登记" in text
    assert "工作表《Sheet》读到 3 行" in text
    assert make_id(1) not in text
    assert nothing_written()
    file = PrivateFile.objects.get()
    words = {"kept": file.pk, "firm": town.firm.pk}
    for stranger in (town.other_hr, town.staff, town.clerk):
        refused = client_of(stranger).post("/ladder/import/confirm/", words)
        assert "已经失效" in refused.content.decode()
        assert nothing_written()
    assert (
        client_of(town.hr).post("/ladder/import/confirm/", words | {"firm": town.neighbour.pk}).status_code
        == 404
    )
    written = client_of(town.hr).post("/ladder/import/confirm/", words, follow=True)
    assert written.redirect_chain == [("/ladder/", 302)]
    assert "工作表《Sheet》读到 3 行，已登记 3 行" in written.content.decode()
    assert Rung.objects.count() == 2


def test_what_changed_between_preview_and_confirmation_stops_it_whole(town):
    upload(town.hr, GOOD)
    town.enrol(town.other_hr, town.neighbour, 2, "乙示例", id_number=make_id(2, sex="女"), sex="女")
    words = {"kept": PrivateFile.objects.get().pk, "firm": town.firm.pk}
    text = client_of(town.hr).post("/ladder/import/confirm/", words).content.decode()
    assert "已在其他单位登记" in text
    assert not Rung.objects.exists()


def test_a_clerk_imports_for_a_chosen_firm_of_the_own_street(town):
    assert "确认登记" in upload(town.clerk, GOOD, firm=town.firm.pk).content.decode()
    assert "确认登记" not in upload(town.clerk, GOOD, firm=town.far.pk).content.decode()


def test_a_kept_workbook_is_its_uploaders_for_a_day(town):
    file = keep(town.hr, b"PK example", "名单.xlsx")
    assert kept(town.hr, file.pk) == file
    with pytest.raises(Refusal, match="已经失效"):
        kept(town.staff, file.pk)
    PrivateFile.objects.filter(pk=file.pk).update(kept_until=None)
    with pytest.raises(Refusal, match="已经失效"):
        kept(town.hr, file.pk)
    PrivateFile.objects.filter(pk=file.pk).update(kept_until=file.kept_until)
    on("2022-02-08", 10)
    with pytest.raises(Refusal, match="已经失效"):
        kept(town.hr, file.pk)


def rows_of(content: bytes) -> list[tuple]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, values_only=True))


def test_the_export_is_the_own_list_masked_and_on_record(town):
    town.climb(town.person(1), *ALL_OF_THE_FIRM)
    town.enrol(town.other_hr, town.neighbour, 2, "乙示例", id_number=make_id(2, sex="女"), sex="女")
    town.enrol(town.staff, town.far, 3, "丙示例")
    whole = {}
    for who in ("hr", "clerk", "staff"):
        content = client_of(getattr(town, who)).post("/ladder/export/").content
        whole[who] = rows_of(content)
        assert not [
            cell
            for row in whole[who]
            for cell in row
            if cell in (make_id(1), make_id(2, sex="女"), make_id(3))
        ]
    assert [{row[0] for row in whole[who]} for who in whole] == [
        {"甲示例"}, {"甲示例", "乙示例"}, {"甲示例", "乙示例", "丙示例"},
    ]  # fmt: skip
    first = whole["hr"][0]
    assert first[2].startswith("999****")
    assert (first[5], first[6], first[7]) == ("学徒", dt.datetime(2015, 5, 1), "示例证书〔2015〕1号")
    assert len(whole["hr"]) == 4
    narrowed = rows_of(client_of(town.staff).post("/ladder/export/?q=丙示例").content)
    assert {row[0] for row in narrowed} == {"丙示例"}
    exports = AuditEntry.objects.filter(verb="导出工匠梯次名单").order_by("seq")
    assert [row.details["people"] for row in exports] == [1, 2, 3, 1]
    assert client_of(town.staff).get("/ladder/export/").status_code == 405


def test_the_template_has_the_headings_and_the_choices(town):
    answer = client_of(town.hr).get("/ladder/template/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]] == HEADINGS
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"学徒,企业技术能手,企业首席技师,企业工匠"' in lists
    assert '"男,女"' in lists
    assert town.person().employments.get().since == DAY


@pytest.mark.parametrize(("day", "faults"), [("2000-12-31", 1), ("2001-01-01", 0)])
def test_no_step_is_reached_before_the_sixteenth_birthday(town, day, faults):
    row = ["甲示例", "男", make_id(1, born="19850101"), "钳工", "学徒", day, "示例证书1号"]
    found = imports.preview(town.hr, town.firm, book(row), "名单.xlsx").faults
    assert [fault.heading for fault in found] == ["取得日期"] * faults
    assert all("年满 16 周岁以后" in str(fault) for fault in found)
