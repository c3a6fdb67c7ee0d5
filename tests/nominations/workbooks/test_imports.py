"""The 申报汇总表 in two steps: what it would do is shown first, and only what was seen is done."""

import io
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from nominations.domain.file import drafts
from nominations.domain.workbooks import import_plan, imports
from nominations.models import Nomination
from tests.people import client_of, make_id, make_user, on
from tests.small_year import Year
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.common.workbooks import preview
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year()


@pytest.fixture
def hr(year):
    return year.hr[year.firms[0].pk]


def rows_of(year, *people, firm=0, **changes):
    """Rows ZG2022-101 and on for (name, number of the ID)."""
    return [
        nomination_row(f"ZG2022-{100 + n}", name, make_id(n), year.firms[firm], **changes)
        for name, n in people
    ]


def send(client, content, name="申报汇总表.xlsx"):
    content = content.getvalue() if hasattr(content, "getvalue") else content
    return client.post("/nominations/import/", {"workbook": SimpleUploadedFile(name, content)}, follow=True)


def seen_in(page) -> str:
    return page.context["plan"].digest


def confirm(client, page, **answers):
    path = f"/nominations/import/{page.context['file'].pk}/confirm/"
    return client.post(path, {"seen": seen_in(page)} | answers, follow=True)


def test_the_preview_writes_nothing_and_the_confirmation_writes_all(year, hr):
    client = client_of(hr)
    before = AuditEntry.objects.count()
    page = send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1), ("乙示例", 2))))
    text = page.content.decode()
    assert "确认导入，新建 2 份" in text
    assert "ZG2022-101" in text
    assert make_id(1) not in text
    assert not Nomination.objects.exists()
    assert AuditEntry.objects.count() == before
    done = confirm(client, page)
    assert "已导入：新建 2 份草稿" in done.content.decode()
    assert list(Nomination.objects.values_list("no", "state", "created_by")) == [
        ("ZG2022-101", "draft", hr.pk),
        ("ZG2022-102", "draft", hr.pk),
    ]
    again = confirm(client, page)
    assert again.status_code == 409
    assert "内容相同，没有可导入的" in again.content.decode()
    assert Nomination.objects.count() == 2


def test_a_draft_of_the_same_person_is_changed_field_by_field(year, hr):
    client = client_of(hr)
    imports.import_workbook(
        hr, year.round, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1))), "一.xlsx"
    )
    rows = rows_of(year, ("甲示例", 1), **{"职业（工种）": "焊工", "从业年限": 12, "推荐方式": "个人自荐"})
    page = send(client, workbook(NOMINATION_HEADINGS, rows))
    (change,) = page.context["plan"].changed
    assert change.differences == [
        ("职业（工种）", "钳工", "焊工"),
        ("从业年限", "10 年", "12 年"),
        ("推荐方式", "单位推荐", "个人自荐"),
    ]
    assert "个人自荐" in page.content.decode()
    confirm(client, page)
    file = Nomination.objects.get()
    assert (file.trade, file.years_in_trade, file.route, file.version) == ("焊工", 12, "self", 2)


def test_what_stands_already_is_told_as_unchanged(year, hr):
    book = workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1)))
    imports.import_workbook(hr, year.round, io.BytesIO(book.getvalue()), "一.xlsx")
    page = send(client_of(hr), book)
    assert (page.context["plan"].same, page.context["plan"].new) == ([Nomination.objects.get()], [])
    assert "确认导入" not in page.content.decode()
    assert "读到 1 行" in page.content.decode()


def test_a_draft_of_a_colleague_of_another_house_is_a_fault_not_a_change(year, hr):
    book = workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1)))
    imports.import_workbook(hr, year.round, io.BytesIO(book.getvalue()), "一.xlsx")
    plan = send(client_of(year.clerk), book).context["plan"]
    assert not plan.changed
    assert not plan.same
    assert {fault.heading for fault in plan.faults} == {"申报编号", "身份证号"}
    assert "同一人一年只能申报一次" in str(plan.faults[1])
    assert make_id(1) not in str(plan.faults[1])


def test_another_number_for_the_own_draft_is_a_fault_that_names_the_number(year, hr):
    imports.import_workbook(
        hr, year.round, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1))), "一.xlsx"
    )
    rows = rows_of(year, ("甲示例", 1), **{"申报编号": "ZG2022-900"})
    (fault,) = send(client_of(hr), workbook(NOMINATION_HEADINGS, rows)).context["plan"].faults
    assert (fault.heading, "ZG2022-101" in fault.wanted) == ("申报编号", True)


