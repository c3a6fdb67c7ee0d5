"""The acts of a year, each as the person whose turn it is does it on the pages; `town[name]` is whoever signs in by that name."""

import re

from tests.pdfs import PDF
from tests.people import make_code, make_id
from tests.workbooks import EXPERT_HEADINGS, workbook

PASSWORD = "gongjiang-2022-shili"


def open_account(town, username, full_name, role, unit) -> None:
    """Proposed and confirmed; the link by the first, its code by the second; the person sets the password."""
    town["zhao"].open("/accounts/people/").press(
        "提请开通", 登录名=username, 姓名=full_name, 角色=role, 单位=unit
    )
    town.second("qian", full_name)
    give_link(town, username, full_name)


def give_link(town, username, full_name) -> None:
    first, second = town["zhao"], town["qian"]
    first.open(f"/accounts/people/?q={username}").press("发设置密码链接")
    link = re.search(r"/accounts/invitation/[\w-]+/", first.last.content.decode()).group()
    told = second.open("/accounts/people/").sheet.text
    found = re.search(rf"为{full_name}发设置密码的链接，口令\s*(\d{{6}})", told)
    assert found, told
    set_password(town, link, found.group(1))


def set_password(town, link, code) -> None:
    town.stranger().open(link).press("设置密码并登录", 新密码=PASSWORD, 新密码确认=PASSWORD, 口令=code)


def begin(town) -> None:
    zhao = town["zhao"]
    zhao.open("/policy/register/").press(
        "预览改动",
        "读到 12 条",
        文号="示例〔2021〕30号",
        印发机关="示例机关",
        印发日期="2021-12-01",
        版本说明="印发稿",
    )
    zhao.press("提请登记", "提请")
    town.second("qian", "2021年12月1日")
    for n in range(1, 4):
        open_account(town, f"leader{n}", f"冯领导{n}", "领导小组成员", "区总工会")
        zhao.open("/policy/bodies/").press(
            "提请登记", 领导机构="“诸葛工匠”评选管理领导小组", 成员单位="区总工会", 成员=f"冯领导{n}", 组长=n == 1,
            任职日期="2022-01-05", 任职文件="示例发〔2022〕1号",
        )  # fmt: skip
        town.second("qian", f"冯领导{n}")
    open_account(town, "secretary", "朱秘书", "专家委员会秘书", "区总工会")
    open_account(town, "clerk", "周经办", "推荐单位经办人", "浆洗街街道")
    for n in (1, 2):
        open_account(town, f"finance{n}", f"何财务{n}", "财务人员", "区总工会")


def stop_and_go_on(town) -> None:
    """The leading group suspends the round over a question of fact, and resumes it with a later end."""
    leader = town["leader1"].go("年度批次")
    leader.press("提请中止", 理由="名额待上级核定", 依据的文件="示例会议纪要1号")
    town.second("leader2", "名额待上级核定")
    town["renshi"].go("申报", "ZG2022-001").says("已中止，这份申报暂停办理")
    leader.go("年度批次").says("已中止").press(
        "提请恢复", 理由="名额已核定", 依据的文件="示例会议纪要2号", 恢复后截止日="2022-02-28"
    )
    leader.says("已提请恢复")
    town.second("leader2", "名额已核定")


def open_round(town) -> None:
    zhao = town["zhao"].go("年度批次", "筹备新批次")
    zhao.press(
        "登记", 年度="2022", 命名名额="3", 评选批准依据="示例批准文件", 申报开始日="2022-02-07", 申报最后一日="2022-02-28",
        拟命名日期="2022-04-28",
    )  # fmt: skip
    town.on("2022-02-07")
    zhao.go("年度批次").press("提请开始申报", "等待另一人复核")
    town.second("leader1", "开始申报")


PAPER = ("example.pdf", PDF, "application/pdf")


