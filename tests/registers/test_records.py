"""What every register does: who reports, who verifies, who reads; corrected, withdrawn, found, taken out."""

import io
import re

import pytest
from openpyxl import load_workbook

from tests.people import make_user, on, staff_pair, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import exported
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry, Job
from wuhou_craftsmen.registers import workbooks
from wuhou_craftsmen.registers.forms import RecordForm
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

DRILL = {"kind": "岗位练兵", "name": "示例练兵", "held_on": "2022-05-01", "person_times": "120"}


@pytest.fixture
def drill(programme) -> Record:
    """Reported by a firm of the street 浆洗街."""
    return programme.entered(programme.hr, "drills", **DRILL, firm=programme.firm.name)


def sees(programme, user, record) -> bool:
    return programme.client(user).get(f"/registers/{record.register}/{record.pk}/").status_code == 200


def test_what_a_firm_reports_is_read_by_itself_its_street_and_the_clauses_units(programme, drill):
    far = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    readers = [
        programme.hr,
        programme.clerk,
        programme.labour,
        programme.education,
        programme.staff,
        programme.leader,
        programme.auditor,
    ]
    assert all(sees(programme, user, drill) for user in readers)
    others = [
        programme.other_hr,
        far,
        programme.finance_office,
        make_user(Role.EXPERT),
        make_user(Role.FINANCE),
        make_user(Role.SYSTEM_ADMIN),
    ]
    assert not any(sees(programme, user, drill) for user in others)


def test_only_a_leading_unit_verifies_and_never_what_one_reported_oneself(programme, drill):
    for user in (programme.hr, programme.clerk, programme.education, programme.leader, programme.auditor):
        programme.press(user, drill, "verify")
        drill.refresh_from_db()
        assert drill.state == "reported"
    own = programme.entered(programme.clerk, "drills", **DRILL | {"name": "街道练兵"})
    assert own.state == "reported"  # 责任单位 reports, its word does not count by itself
    programme.press(programme.labour, drill, "verify")
    drill.refresh_from_db()
    assert (drill.state, drill.verified_by) == ("verified", programme.labour)


def test_a_verified_record_is_corrected_by_the_lead_unit_and_stays_verified(programme, drill):
    programme.press(programme.labour, drill, "verify")
    assert "由牵头单位更正" in programme.page(programme.hr, f"/registers/drills/{drill.pk}/edit/")
    form = programme.client(programme.labour).get(f"/registers/drills/{drill.pk}/edit/").content.decode()
    seen = form.split('name="seen" value="')[1].split('"')[0]
    values = DRILL | {"firm": programme.firm.name, "person_times": "130", "seen": seen}
    assert "已更正" in programme.press(programme.labour, drill, "edit", **values)
    page = programme.page(programme.hr, f"/registers/drills/{drill.pk}/")
    assert "参加人次：120 → 130" in page
    assert "已核实" in page
    stale = programme.press(programme.labour, drill, "edit", **values | {"person_times": "140"})
    assert "刚才有人改动过" in stale


def test_what_was_sent_back_waits_anew_when_it_is_corrected(programme, drill):
    told = programme.press(programme.labour, drill, "back", reason="人次没有签到表")
    assert "请于2022年6月14日前更正" in told
    told = programme.page(programme.hr, "/home/")
    assert "被退回、待更正的工作台账 截止 2022年6月14日" in told
    on("2022-06-15")
    assert "更正期限已过" in programme.page(programme.hr, f"/registers/drills/{drill.pk}/")
    form = programme.client(programme.hr).get(f"/registers/drills/{drill.pk}/edit/").content.decode()
    seen = form.split('name="seen" value="')[1].split('"')[0]
    programme.press(programme.hr, drill, "edit", **DRILL, firm=programme.firm.name, seen=seen)
    drill.refresh_from_db()
    assert (drill.state, drill.reason) == ("reported", "")
    programme.press(programme.labour, drill, "back", reason="还是没有")  # told again
    assert programme.hr.notices.filter(kind="record_decided", channel="portal").count() == 2


def test_the_same_drill_is_reported_once(programme, drill):
    told = programme.fill(programme.hr, "drills", **DRILL, firm=programme.firm.name)
    assert f"“{drill.title}”已经填报，不能重复" in told


def test_a_withdrawn_record_counts_no_more_and_leaves_room(programme):
    count = {
        "name": "示例院校",
        "kind": "职业院校",
        "nature": "公办",
        "model_school": "no",
        "invited": "no",
        "same_terms": "yes",
    }
    first = programme.entered(programme.education, "schools", **count)
    assert "请填写这一项" in programme.press(programme.education, first, "withdraw", reason="")
    programme.press(programme.education, first, "withdraw", reason="重复登记")
    first.refresh_from_db()
    assert (first.state, first.once) == ("withdrawn", None)
    assert programme.entered(programme.education, "schools", **count).state == "verified"
    assert "不能更正" in programme.page(programme.education, f"/registers/schools/{first.pk}/edit/")


