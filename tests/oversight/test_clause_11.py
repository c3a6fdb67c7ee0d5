"""Clause 十一: targets, the units' tasks, inspections and their bulletin, each by its pages."""

import datetime as dt
import io

import pytest
from docx import Document
from openpyxl import load_workbook

from cultivation.models import Contest
from oversight.models import Bulletin
from tests.pdfs import PDF, pages_of, text_of
from tests.people import make_firm, make_user, on, unit
from tests.worlds.overseen import FINDING
from tests.worlds.policy import entered
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

TARGETS = "/oversight/targets/"
INDICATOR = {
    "name": "新增院校合作企业",
    "year": "2022",
    "measure": "家",
    "target": "10",
    "source": "牵头单位上报",
    "about": "区教育局",
}


def contested(world, trades: int, year: int):
    made = world.entered(
        world.staff,
        "contests",
        name=f"{year}年示例大赛",
        year=str(year),
        level="区县级",
        category="不分类",
        organiser="区总工会",
    )
    for number in range(trades):
        values = {
            "contest": Contest.objects.get(pk=made.pk),
            "trade": f"示例工种{number}",
            "held_on": dt.date(year, 5, 9),
            "place": "示例学校",
            "entrants": 30,
        }
        records.enter(world.staff, REGISTERS["contest-trades"], values)


def test_s6_1_ten_trades_is_not_more_than_ten(world):
    contested(world, 10, 2022)
    contested(world, 11, 2021)
    assert "全年参与竞赛的工种 超过 10 个 10 个 进行中" in world.page(world.office, TARGETS)
    assert "全年参与竞赛的工种 超过 10 个 11 个 达标" not in world.page(world.office, TARGETS)
    world.entered(
        world.staff, "indicators", **INDICATOR | {"year": "2021"}
    )  # a year of which something is asked is offered
    assert "全年参与竞赛的工种 超过 10 个 11 个 达标" in world.page(world.office, f"{TARGETS}?year=2021")
    world.entered(world.staff, "indicators", **INDICATOR)
    on("2023-01-05")
    assert "全年参与竞赛的工种 超过 10 个 10 个 未达标" in world.page(world.office, f"{TARGETS}?year=2022")


def test_s6_2_nineteen_and_twentyone_thousand_are_met_on_average(world):
    drill = {"kind": "岗位练兵", "held_on": "2021-05-01"}
    world.entered(world.labour, "drills", **drill, name="2021年大练兵", person_times="19000")
    world.entered(world.staff, "indicators", **INDICATOR | {"year": "2021"})
    assert "（2021年年均） 20,000 人次 19,000 人次 未达标" in world.page(world.office, f"{TARGETS}?year=2021")
    later = drill | {"held_on": "2022-05-01"}
    world.entered(world.labour, "drills", **later, name="2022年大练兵", person_times="20999")
    assert "（2021年年均） 20,000 人次 19,000 人次 进行中" in world.page(world.office, TARGETS)
    world.entered(world.staff, "indicators", **INDICATOR)
    on("2023-01-05")
    whole = f"{TARGETS}?year=2022"
    assert "（2021年至2022年年均） 20,000 人次 19,999 人次 未达标" in world.page(world.office, whole)
    world.entered(world.labour, "drills", **later, name="补练", person_times="1")
    assert "20,000 人次 20,000 人次 达标" in world.page(world.office, whole)


def test_s6_2_of_the_first_year_its_person_times_to_date_are_told(world):
    world.entered(
        world.labour,
        "drills",
        kind="岗位练兵",
        held_on="2022-05-01",
        name="2022年大练兵",
        person_times="300",
    )
    assert "（2022年至今） 20,000 人次 300 人次 进行中" in world.page(world.office, TARGETS)