def test_with_one_fault_nothing_can_be_imported(year, hr):
    rows = rows_of(year, ("甲示例", 1), ("乙示例", 2))
    rows[1][NOMINATION_HEADINGS.index("是否一线")] = "也许"
    client = client_of(hr)
    page = send(client, workbook(NOMINATION_HEADINGS, rows))
    text = page.content.decode()
    assert "一行也不能导入" in text
    assert "确认导入" not in text
    assert "“是”或“否”" in text
    file = page.context["file"]
    with pytest.raises(WorkbookFaults):
        import_plan.carry_out(hr, year.round, file, seen=seen_in(page))
    assert not Nomination.objects.exists()


def test_a_number_taken_meanwhile_shows_the_preview_again(year, hr):
    client = client_of(hr)
    page = send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1), ("乙示例", 2))))
    words = {"name": "丙示例", "sex": "男", "trade": "钳工", "route": "unit"}
    drafts.create(
        year.importer, year.round, year.firms[1], id_number=make_id(3), phone="10000000001", fields=words,
        no="ZG2022-102",
    )  # fmt: skip
    again = confirm(client, page)
    assert again.status_code == 409
    assert "导入的结果有变化" in again.content.decode()
    assert "这个编号已用于其他单位的申报，请换一个；下一个没有用过的是 ZG2022-103" in again.content.decode()
    assert Nomination.objects.count() == 1


def test_a_draft_changed_meanwhile_is_not_overwritten(year, hr):
    imports.import_workbook(
        hr, year.round, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1))), "一.xlsx"
    )
    client = client_of(hr)
    rows = rows_of(year, ("甲示例", 1), **{"职业（工种）": "焊工"})
    page = send(client, workbook(NOMINATION_HEADINGS, rows))
    drafts.edit(hr, Nomination.objects.get(), fields={"trade": "铣工"})
    again = confirm(client, page)
    assert again.status_code == 409
    assert Nomination.objects.get().trade == "铣工"
    confirm(client, again)
    assert Nomination.objects.get().trade == "焊工"


def test_if_one_row_fails_on_the_way_none_is_written(year, hr, monkeypatch):
    client = client_of(hr)
    page = send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1), ("乙示例", 2))))
    create, done = drafts.create, []

    def second_fails(*args, **kwargs):
        if done:
            raise Refusal("演示")
        done.append(create(*args, **kwargs))
        return done[0]

    monkeypatch.setattr(drafts, "create", second_fails)
    with pytest.raises(Refusal, match="第 4 行：演示"):
        import_plan.carry_out(hr, year.round, page.context["file"], seen=seen_in(page))
    assert not Nomination.objects.exists()


def test_a_kept_workbook_is_its_uploaders_alone_and_for_a_day(year, hr):
    page = send(client_of(hr), workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1))))
    path = f"/nominations/import/{page.context['file'].pk}/"
    for other in (year.importer, year.clerk, make_user(Role.FIRM_HR, year.firms[0])):
        client = client_of(other)
        for answer in (client.get(path), client.get(f"{path}marked/"), client.post(f"{path}confirm/")):
            assert answer.status_code == 403
            assert "已经失效" in answer.content.decode()
    on("2022-02-09")
    assert client_of(hr).get(path).status_code == 403
    with pytest.raises(Refusal, match="24 小时"):
        preview.kept(hr, page.context["file"].pk)


def test_the_faults_come_back_in_the_workbook_itself(year, hr):
    rows = rows_of(year, ("甲示例", 1), ("乙示例", 2))
    rows[0][NOMINATION_HEADINGS.index("技能等级")] = "八级工"
    rows[1][NOMINATION_HEADINGS.index("联系电话")] = "12"
    rows[1][NOMINATION_HEADINGS.index("主要事迹")] = None
    client = client_of(hr)
    page = send(client, workbook(NOMINATION_HEADINGS, rows))
    assert "下载标好错处的工作簿" in page.content.decode()
    answer = client.get(f"/nominations/import/{page.context['file'].pk}/marked/")
    assert "申报汇总表（须更正）.xlsx" in unquote(answer["Content-Disposition"])
    sheet = load_workbook(io.BytesIO(answer.content)).active
    coloured = {
        (cell.row, NOMINATION_HEADINGS[cell.column - 1]): cell
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.comment
    }
    assert set(coloured) == {(3, "技能等级"), (4, "联系电话"), (4, "主要事迹")}
    assert all(cell.fill.fgColor.rgb == "00FFC7CE" for cell in coloured.values())
    assert coloured[3, "技能等级"].value == "八级工"
    assert "高级工" in coloured[3, "技能等级"].comment.text
    assert "11 位手机号码" in coloured[4, "联系电话"].comment.text
    assert sheet["D3"].value == make_id(1)


def test_a_row_of_another_firm_or_area_is_told_before_anything_is_written(year, hr):
    other = send(client_of(hr), workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1), firm=1)))
    assert "不能为其他单位申报" in other.content.decode()
    rows = rows_of(year, ("甲示例", 1), **{"所在街道": "玉林街道"})
    away = send(client_of(year.clerk), workbook(NOMINATION_HEADINGS, rows))
    assert "本辖区“浆洗街街道”的单位" in away.content.decode()