def register_firm(town) -> None:
    firm = town.stranger().open("/accounts/registration/")
    firm.press(
        "提交注册", 单位名称="示例机械有限公司", 统一社会信用代码=make_code(1), 企业性质="民营", 推荐单位="浆洗街街道",
        联系人姓名="吴人事", 联系人手机号码="10000000001", 希望的登录名="renshi", 单位介绍信=PAPER, 我已阅读并同意上面的个人信息告知=True,
    )  # fmt: skip
    code = re.search(r"口令\s*(\d{6})", firm.sheet.text).group(1)
    clerk = town["clerk"].go("待确认的单位注册", "DJ2022-00001")
    clerk.press("确认并开通账号")
    link = re.search(r"/accounts/invitation/[\w-]+/", clerk.last.content.decode()).group()
    set_password(town, link, code)


def nominate(town, name, number, rank) -> None:
    """HR fills in the form step by step, hands up the papers and submits."""
    hr = town["renshi"].go("申报", "新填一份")
    hr.press(
        "建立草稿，接着填写",
        姓名=name,
        推荐方式="单位推荐",
        身份证号=make_id(number),
        联系电话=f"1000000001{number}",
        **{"职业（工种）": "钳工"},
    )
    hr.says("第 2 步").press("下一步", 是否一线="是").press("下一步", 主要事迹="解决关键工序难题，带徒三人。")
    hr.press("下一步")
    hr.press(
        "下一步",
        单位推荐排序=rank,
        **{"职工（代表）大会推荐日期": "2022-01-20"},
        单位公示开始="2022-01-24",
        单位公示结束="2022-01-28",
    )
    hr.press("下一步", 本人单独同意日期="2022-01-20", 诚信承诺日期="2022-01-20")
    hr.hand_up("业绩材料", PAPER).hand_up("单位公示证明", PAPER)
    hr.follow("下一步").press("报送", "已报送")


def check(town, no, clerk, rank) -> None:
    town[clerk].go("待初审的申报", no).press("初审通过", 初审意见="同意推荐", 推荐排序=rank)
    town["zhao"].go("待审查资格的申报", no).press("登记结论", 审查结论="资格合格")
    town["qian"].go("待您复核的资格审查结论", no).press("复核通过")


def hand_over(town) -> None:
    """The street's clerk is moved; a colleague goes on with the file that waits."""
    open_account(town, "clerk2", "郑经办", "推荐单位经办人", "浆洗街街道")
    page = town["zhao"].open("/accounts/people/?q=clerk").follow("周经办")
    page.press("提请结束", 原因="已调离", 接手人="郑经办")
    town.second("qian", "周经办")
    town["clerk"].go().says("请先登录")


def enter_holidays(town) -> None:
    """Next year's statutory days, by two people."""
    page = town["zhao"].go("设置", "放假安排")
    page.press("提请登记", 年度="2023", 放假安排="元旦：1月1日至1月2日放假，共2天。", 依据="示例通知")
    town.second("qian", "2023年")
    page.open("/policy/calendar/?year=2023").says("2023年1月2日")


def seat_committee(town) -> None:
    rows = [
        [
            f"P{n:02d}",
            f"专家{'一二三四五'[n - 1]}",
            make_id(900 + n),
            "示例学院",
            "教授",
            "第一组",
            "10000000900",
        ]
        for n in range(1, 6)
    ]
    book = ("专家名册.xlsx", workbook(EXPERT_HEADINGS, rows).getvalue())
    secretary = town["secretary"].go("评审").press("导入名册", 专家名册=book).press("确认导入")
    secretary.press("提请审批")
    town.second("zhao", "专家委员会")
    for n in range(1, 6):
        town["zhao"].open(f"/accounts/people/?q=expert{n}").press("提请换发链接")
        town.second("qian", f"专家{'一二三四五'[n - 1]}")
        give_link(town, f"expert{n}", f"专家{'一二三四五'[n - 1]}")


def score(town, files=2) -> None:
    town.on("2022-03-01")
    town["secretary"].go("评审").press("提请开始评分", 评分最后一日="2022-03-19")
    town.second("zhao", "开始评分")
    for n in range(1, 6):
        expert = town[f"expert{n}"].go("我的评分").press("签署承诺").follow("评分")
        for _ in range(files):
            fields = expert.fields_of("封存，评下一份")
            marks = zip(fields, ["12", "16", "8", "8", "8", "8", "8", "12"], strict=False)
            expert.press("封存，评下一份", **dict(marks), 认可=True)
    town.on("2022-03-20")
    town["secretary"].go("评审").follow("排名").says("甲示例")


