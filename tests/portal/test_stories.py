"""The year in real Chromium: one story per role, each from sign-in to done, in the order of the year on one demo.

What many do alike (the other eight experts, the accounts of the named) is done by the verbs themselves.
"""

import re
from pathlib import Path

from stdnum.cn import ric

from tests.pdfs import PDF
from tests.portal import crowd
from tests.portal.keyboard import Keyboard
from tests.portal.stage import (
    button,
    confirm,
    download,
    field,
    go,
    heading,
    in_sight,
    narrow,
    no_wider_than_the_screen,
    open_file,
    press,
    says,
    shows,
    stands_second,
    todos,
)

FILES = ["ZG2022-001", "ZG2022-003", "ZG2022-004", "ZG2022-005", "ZG2022-006", "ZG2022-007", "ZG2022-008"]


def test_an_hr_officer_submits_from_a_phone(demo):
    hr = demo.as_role("hr1", width=390)
    shows(hr, "待完善并报送的申报草稿")
    open_file(hr, "ZG2022-001")
    assert no_wider_than_the_screen(hr)
    press(hr, "报送")
    says(hr, "报送成功，回执编号 HZ2022-")
    assert download(hr, "下载回执").startswith(b"%PDF")

    open_file(hr, "ZG2022-003")  # came back: only the marked field is open
    hr.get_by_role("link", name="修改", exact=True).click()  # and the form leads there
    shows(hr, "须补正：请补充带徒情况")
    field(hr, "主要事迹").fill("从事钳工工作，带徒三人，其中一人获区级竞赛第二名。（示例数据，纯属虚构）")
    hr.get_by_role("link", name="职业与岗位").click()  # without pressing anything else: it saves itself
    assert field(hr, "职业（工种）").is_disabled()
    hr.get_by_role("link", name="主要事迹").click()
    button(hr, "下一步").click()
    heading(hr, "ZG2022-003")
    press(hr, "报送")
    says(hr, "报送成功")
    assert no_wider_than_the_screen(hr)


def test_an_hr_officer_nominates_by_keyboard_alone(demo):
    page = demo.visitor()
    page.goto(f"{demo.base}/accounts/sign-in/")
    hand = Keyboard(page)
    assert hand.look()["words"] == "登录名"  # the page puts the focus there
    page.keyboard.type("hr1")
    hand.fill({"密码": demo.password}, last="登录")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo.base}/home/")
    hand.enter("申报")
    page.wait_for_url(f"{demo.base}/nominations/")
    hand.enter("跳到正文")
    hand.enter("新填一份")
    page.wait_for_url(f"{demo.base}/nominations/new/")
    hand.fill(NEW_PERSON, last="建立草稿，接着填写")
    page.keyboard.press("Enter")
    says(page, "已建立草稿，申报编号 ZG2022-009")
    shows(page, "第 2 步")  # the first that is not whole
    for number, values in enumerate(NEW_FILE, 2):
        shows(page, f"第 {number} 步")
        if number == 4:  # what nobody has to fill lies folded
            hand.enter("荣誉没有可不填")
        hand.fill(values, last="再加一项荣誉" if number == 4 else "下一步")
        page.keyboard.press("Enter")
        if number == 4:
            assert hand.look()["words"] == "荣誉名称"  # the new row takes the focus
            page.keyboard.type("市技术能手")
            hand.enter("下一步")
    heading(page, "证明材料")
    for kind in ("业绩材料", "单位公示证明"):
        hand.attach("选择文件", {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF})
        shows(page, f"“{kind}.pdf”已上传到“{kind}”")  # chosen is uploaded, and the name tells the kind
    hand.enter("下一步")
    shows(page, "都已齐全，可以报送")
    shows(page, "市技术能手")
    hand.enter("报送")
    hand.enter("确认")
    says(page, "报送成功，回执编号 HZ2022-")
    with page.expect_download() as receipt:
        hand.enter("下载回执")
    assert Path(receipt.value.path()).read_bytes().startswith(b"%PDF")
    hand.enter("撤回申报")  # the year goes on with the files it began with
    hand.fill({"原因": "本人调离（示例数据，纯属虚构）"}, last="撤回")
    page.keyboard.press("Enter")
    hand.enter("确认")
    says(page, "已撤回")


