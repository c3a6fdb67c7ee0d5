"""Beside the year in real Chromium: the public, leader, system admin, finance and auditor, each from start to done."""

import re

from tests.portal.stage import (
    button,
    confirm,
    download,
    field,
    go,
    heading,
    no_wider_than_the_screen,
    says,
    search,
    shows,
    stands_second,
)


def test_anybody_reads_the_notice_and_the_policy_and_checks_a_certificate(demo):
    page = demo.visitor(width=390)
    page.goto(demo.base)
    page.get_by_role("link", name="2021年度武侯区“诸葛工匠”拟命名人选公示").click()
    heading(page, "2021年度武侯区“诸葛工匠”拟命名人选公示")
    shows(page, "共 5 个工作日")
    assert page.get_by_role("row").count() > 10
    assert not re.search(r"\d{11}", page.inner_text("main table"))  # no telephone, no ID number
    assert no_wider_than_the_screen(page)

    page.get_by_role("contentinfo").get_by_role("link", name="实施办法").click()
    heading(page, "培育计划的实施办法")
    shows(page, "打破年龄、学历、资历和身份等限制")
    assert no_wider_than_the_screen(page)

    right = demo.python("from awards.models import Title; print(Title.objects.first().check_code)")
    for code, answer in ((right, "证书有效"), (right[::-1], "没有查到")):
        page.get_by_role("contentinfo").get_by_role("link", name="证书查验").click()
        field(page, "查验码").fill(code)
        button(page, "查验").click()
        shows(page, answer)
        assert no_wider_than_the_screen(page)


def test_a_leader_approves_a_payment_and_confirms_what_another_proposed(demo):
    leader = demo.as_role("leader1")
    leader.get_by_role("link", name="待审批的发放批次", exact=True).click()
    button(leader, "提请审批").click()
    says(leader, "FF2021-04，共")
    other = demo.as_role("leader2")
    confirm(other, "批次 FF2021-04")
    leader.reload()
    shows(leader, "此项只由财务人员办理")  # why the next step is not the leader's
    assert not button(leader, "提请送银行").is_visible()

    stands_second(leader)
    assert "审批专家委员会" not in leader.inner_text("main")  # not the leading group's
    confirm(leader, "示例新同事")
    shows(leader, "没有等您复核的事项")
    go(leader, "申报")
    heading(leader, "2022年度申报")
    assert not leader.get_by_role("link", name="新填一份").is_visible()
    go(leader, "评审")
    shows(leader, "评分截止之前，任何人都不能查看分数和名次")


def test_a_system_admin_proposes_an_account_and_a_union_officer_confirms(demo):
    admin, officer = demo.as_role("admin"), demo.as_role("union2")
    go(admin, "账号")
    admin.get_by_role("link", name="开通新账号", exact=True).click()  # leads to the form and unfolds it
    form = admin.locator("form").filter(has=button(admin, "提请开通"))
    field(form, "登录名").fill("street99")
    field(form, "姓名").fill("示例新经办")
    field(form, "角色").select_option("推荐单位经办人")
    field(form, "单位").select_option("玉林街道")
    button(form, "提请开通").click()
    says(admin, "已提请开通，等待另一人复核")
    stands_second(admin)
    shows(admin, "我提出的，等待另一人复核")
    assert not button(admin, "复核通过").is_visible()  # never the one who proposed

    confirm(officer, "street99")
    go(admin, "账号")
    search(admin, "示例新经办")
    admin.get_by_role("cell", name="street99").wait_for()


def test_finance_exports_the_roster_and_settles_a_batch_with_a_failed_line(demo):
    maker, second = demo.as_role("finance1"), demo.as_role("finance2")
    go(maker, "发放花名册")
    button(maker, "提请导出花名册").click()
    says(maker, "等待另一名财务人员复核")
    confirm(second, "花名册")
    go(maker, "发放花名册")
    maker.get_by_text("已完成", exact=True).wait_for(timeout=60_000)
    maker.reload()
    assert download(maker, "下载 2021年度奖励发放花名册").startswith(b"PK")
    maker.get_by_role("link", name="FF2021-03", exact=True).click()
    button(maker, "提请送银行").click()
    says(maker, "已提请送银行，等待另一名财务人员复核")
    confirm(second, "批次 FF2021-03")

    go(second, "首页")
    second.get_by_role("link", name="待登记银行结果的发放批次", exact=True).click()
    field(second, "银行回单号").fill("演练回单0315")
    second.get_by_role("checkbox").first.check()
    field(second, "退回原因").fill("户名不符")
    button(second, "提请登记银行结果").click()
    says(second, "已提请登记银行结果")
    stands_second(maker)
    shows(maker, "户名不符")
    confirm(maker, "银行回单 演练回单0315")
    second.reload()
    shows(second, "银行回单号：演练回单0315")
    assert second.get_by_role("cell", name="退回：户名不符").count() == 1
    assert second.get_by_role("cell", name="已发放", exact=True).count() == 1


def test_an_auditor_checks_the_log_and_filters_it(demo):
    auditor = demo.as_role("audit")
    auditor.get_by_role("link", name="今日操作记录待核对", exact=True).click()
    button(auditor, "核对操作记录").click()
    says(auditor, "操作记录完整")
    search(auditor, "FF2021-03")
    auditor.get_by_role("cell", name="编制发放批次").wait_for()
    field(auditor, "从").fill("2022-03-15")
    search(auditor, "FF2021-03")
    auditor.get_by_role("cell", name="编制发放批次").wait_for(state="hidden")
    for act in ("送银行", "登记银行结果"):  # what was done before that day is left out
        auditor.get_by_role("cell", name=act).wait_for()
    assert auditor.get_by_role("row").count() == 3
    search(auditor, "没有这样的事项")
    shows(auditor, "没有符合条件的记录")