def approve_and_show(town) -> None:
    zhao = town["zhao"].go("建议人选待领导小组审定")
    zhao.press(
        "登记会议",
        会议日期="2022-03-20",
        冯领导1=True,
        冯领导2=True,
        冯领导3=True,
        会议纪要="会议同意上列同志为公示人选。",
    )
    town.second("leader1", "甲示例")
    zhao.go("审定的人选待公示").press(
        "提请发布",
        公示开始日="2022-03-28",
        受理异议的联系方式="成都市武侯区总工会（示例），电话 028-00000000",
    )
    town.second("qian", "甲示例")
    town.on("2022-04-08")
    zhao.go("公示期满，待办结").press("公示期满办结")


def late_letter(town) -> None:
    """Posted within the days of the notice, come after it was ended: it holds one person, the other is named."""
    page = town["zhao"].go("评审").follow("异议")
    page.press(
        "登记",
        被异议人="乙示例",
        方式="信函",
        异议人及联系方式="示例异议人",
        署实名或加盖单位公章=True,
        收到日期="2022-04-01",
        异议内容="反映业绩与事实不符。",
    )
    page.says("核查中")


def name_and_certify(town, name, number, day, button="提请命名") -> None:
    leader = town["leader1"].go("人选待")
    leader.press(button, 发文字号=number, 命名日期=day, 颁发单位="中共成都市武侯区委（示例）")
    town.second("leader2", name)
    page = town["zhao"].go("命名决定待制发证书")
    page.press("提请制发证书" if button == "提请命名" else f"提请制发证书（{number}）")
    town.second("qian", name)
    town.work()


def clear_the_other(town) -> None:
    """The finding clears whom the letter held; a supplementary decision names him."""
    town.on("2022-04-15")
    leader = town["leader2"].go("待核查并作出结论的异议")
    leader.press("作出结论", 核查报告="经核查，反映的情况不属实。", 结论="异议不成立")
    name_and_certify(town, "乙示例", "武委〔2022〕示例2号", "2022-04-15", "提请补充命名")


def stand_in(town) -> None:
    """One of finance is away for two weeks; an officer of the union does his part for these days."""
    page = town["zhao"].open("/accounts/people/?q=finance2").follow("何财务2")
    page.press("提请代理", 代理人="孙工会", 代理开始日="2022-04-15", 代理最后一日="2022-04-29")
    town.second("qian", "孙工会")
    town["sun"].go().says("财务人员")


def pay(town, accounts, second) -> None:
    """Everybody with an account of his own; the bank's list by one of finance and `second`."""
    zhao = town["zhao"].go("奖励", "奖励台账")
    zhao.press("登记", **{"预算金额（元）": "100000.00"}, 批准文件="示例预算〔2022〕1号")
    zhao.go("命名的人待登记一次性奖励").press("登记一次性奖励")
    for name, number in accounts.items():
        zhao.go("待登记收款账户的奖励").press(
            "登记", 获得者=name, 户名=name, 开户银行="示例银行武侯支行", 银行账号=number
        )
    zhao.go("奖励待编制发放批次").press(f"编制发放批次（{len(accounts)} 笔）")
    leader = town["leader1"].go("待审批的发放批次")
    leader.press("提请审批")
    town.second("leader2", "甲示例")
    town["finance1"].go("待送银行的发放批次").press("提请送银行")
    town.second(second, "甲示例")
    town["finance1"].go("待登记银行结果的发放批次").press("提请登记银行结果", 银行回单号="示例回单1")
    town.second(second, "甲示例")


def archive(town) -> None:
    """The firm has the certificate, the year is closed, and nothing of it goes on."""
    assert town["renshi"].go("工匠梯次", "甲示例").fetches("荣誉证书") == "application/pdf"
    zhao = (
        town["zhao"]
        .go("各项已经办结的批次，待归档")
        .press("提请归档", 理由="评选办结", 依据的文件="示例会议纪要")
    )
    town.second("qian", "归档")
    zhao.go("年度批次").says("已归档")
    town.stranger().open("/").says("已归档")