NEW_PERSON = {
    "推荐方式": "单位推荐",
    "身份证号": "99999919910203901" + ric.calc_check_digit("999999199102039010"),
    "姓名": "曹示例",
    "联系电话": "10022000009",
    "职业（工种）": "焊工",
}
NEW_FILE = [  # step by step, from the second on
    {
        "技能等级": "技师",
        "证书编号": "示例0009",
        "从业年限": "12",
        "岗位": "操作工",
        "是否一线": "是",
        "工匠梯次": "企业首席技师",
    },
    {"主要事迹": "从事焊工工作，解决薄板变形难题，带徒传技。（示例数据，纯属虚构）"},
    {"荣誉名称": "区技术能手", "荣誉级别": "区（县）级", "颁发单位": "示例局", "颁发日期": "2021-10-01"},
    {
        "单位推荐排序": "4",
        "职工（代表）大会推荐日期": "2022-03-02",
        "单位公示开始": "2022-03-04",
        "单位公示结束": "2022-03-10",
    },
    {"本人单独同意日期": "2022-03-10", "诚信承诺日期": "2022-03-10"},
]


def test_a_street_clerk_endorses_several_at_once_from_a_phone_and_takes_it_back(demo):
    street = demo.as_role("street1", width=390)
    go(street, "申报")
    narrow(street, "状态", re.compile("^已报送"))
    assert button(street, "初审通过").is_disabled()  # nothing is ticked
    field(street, "全选本页").check()
    shows(street, "已选 3 份")
    assert no_wider_than_the_screen(street)
    button(street, "初审通过").click()
    heading(street, "批量初审通过")
    assert no_wider_than_the_screen(street)
    field(street, "初审意见").fill("材料齐全，同意推荐。")
    button(street, "确认初审通过（3 份）").click()
    says(street, "初审通过 3 份")
    button(street, "撤销").click()
    says(street, "已撤销“初审通过” 3 份")
    assert no_wider_than_the_screen(street)


def test_a_street_clerk_endorses(demo):
    street = demo.as_role("street1")
    shows(street, "待初审的申报")
    open_file(street, "ZG2022-001")
    for place in (0.3, 0.6, 1):  # the decision stays in sight down to the last paper
        street.evaluate("place => window.scrollTo(0, document.body.scrollHeight * place)", place)
        assert street.evaluate("window.scrollY") > 500
        assert in_sight(street, button(street, "初审通过"))
    for no in ("ZG2022-001", "ZG2022-003", "ZG2022-004"):  # each opens by itself
        heading(street, no)
        field(street, "初审意见").fill("材料齐全，同意推荐。")
        button(street, "初审通过").click()
        says(street, f"{no} 初审通过")
    shows(street, "没有等您办理的申报了")
    assert "待初审的申报" not in todos(street)


def test_a_department_officer_answers(demo):
    officer = demo.as_role("department")
    officer.get_by_role("link", name="待回复的部门意见", exact=True).click()
    officer.get_by_role("link", name=re.compile("ZG2022-")).click()
    field(officer, "复函文号").fill("示例函〔2022〕1号")
    field(officer, "意见").select_option("无不良记录")
    button(officer, "回复").click()
    says(officer, "已回复")
    assert "待回复的部门意见" not in todos(officer)


def test_two_union_officers_find_the_files_qualified(demo):
    first, second = demo.as_role("union1"), demo.as_role("union2")
    open_file(first, FILES[0])
    field(first, "审查结论").select_option("资格合格")
    button(first, "登记结论").click()
    says(first, "等待另一名工作人员复核")
    in_bulk(
        first, "待审查", "登记资格合格", len(FILES) - 2
    )  # the second officer found another one qualified before
    for page, found in ((second, 6), (first, 1)):  # nobody confirms what he found himself
        in_bulk(page, "待我复核", "复核资格结论", found)
    for page in (first, second):
        assert not {"待审查资格的申报", "待您复核的资格审查结论"} & set(todos(page))