def test_s4_2_five_pilots_meet_the_target_of_the_version_in_force(world):
    pilot = {"selected_on": "2022-03-01", "document": "示例人社发〔2022〕2号", "plan": "钳工学徒 20 名"}
    for number in range(11, 16):
        world.entered(world.labour, "pilots", firm=make_firm(number).name, **pilot)
    assert "学徒制试点企业 5 家 5 家 达标" in world.page(world.office, TARGETS)
    entered(world.client(world.staff), world.client(world.second), pilot_firms="6")
    assert "学徒制试点企业 6 家 5 家 进行中" in world.page(world.office, TARGETS)


def test_s11_1_what_cannot_be_counted_is_reported_by_the_lead_unit_with_proof(world):
    world.entered(world.staff, "indicators", **INDICATOR)
    assert "新增院校合作企业 10 家 — 未上报 牵头单位上报 区教育局" in world.page(world.office, TARGETS)
    on("2022-11-01")
    assert "待上报完成值的考核指标" in world.page(world.education, "/home/")
    figure = {"indicator": "2022年新增院校合作企业", "value": "12"}
    assert "由区教育局上报" in world.fill(world.labour, "indicator-figures", paper=True, **figure)
    assert "请填写这一项" in world.fill(world.education, "indicator-figures", **figure)  # without its proof
    record = world.entered(world.education, "indicator-figures", paper=True, **figure)
    assert "未上报" in world.page(world.office, TARGETS)  # not verified yet
    world.press(world.office, record, "verify")
    assert "新增院校合作企业 10 家 12 家 达标" in world.page(world.office, TARGETS)
    assert "待上报完成值的考核指标" not in world.page(world.education, "/home/")


def test_s11_1_what_is_counted_here_is_not_typed(world):
    counted = INDICATOR | {
        "name": "宣传报道",
        "measure": "篇",
        "target": "1",
        "source": "系统统计：当年宣传报道篇数",
        "about": "区总工会",
    }
    world.entered(world.staff, "indicators", **counted)
    told = world.fill(world.staff, "indicator-figures", paper=True, indicator="2022年宣传报道", value="1")
    assert "由系统统计，不用上报" in told
    assert "宣传报道 1 篇 0 篇 进行中 系统统计" in world.page(world.office, TARGETS)
    world.entered(world.staff, "publicity", name="匠心", channel="报刊", outlet="示例日报", on="2022-05-01")
    assert "宣传报道 1 篇 1 篇 达标 系统统计" in world.page(world.office, TARGETS)


def test_s11_1_tasks_come_from_the_table_of_the_policy(world):
    assert "由区委办公室" in world.page(world.labour, "/oversight/tasks/draw/")
    client = world.client(world.staff)
    told = client.post("/oversight/tasks/draw/", {"year": "2022", "due_11": "2022-11-30"}, follow=True)
    assert (
        "已下达 20 项任务，涉及 20 个单位" in told.content.decode()
    )  # 3 lead, 5 departments, 11 streets, 武侯新城
    again = client.post("/oversight/tasks/draw/", {"year": "2022", "due_11": "2022-12-31"}, follow=True)
    assert "已下达 0 项任务" in again.content.decode()
    assert "2022年已下达 20 项，期限 2022年11月30日" in world.page(world.staff, "/oversight/tasks/draw/")
    nothing = client.post("/oversight/tasks/draw/", {"year": "2022"})
    assert "请至少为一个事项填写办理期限" in nothing.content.decode()
    page = world.page(world.clerk, "/registers/tasks/")
    assert "符合条件的 1 条" in world.page(world.clerk, "/registers/tasks/?matter=督促检查")
    assert "浆洗街街道" in page
    assert "望江路街道" not in page