def test_the_rooms_first_page_counts_what_each_reader_finds_in_the_list(programme, drill):
    programme.entered(programme.other_hr, "drills", **DRILL, firm=programme.firms[1].name)
    for user, open_ones in ((programme.hr, 1), (programme.clerk, 2), (programme.labour, 2)):
        told = programme.page(user, "/registers/")
        assert f"已核实 0 条， 待核实、待更正 {open_ones} 条" in told
        assert programme.page(user, "/registers/drills/").count("待核实") == open_ones + 1  # and the filter


def test_a_reason_with_its_full_stop_ends_with_one(programme, drill):
    told = programme.press(programme.labour, drill, "back", reason="请附签到表。")
    assert "原因：请附签到表。请于2022年6月14日前更正，更正后重新等待核实。" in told
    assert "原因：请附签到表。" in programme.page(programme.hr, "/messages/")
    assert "。。" not in programme.page(programme.hr, "/messages/")


def test_a_year_may_be_written_with_its_sign(programme):
    paid = {"kind": "带徒津贴", "standard_fen": "300", "people": "3", "paid_fen": "10800"}
    record = programme.entered(programme.hr, "allowances", year="2022年", firm=programme.firm.name, **paid)
    assert record.year == 2022


def test_a_name_that_is_not_whole_is_answered_with_those_that_are_near(programme):
    name = programme.firm.name
    told = programme.fill(programme.labour, "drills", **DRILL, firm=name[2:])
    assert f"名称相近的有：{name}" in told
    values = {"event": "示例大赛焊工", "person": "无此人", "prize": "一等奖", "awarded_on": "2022-05-01"}
    told = programme.fill(programme.labour, "contest-results", **values)
    assert "还没有登记的，请先在“工匠梯次”登记人员" in told
    assert "还没有登记的，由区人社局、区总工会、责任单位先填报" in told


def test_a_workbook_is_read_by_the_form_and_written_as_previewed_or_not_at_all(programme):
    client = programme.client(programme.labour)
    blank = load_workbook(io.BytesIO(client.get("/registers/drills/blank/").content))
    sheet = blank.active
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    heads = [cell.value for cell in sheet[top]]
    assert heads == ["序号", "活动类别", "活动名称", "活动日期", "参加人次", "组织的企业"]
    rows = [
        [1, "技术比武", "甲比武", "2022年5月1日", 100, programme.firm.name],
        [2, "练兵", "乙练兵", "2022-05-02", -1, "无此企业"],
    ]
    told = upload(client, blank, sheet, top, rows)
    assert "以下之一：技术比武、岗位练兵" in told
    assert "0 至 10000000 的整数" in told
    assert "没有找到“无此企业”" in told  # with the other faults of the row, not after them
    assert "可以填报的内容" not in told
    marked = client.get(re.search(r'href="(/registers/drills/import/\d+/marked/)"', told)[1])
    copy = load_workbook(io.BytesIO(marked.content))[sheet.title]
    wrong = {cell.coordinate: cell.comment.text for row in copy.iter_rows() for cell in row if cell.comment}
    assert [wrong[f"{letter}{top + 2}"][:5] for letter in "BEF"] == ["应为以下之", "应为0 至", "没有找到“"]
    assert Record.objects.count() == 0
    rows[1] = [2, "岗位练兵", "乙练兵", "2022-05-02", 1, "无此企业"]
    assert "没有找到“无此企业”" in upload(client, blank, sheet, top, rows)
    rows[1][5] = ""
    preview = upload(client, blank, sheet, top, rows)
    kept = preview.split('name="kept" value="')[1].split('"')[0]
    client.post("/registers/drills/import/confirm/", {"kept": kept})
    assert list(Record.objects.order_by("pk").values_list("title", "state")) == [
        ("甲比武", "verified"),
        ("乙练兵", "verified"),
    ]


def upload(client, book, sheet, top: int, rows: list) -> str:
    for place, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column).value = value
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "练兵.xlsx"
    return client.post("/registers/drills/import/", {"workbook": out}).content.decode()