def in_bulk(page, waiting: str, act: str, files: int):
    """The officer does one act with all files that wait for it."""
    go(page, "申报")
    narrow(page, "资格审查", waiting)
    field(page, "全选本页").check()
    button(page, act).click()
    button(page, f"确认{act}（{files} 份）").click()
    says(page, f"{act} {files} 份")


def test_the_clock_closes_the_intake_and_staff_open_scoring_with_the_secretary(demo):
    staff, secretary = demo.as_role("union1"), demo.as_role("secretary")
    go(staff, "年度批次")
    shows(staff, "申报中")
    demo.move_to("2022-04-01")
    go(staff, "年度批次")
    shows(staff, "审核中")
    confirm(staff, "专家 9 人")  # the committee that the secretary proposed
    go(secretary, "评审")
    field(secretary, "评分最后一日").fill("2022-04-20")
    button(secretary, "提请开始评分").click()
    says(secretary, "等待另一人复核")
    confirm(staff, "评分截止")
    go(staff, "评审")
    shows(staff, "评分进行中")
    assert "提请开始评分" not in todos(secretary)


def test_an_expert_scores_stands_aside_and_uploads_the_rest(demo):
    expert = demo.as_role("expert1")
    expert.get_by_role("link", name="待签署的回避与保密承诺", exact=True).click()
    button(expert, "签署承诺").click()
    says(expert, "已签署")
    shows(expert, "已封存 0 / 7")
    expert.get_by_role("link", name="评分", exact=True).first.click()
    for number, mark in enumerate(("13.5", "18", "9", "9", "9", "9", "9", "13"), 1):
        expert.get_by_role("spinbutton", name=f"C{number} ").fill(mark)
    assert expert.inner_text("[data-total]") == "89.5"
    expert.get_by_text("已自动保存").wait_for()
    field(expert, "认可").check()
    press(expert, "封存，评下一份")
    says(expert, "ZG2022-001")

    expert.get_by_text("我与这位候选人有利害关系，应当回避").click()  # the next file, which opened by itself
    field(expert, "回避原因").select_option("师徒关系")
    press(expert, "登记回避")
    says(expert, "已登记回避，ZG2022-003")
    shows(expert, "已封存 1 / 6")
    assert not expert.get_by_role("cell", name="ZG2022-003").is_visible()

    sheet = crowd.filled_sheet(download(expert, "下载评分表"), leave_out="ZG2022-001")
    assert "ZG2022-003" not in sheet.numbers
    field(expert, "专家评分表").set_input_files(
        {"name": "专家评分表.xlsx", "mimeType": crowd.XLSX, "buffer": sheet.content}
    )
    button(expert, "上传并封存").click()
    says(expert, "已封存 5 份评分")
    shows(expert, "已封存 6 / 6")


def test_the_clock_closes_scoring_and_the_secretary_has_the_ranking(demo):
    demo.python(crowd.OTHER_EXPERTS_SEAL)
    demo.move_to("2022-04-21")
    secretary = demo.as_role("secretary")
    go(secretary, "评审")
    secretary.get_by_role("link", name="排名", exact=True).click()
    heading(secretary, "2022年度评审排名")
    assert secretary.locator("#ranking tbody tr:not(.line)").count() == len(FILES)
    assert download(secretary, "下载排名表").startswith(b"PK")


def test_the_meeting_is_registered_and_two_people_publish_the_notice(demo):
    staff, leader = demo.as_role("union1"), demo.as_role("leader1")
    staff.get_by_role("link", name="建议人选待领导小组审定", exact=True).click()
    field(staff, "会议日期").fill("2022-04-21")
    for number in range(1, 8):
        field(staff, f"演练领导{number}").check()
    field(staff, "会议纪要").fill("会议同意将下列人选作为公示人选。（示例数据，纯属虚构）")
    press(staff, "登记会议")
    says(staff, "等待组长确认会议纪要和审定名单")
    stands_second(leader)
    shows(leader, "会议同意将下列人选作为公示人选")
    shows(leader, "郑示例")
    confirm(leader, "审定人选")
    go(staff, "首页")
    staff.get_by_role("link", name="审定的人选待公示", exact=True).click()
    field(staff, "公示开始日").fill("2022-04-22")
    field(staff, "受理异议的联系方式").fill("成都市武侯区总工会（演练），电话 028-00000000")
    button(staff, "提请发布").click()
    says(staff, "已提请发布公示，等待另一人复核")
    confirm(leader, "起公示")

    go(staff, "评审")
    button(staff, "公示期满办结").click()
    says(staff, "期满后才能办结")
    demo.move_to("2022-05-05")
    go(staff, "评审")
    button(staff, "公示期满办结").click()
    says(staff, "公示已办结")
    assert "审定的人选待公示" not in todos(staff)