def test_s11_1_a_unit_reports_its_task_and_another_closes_it(world):
    record = world.task()
    home = world.page(world.labour, "/home/")
    assert "待上报的单位任务" in home
    assert "“上报办理情况”由区人社局办理" in world.press(world.staff, record, "answer", answer="办了")
    client = world.client(world.labour)
    upload = io.BytesIO(PDF)
    upload.name = "证明.pdf"
    path = f"/registers/tasks/{record.pk}/"
    client.post(f"{path}answer/", {"answer": "五家都有计划", "paper": upload})
    assert "证明.pdf" in world.page(world.staff, path)
    assert "待核实办结的单位任务" in world.page(world.staff, "/home/")
    assert "办理" in world.press(world.labour, record, "close")
    world.press(world.staff, record, "again", remark="请附名单")
    assert "请附名单" in world.page(world.labour, path)
    world.press(world.labour, record, "answer", answer="名单已附")
    world.press(world.office, record, "close")
    assert "已办结" in world.page(world.labour, path)
    assert "区人社局 1 1 0 0 — 100%" in world.page(world.office, TARGETS)


def test_s11_1_nobody_closes_or_scores_his_own_units_work(world):
    own = world.task("区总工会", "评选命名")
    world.press(world.staff, own, "answer", answer="已办理")
    assert "由另一牵头单位办理" in world.press(world.second, own, "close")
    world.press(world.office, own, "close")
    score = {"about": "区委办公室", "year": "2022", "points": "95", "remark": "示例"}
    assert "由另一牵头单位评" in world.fill(world.office, "scores", **score)
    assert "得分应为 0 至 100" in world.fill(
        world.office, "scores", **score | {"about": "区人社局", "points": "101"}
    )
    assert "填报。" in world.fill(
        world.staff, "scores", **score | {"about": "区人社局"}
    )  # the union is itself assessed


def test_s11_1_a_unit_without_part_in_the_clause_gets_no_task_of_it(world):
    values = {
        "about": "区税务局",
        "matter": "职教培训",
        "year": "2022",
        "name": "示例",
        "due_on": "2022-11-30",
    }
    assert "没有把“职教培训”分给区税务局" in world.fill(world.staff, "tasks", **values)


def test_s11_1_an_overdue_task_is_red(world):
    world.task(due_on="2022-06-10")
    on("2022-06-13")
    for page in ("/registers/tasks/", TARGETS):
        assert 'state bad">逾期' in world.client(world.labour).get(page).content.decode()
    assert "逾期 3 天" in world.page(world.labour, "/registers/tasks/")


def test_s11_1_the_results_leave_as_a_workbook_for_the_performance_of_units(world):
    world.entered(world.staff, "indicators", **INDICATOR)
    world.task()
    world.finding()
    world.entered(world.office, "scores", about="区人社局", year="2022", points="96", remark="按时办理")
    content = world.client(world.office).post(f"{TARGETS}export/?year=2022").content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["指标完成情况", "单位任务和评分", "督查问题"]
    cells = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    assert next(row for row in cells["指标完成情况"] if row[1] == "新增院校合作企业")[2:5] == [
        "10 家",
        "—",
        "未上报",
    ]
    units = [row for row in cells["单位任务和评分"] if row[1] == "区人社局"]
    assert units[0][2:] == [1, 0, 0, 1, 0, 1, "0%", 96, "按时办理"]
    assert "逾期 6 天" in cells["督查问题"][-1]


def test_s11_2_a_finding_is_closed_by_the_inspecting_side_after_the_unit_reported(world):
    record = world.finding(due_on="2022-06-20")
    assert "待整改的督查问题" in world.page(world.labour, "/home/")
    assert "现在不能办理“核实办结”" in world.press(world.office, record, "close")
    world.press(world.labour, record, "answer", answer="花名册已补齐")
    assert "待核实办结的督查问题" in world.page(world.office, "/home/")
    assert "由牵头单位办理" in world.press(world.staff, record, "close")  # the union leads no inspection
    world.press(world.office, record, "close")
    page = world.page(world.labour, f"/registers/findings/{record.pk}/")
    assert "2022年6月7日" in page
    assert "已办结" in page