def test_the_list_is_taken_out_as_it_is_narrowed_and_the_export_is_recorded(programme, drill):
    programme.entered(programme.labour, "drills", **DRILL | {"name": "另一练兵"})
    taken = programme.client(programme.labour).post("/registers/drills/export/?state=reported")
    rows = list(load_workbook(io.BytesIO(taken.content)).active.iter_rows(min_row=3, values_only=True))
    assert [(row[2], row[4], row[7]) for row in rows if row[0]] == [("示例练兵", 120, "待核实")]
    assert AuditEntry.objects.filter(verb="导出台账", details__rows=1).exists()


def test_a_record_is_found_by_the_search_of_whoever_may_read_it(programme, drill):
    assert drill.title in programme.page(programme.hr, "/search/?q=示例练兵")
    assert "没有找到" in programme.page(programme.other_hr, "/search/?q=示例练兵")


def test_pages_ask_the_database_as_often_whatever_the_number_of_records(
    programme, django_assert_max_num_queries
):
    for number in range(60):
        programme.entered(programme.labour, "drills", **DRILL | {"name": f"练兵{number}"})
    client = programme.client(programme.staff)
    for path, most in (
        ("/registers/drills/", 20),
        ("/registers/", 15),
        ("/registers/figures/?year=2022", 55),
        ("/home/", 20),
    ):
        with django_assert_max_num_queries(most):
            client.get(path)


def test_a_renamed_department_still_leads_what_the_policy_gives_it(programme):
    first, second = staff_pair()
    together(
        first,
        second,
        "accounts.rename_endorsing_unit",
        unit_id=unit("区教育局").pk,
        name="区教育和科技局",
        basis="示例文件",
    )
    record = programme.entered(programme.education, "schools", name="示例院校", kind="职业院校", nature="公办", model_school="no", invited="no",
                               same_terms="yes")  # fmt: skip
    assert record.state == "verified"


@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_every_register_says_what_to_write_and_whom_it_feeds(programme, key):
    register = REGISTERS[key]
    form = RecordForm(user=programme.staff, register=register)
    assert [
        field.name for field in form.visible_fields() if not field.help_text or field.help_text == field.label
    ] == []
    assert set(register.columns) <= {*register.fields, "stage", "end", "ended_on", "held"}
    assert register.feeds
    assert {*register.public, *register.sums} <= {field.name for field in register.model._meta.get_fields()}


def test_who_reported_is_told_when_another_corrects_or_withdraws(programme, drill):
    programme.press(programme.labour, drill, "verify")
    programme.press(programme.labour, drill, "withdraw", reason="人次重复计算")
    page = programme.page(programme.hr, "/messages/")
    assert "撤下，原因：人次重复计算" in page


def test_nothing_is_withdrawn_from_above_what_stands_below_it(programme):
    school = {
        "name": "示例院校",
        "kind": "职业院校",
        "nature": "公办",
        "model_school": "no",
        "invited": "no",
        "same_terms": "yes",
    }
    made = programme.entered(programme.education, "schools", **school)
    below = programme.entered(
        programme.education, "graduates", school=made.title, year="2021", graduates="10", both="5"
    )
    assert "名下还有 1 条毕业生双证书，请先撤下" in programme.press(
        programme.education, made, "withdraw", reason="错填"
    )
    programme.press(programme.education, below, "withdraw", reason="错填")
    assert "已撤下" in programme.press(programme.education, made, "withdraw", reason="错填")


def test_a_long_register_is_taken_out_by_a_job(programme, monkeypatch):
    monkeypatch.setattr(exported, "AT_ONCE", 1)
    for number in (1, 2):
        programme.entered(programme.labour, "drills", **DRILL | {"name": f"练兵{number}"})
    answer = programme.client(programme.labour).post("/registers/drills/export/")
    assert answer.url == "/jobs/"
    assert Job.objects.get(kind="registers.list").total == 2


def test_a_workbook_of_too_many_rows_is_refused_whole(programme, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    client = programme.client(programme.labour)
    blank = load_workbook(io.BytesIO(client.get("/registers/drills/blank/").content))
    sheet = blank.active
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    rows = [[n, "技术比武", f"比武{n}", "2022年5月1日", 100, ""] for n in (1, 2)]
    assert "一次最多填报 1 行，请分成几份" in upload(client, blank, sheet, top, rows)


def test_only_a_lead_unit_names_people_of_every_firm(programme):
    """A unit that takes part learns by no name who works where."""
    programme.person("甲示例", 1)
    values = {"person": "甲示例", "firm": programme.firm.name, "prize": "一等奖"}
    assert "没有找到“甲示例”" in programme.fill(programme.education, "contest-results", **values)
    page = programme.client(programme.education).get("/registers/contest-results/new/").content.decode()
    assert "甲示例" not in page
    assert "没有找到“甲示例”" not in programme.fill(programme.labour, "contest-results", **values)