def test_a_leader_names_and_two_people_issue_the_certificates(demo):
    demo.move_to("2022-05-27")
    leader, staff = demo.as_role("leader1"), demo.as_role("union1")
    leader.get_by_role("link", name="公示无异议的人选待命名", exact=True).click()
    field(leader, "发文字号").fill("示例武委〔2022〕9号")
    button(leader, "提请命名").click()
    says(leader, "等待领导小组另一名成员复核")
    other = demo.as_role("leader2")
    stands_second(other)
    assert download(other, "打开查看").startswith(b"%PDF")
    confirm(other, "命名 6 人")
    go(leader, "命名与证书")
    assert download(leader, "命名决定").startswith(b"%PDF")

    go(staff, "命名与证书")
    button(staff, "提请制发证书").click()
    says(staff, "等待另一人复核")
    confirm(leader, "证书 6 份")
    go(staff, "命名与证书")
    staff.get_by_text("已完成", exact=True).wait_for(timeout=60_000)
    staff.reload()
    assert staff.get_by_role("link", name="下载", exact=True).count() == 6
    assert download(staff, "下载").startswith(b"%PDF")


def open_batch(page) -> None:
    go(page, "发放花名册")
    page.get_by_role("link", name="FF2022-01", exact=True).click()


def test_the_named_are_paid_by_five_people(demo):
    staff = demo.as_role("union1")
    go(staff, "奖励台账")
    field(staff, "预算金额（元）").fill("60000")
    field(staff, "批准文件").fill("预算（示例数据，纯属虚构）")
    button(staff, "登记").click()
    says(staff, "预算已登记")
    button(staff, "登记一次性奖励").click()
    says(staff, "已登记一次性奖励 6 笔")
    demo.python(crowd.OTHER_ACCOUNTS)
    go(staff, "发放花名册")
    shows(staff, "还没有银行账号：郑示例")
    field(staff, "获得者").select_option(label="郑示例")
    field(staff, "户名").fill("郑示例")
    field(staff, "开户银行").fill("示例银行（演练）")
    field(staff, "银行账号").fill("9990000000000000001")
    button(staff, "登记").click()
    says(staff, "账号已登记")
    button(staff, "编制发放批次（6 笔）").click()
    says(staff, "已编制批次 FF2022-01")

    for who, second, todo, words in (
        ("leader2", "leader1", "待审批的发放批次", "提请审批"),
        ("finance1", "finance2", "待送银行的发放批次", "提请送银行"),
    ):
        page = demo.as_role(who)
        page.get_by_role("link", name=todo, exact=True).wait_for()
        open_batch(page)  # last year's may wait, too
        button(page, words).click()
        says(page, "批次 FF2022-01，共 6 笔，应发 60,000.00 元：已提请")
        other = demo.as_role(second)
        stands_second(other)
        shows(other, "郑示例　一次性奖励　应发 10,000.00")
        confirm(other, "应发 60,000.00 元")
        page.reload()
    go(page, "首页")
    page.get_by_role("link", name="待登记银行结果的发放批次", exact=True).wait_for()
    open_batch(page)
    field(page, "银行回单号").fill("演练回单0527")
    button(page, "提请登记银行结果").click()
    says(page, "已提请登记银行结果")
    confirm(demo.as_role("finance2"), "银行回单 演练回单0527")
    page.reload()
    shows(page, "银行回单号：演练回单0527")
    assert page.get_by_role("cell", name="已发放", exact=True).count() == 6