def test_s11_2_the_page_of_a_finding_tells_whose_turn_it_is_and_until_when(world):
    record = world.finding(due_on="2022-06-20")
    path = f"/registers/findings/{record.pk}/"
    assert "填报单位 进度 区人社局" in world.page(world.office, "/registers/findings/")
    assert "办理中" in world.page(world.office, "/registers/findings/").split("填报单位 进度")[1]
    for user in (world.labour, world.office):
        assert " 已核实 " not in world.page(user, path)
        assert "等待区人社局上报办理情况，期限 2022年6月20日。" in world.page(user, path)
    told = world.press(world.labour, record, "answer", answer="已补齐")
    assert "已上报办理情况。等待牵头单位核实办结。" in told
    world.press(world.office, record, "again", remark="请附名单。")
    notice = "督查发现的问题“区人社局：" + FINDING["problem"]
    assert f"{notice}”已上报。等待牵头单位核实办结。" in world.page(world.office, "/messages/")
    assert f"{notice}”退回重办。退回的原因：请附名单。" in world.page(world.labour, "/messages/")
    assert "退回的原因：请附名单。等待区人社局上报办理情况" in world.page(world.labour, path)
    world.press(world.labour, record, "answer", answer="名单已附")
    world.press(world.office, record, "close")
    assert "办结日期 2022年6月7日。" in world.page(world.labour, path)


def test_s11_2_a_finding_stands_in_the_year_in_which_it_is_to_be_put_right(world):
    world.inspected("年底督查", "2021-12-07")
    late = {"inspection": "年底督查", "due_on": "2022-02-28"}
    world.finding("浆洗街街道", problem="没有培训计划", **late)
    assert "浆洗街街道 0 0 1 0 1 项 0%" in world.page(world.office, TARGETS)
    assert "符合条件的 1 条" in world.page(world.office, "/registers/findings/?year=2022")
    world.finding("区人社局", problem="没有花名册", inspection="年底督查", due_on="2021-12-31")
    assert "区人社局 0 0 1 0 1 项 0%" in world.page(world.office, f"{TARGETS}?year=2021")


def test_s11_1_the_rate_of_what_was_reported_in_time_is_rounded(world):
    for matter in ("企业培养", "职教培训"):
        world.press(world.labour, world.task(matter=matter), "answer", answer="已办理")
    world.task(matter="创新平台", due_on="2022-06-01")
    assert "区人社局 3 0 0 0 1 项 67%" in world.page(world.office, TARGETS)


def test_s11_2_a_unit_outside_the_clause_sees_what_concerns_it_alone(world):
    own = world.finding("区委宣传部", matter="宣传引导", problem="没有开设专栏", measure="开设专栏")
    other = world.finding()
    listed = world.page(world.publicity, "/registers/findings/")
    assert own.title in listed
    assert other.title not in listed
    assert world.client(world.publicity).get(f"/registers/findings/{other.pk}/").status_code == 404
    assert "待整改的督查问题" in world.page(world.publicity, "/home/")


@pytest.fixture
def bulletin(world):
    world.finding()  # due 1 June: six days over
    closed = world.finding("区教育局", problem="双证书人数没有核对", measure="与院校核对")
    world.press(world.education, closed, "answer", answer="已核对")
    world.press(world.office, closed, "close")
    return world.entered(
        world.office, "bulletins", number="武督〔2022〕1号", since="2022-04-01", until="2022-06-07", issued_on="2022-06-07",
        demands="逾期的单位六月底前整改到位。",
    )  # fmt: skip