def test_an_old_format_is_refused_with_the_way_to_save_it(year, hr):
    page = send(client_of(hr), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "汇总.et")
    assert "另存为“Excel 工作簿(*.xlsx)”再上传" in page.content.decode()
    assert not Nomination.objects.exists()


def test_the_empty_table_filled_in_is_a_workbook_that_can_be_imported(year, hr):
    client = client_of(hr)
    book = load_workbook(io.BytesIO(client.get("/nominations/template/").content))
    sheet = book.active
    assert "申报编号由填表人填写：ZG2022-加三位顺序号，下一个没有用过的是 ZG2022-001" in sheet["A3"].value
    headings = [cell.value for cell in sheet[4]]  # under the title and what it says on filling in
    row = dict(zip(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1))[0], strict=True))
    for column, heading in enumerate(headings, 1):
        sheet.cell(5, column, row.get(heading))
    out = io.BytesIO()
    book.save(out)
    assert "确认导入，新建 1 份" in send(client, out).content.decode()


def test_a_firm_puts_forward_no_more_than_the_setting_says_by_form_and_by_workbook(year, hr):
    year.round.settings["files_per_firm"] = "2"
    year.round.save()
    table = workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 501), ("乙示例", 502), ("丙示例", 503)))
    plan = send(client_of(hr), table).context["plan"]
    assert "每个企业每个批次最多申报 2 份" in str(plan.faults[0])
    assert not Nomination.objects.exists()
    words = {"name": "丁示例", "sex": "男", "trade": "钳工", "route": "unit"}
    for number in (504, 505):
        drafts.create(
            hr, year.round, year.firms[0], id_number=make_id(number), phone="10000000001", fields=words
        )
    with pytest.raises(Refusal, match="已有 2 份"):
        drafts.create(
            hr, year.round, year.firms[0], id_number=make_id(506), phone="10000000001", fields=words
        )


def test_another_name_for_the_person_of_a_draft_is_told_in_the_preview(year, hr):
    client = client_of(hr)
    confirm(client, send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1)))))
    draft = Nomination.objects.get()
    draft.person.employments.create(firm=year.firms[1], since="2019-01-01", until="2019-12-31", trade="钳工")
    page = send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("乙示例", 1))))
    assert [(f.row, f.heading, f.read) for f in page.context["plan"].faults] == [(3, "姓名", "乙示例")]
    assert "另一姓名" in page.content.decode()
    assert Nomination.objects.get().name == "甲示例"


def test_a_slip_in_a_name_that_the_draft_alone_began_is_still_corrected(year, hr):
    client = client_of(hr)
    confirm(client, send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1)))))
    page = send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("乙示例", 1))))
    confirm(client, page, names_checked="1")
    assert Nomination.objects.get().name == "乙示例"


@pytest.mark.parametrize("typed", ["ＺＧ2022-101", "zg2022-101", "ZG\n2022-101"])
def test_a_number_is_the_same_in_any_width_and_case(year, hr, typed):
    client = client_of(hr)
    confirm(client, send(client, workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1)))))
    other = rows_of(year, ("乙示例", 2))
    other[0][0] = typed
    page = send(client, workbook(NOMINATION_HEADINGS, other))
    (fault,) = page.context["plan"].faults
    assert f"已用于{year.firms[0]}的甲示例（草稿）" in fault.told
    same = rows_of(year, ("甲示例", 1))
    same[0][0] = typed
    assert send(client, workbook(NOMINATION_HEADINGS, same)).context["plan"].faults == []


def test_rural_worker_and_manager_are_read_where_the_table_has_them_and_stay_where_it_has_not(year, hr):
    client, asked = client_of(hr), ["是否农民工", "是否管理人员"]
    with_answers = [[*row, "是", "否"] for row in rows_of(year, ("甲示例", 1))]
    confirm(client, send(client, workbook([*NOMINATION_HEADINGS, *asked], with_answers)))
    file = Nomination.objects.get(no="ZG2022-101")
    assert (file.migrant, file.manager) == (True, False)
    older = workbook(NOMINATION_HEADINGS, rows_of(year, ("甲示例", 1), 岗位="班组长"))
    confirm(client, send(client, older))
    file.refresh_from_db()
    assert (file.post, file.migrant, file.manager) == ("班组长", True, False)
    blank = [[*row, "", ""] for row in rows_of(year, ("乙示例", 2))]
    confirm(client, send(client, workbook([*NOMINATION_HEADINGS, *asked], blank)))
    other = Nomination.objects.get(no="ZG2022-102")
    assert (other.migrant, other.manager) == (None, None)