def test_s11_2_overdue_findings_are_red_in_the_bulletin(world, bulletin):
    listed = world.client(world.office).get("/registers/findings/").content.decode()
    assert listed.count('<span class="state bad">逾期 6 天</span>') == 1
    assert "下载通报（PDF）" in world.page(world.office, f"/registers/bulletins/{bulletin.pk}/")
    pdf = world.client(world.office).get(f"/oversight/bulletins/{bulletin.pk}/pdf/").content
    text = text_of(pdf)
    for words in ("中共成都市武侯区委办公室", "成都市武侯区人民政府办公室", "中共成都市武侯区委组织部", "武督〔2022〕1号",
                  "区人社局（逾期6天）", "全年参与竞赛的工种", "逾期的单位六月底前整改到位"):  # fmt: skip
        assert words in text
    assert len(pages_of(pdf)) >= 3
    docx = Document(
        io.BytesIO(world.client(world.office).get(f"/oversight/bulletins/{bulletin.pk}/docx/").content)
    )
    rows = {row.cells[1].text: row.cells[4] for row in docx.tables[2].rows[1:]}
    late, done = rows[FINDING["problem"]], rows["双证书人数没有核对"]
    assert (late.text, str(late.paragraphs[0].runs[0].font.color.rgb)) == ("逾期 6 天", "C8102E")
    assert (done.text, done.paragraphs[0].runs[0].font.color.rgb) == ("已办结", None)


def test_s11_2_a_bulletin_of_many_findings_is_made_in_the_background(world, bulletin):
    issued = Bulletin.objects.get(pk=bulletin.pk)
    issued.content["findings"] *= 11
    issued.save()
    client = world.client(world.office)
    told = words_of(client.get(f"/oversight/bulletins/{bulletin.pk}/pdf/", follow=True))
    assert "共 22 个问题，正在后台生成" in told
    job = Job.objects.get(kind="oversight.bulletin")
    jobs.run(job.pk)
    taken = client.get(f"/jobs/{job.pk}/result/")
    assert taken["Content-Type"] == "application/pdf"
    assert text_of(taken.content).count("区人社局（逾期6天）") == 11
    assert world.client(world.labour).get(f"/jobs/{job.pk}/result/").status_code == 404


def test_s11_2_a_bulletin_stays_as_it_was_issued(world, bulletin):
    on("2022-07-01")
    assert "逾期6天" in text_of(
        world.client(world.office).get(f"/oversight/bulletins/{bulletin.pk}/pdf/").content
    )
    assert clock.today().month == 7
    other = {
        "number": "武督〔2022〕1号",
        "since": "2022-01-01",
        "until": "2022-06-07",
        "issued_on": "2022-06-07",
        "demands": "示例",
    }
    seen = records.seen_of(bulletin)
    told = world.press(world.office, bulletin, "edit", **other, seen=seen)
    assert "期间不能更正" in told
    street = make_user(Role.ENDORSING_CLERK, unit("晋阳街道"))
    assert world.client(street).get(f"/oversight/bulletins/{bulletin.pk}/pdf/").status_code == 404
    assert world.client(world.hr).get(f"/oversight/bulletins/{bulletin.pk}/docx/").status_code == 403


def test_s11_2_only_the_offices_of_the_clause_inspect(world):
    inspection = {"name": "示例", "kind": "不定期检查", "on": "2022-05-20", "scope": "示例"}
    for user in (world.staff, world.labour, world.clerk, world.hr):
        assert "区委办公室、区政府办公室、区委组织部" in world.fill(user, "inspections", **inspection)
    assert world.entered(world.organisation, "inspections", **inspection).state == "verified"


def test_the_page_of_targets_asks_as_often_whatever_the_number_of_units(world, django_assert_max_num_queries):
    world.client(world.staff).post("/oversight/tasks/draw/", {"year": "2022", "due_10": "2022-11-30"})
    for number in range(4):
        world.entered(world.staff, "indicators", **INDICATOR | {"name": f"指标{number}"})
        world.finding("区财政局", problem=f"问题{number}")
    world.page(world.office, TARGETS)
    for user in (world.office, world.staff, world.clerk):
        with django_assert_max_num_queries(45):
            world.client(user).get(TARGETS)
