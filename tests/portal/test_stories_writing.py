"""Long writing in real Chromium: no word is lost to a broken line, an expired sign-in, a colleague or a closed page."""

import pytest

from tests.pdfs import tiny_pdf
from tests.portal.stage import button, field, heading, open_file, says, shows

NO = "ZG2022-002"
DEEDS = "从事钳工工作八年，解决薄壁件变形难题。（示例数据，纯属虚构）"


@pytest.fixture
def writer(demo):
    """The HR officer before the form of a draft, on a phone, at the step of the deeds."""
    page = demo.as_role("hr1", width=390)
    open_file(page, NO)
    page.get_by_role("link", name="修改", exact=True).click()
    go_to(page, "主要事迹")
    return page


def go_to(page, step: str) -> None:
    """A step by its link; loaded with its script: whoever writes has seen the page come up."""
    page.get_by_role("navigation", name="填写步骤").get_by_role("link", name=step).click()
    page.locator("[aria-current=step]").filter(has_text=step).wait_for()
    page.wait_for_load_state()


def saved(page) -> None:
    page.wait_for_selector("[data-saved]:has-text('已自动保存')")


def in_the_database(demo, name: str) -> str:
    return demo.python(
        f"from nominations.models import Nomination as N; print(N.objects.get(no='{NO}').{name})"
    )


def test_the_form_saves_itself_and_tells_what_is_missing(demo, writer):
    go_to(writer, "职业与岗位")
    shows(writer, "报送前核对")
    field(writer, "岗位").fill("班组长")
    saved(writer)
    assert in_the_database(demo, "post") == "班组长"
    field(writer, "从业年限").fill("99999")
    writer.wait_for_selector("[data-saved]:has-text('有 1 处须更正，没有保存')")
    field(writer, "从业年限").fill("8")
    saved(writer)
    assert in_the_database(demo, "years_in_trade") == "8"


def test_a_press_while_the_form_saves_itself_is_not_told_as_a_colleagues_change(demo, writer):
    held = []
    writer.route("**/autosave/", lambda route: held.append((route, route.fetch())))
    here = writer.url
    field(writer, "主要事迹").fill(DEEDS + "按得快。")
    while not held:
        writer.wait_for_timeout(50)
    button(writer, "下一步").click()  # the server has saved it; the page does not know yet
    for route, answer in held:
        route.fulfill(response=answer)
    writer.wait_for_url(lambda url: url != here)
    assert in_the_database(demo, "deeds") == DEEDS + "按得快。"


def test_what_is_typed_without_a_line_is_sent_when_the_line_is_back(demo, writer):
    writer.context.set_offline(True)
    field(writer, "主要事迹").fill(DEEDS)
    writer.wait_for_selector("[data-saved]:has-text('网络不通，内容保存在这台设备上')")
    writer.context.set_offline(False)
    saved(writer)
    assert in_the_database(demo, "deeds") == DEEDS
    demo.errors.clear()  # the browser's own word for the broken line


def test_what_was_typed_before_the_page_was_lost_is_there_again(demo, writer):
    writer.context.set_offline(True)
    field(writer, "主要事迹").fill(DEEDS + "补充一。")
    writer.wait_for_selector("[data-saved]:has-text('网络不通')")
    address = writer.url
    writer.close(run_before_unload=False)
    context = demo.contexts[-1]
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    shows(again, "已恢复这台设备上")
    assert field(again, "主要事迹").input_value() == DEEDS + "补充一。"
    saved(again)
    assert in_the_database(demo, "deeds") == DEEDS + "补充一。"
    demo.errors.clear()


def honours(demo) -> str:
    return demo.python(
        "from nominations.models import Achievement as A;"
        f"print(*A.objects.filter(nomination__no='{NO}', kind='honours').values_list('title', flat=True))"
    )


def test_rows_are_added_and_taken_out_and_save_themselves(demo, writer):
    go_to(writer, "业绩与荣誉")
    writer.locator("summary").filter(has_text="荣誉").last.click()  # an empty list lies folded
    field(writer, "荣誉名称").fill("厂级先进")
    for words in ("区技术能手", "市技术能手"):
        button(writer, "再加一项荣誉").click()
        field(writer, "荣誉名称").last.fill(words)
    saved(writer)
    assert honours(demo) == "厂级先进 区技术能手 市技术能手"
    button(writer, "删除荣誉第 2 项").click()
    writer.wait_for_selector("[data-saved]:has-text('正在填写')")
    saved(writer)
    assert honours(demo) == "厂级先进 市技术能手"


def test_rows_that_were_added_and_taken_out_without_a_line_are_there_again(demo, writer):
    go_to(writer, "业绩与荣誉")
    writer.context.set_offline(True)
    button(writer, "删除荣誉第 1 项").click()
    button(writer, "再加一项荣誉").click()
    field(writer, "荣誉名称").last.fill("省技术能手")
    writer.wait_for_selector("[data-saved]:has-text('网络不通')")
    address = writer.url
    writer.close(run_before_unload=False)
    context = demo.contexts[-1]
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    shows(again, "已恢复这台设备上")
    names = [box.input_value() for box in field(again, "荣誉名称").all()]
    assert names == ["市技术能手", "省技术能手"]
    saved(again)
    assert honours(demo) == "市技术能手 省技术能手"
    demo.errors.clear()


def test_an_expired_sign_in_leads_back_to_the_filled_form(demo, writer):
    address = writer.url
    writer.context.clear_cookies(name="sessionid")
    field(writer, "主要事迹").fill(DEEDS + "补充二。")
    shows(writer, "登录已过期。您填写的内容保存在这台设备上，重新登录后自动恢复。")
    button(writer, "重新登录").click()
    field(writer, "登录名").fill("hr1")
    field(writer, "密码").fill(demo.password)
    button(writer, "登录").click()
    writer.wait_for_url(address)
    assert field(writer, "主要事迹").input_value() == DEEDS + "补充二。"
    saved(writer)
    assert in_the_database(demo, "deeds") == DEEDS + "补充二。"


def test_nothing_of_a_draft_stays_on_the_machine_after_signing_out(demo, writer):
    writer.context.set_offline(True)
    field(writer, "主要事迹").fill(DEEDS)
    writer.wait_for_selector("[data-saved]:has-text('网络不通')")
    assert writer.evaluate("Object.keys(localStorage).length") == 1
    writer.context.set_offline(False)
    saved(writer)
    field(writer, "主要事迹").fill(DEEDS + "补充三。")
    writer.on("dialog", lambda dialog: dialog.accept())
    writer.get_by_text("演练人事1").first.click()
    button(writer, "退出登录").click()
    writer.wait_for_url(f"{demo.base}/")
    assert writer.evaluate("Object.keys(localStorage).length") == 0
    demo.errors.clear()


COLLEAGUE = """
from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.models import Role, User
firm = User.objects.get(username="hr1").organisation_as(Role.FIRM_HR)
user = people.open_account(None, username="hr1b", full_name="演练人事乙", role=Role.FIRM_HR, organisation=firm)
user.set_password("{password}")
user.save()
"""


def test_two_hr_officers_see_each_others_change_and_choose(demo, writer):
    demo.python(COLLEAGUE.format(password=demo.password))
    go_to(writer, "职业与岗位")
    other = demo.as_role("hr1b")
    other.goto(writer.url)
    field(other, "岗位").fill("技术员")
    saved(other)
    field(writer, "岗位").fill("工段长")
    shows(writer, "演练人事乙于 2022年3月15日")
    shows(writer, "对方的内容：岗位：技术员")
    assert in_the_database(demo, "post") == "技术员"
    button(writer, "以我的为准，继续保存").click()
    saved(writer)
    assert in_the_database(demo, "post") == "工段长"
    button(writer, "保存草稿").click()
    says(writer, "已保存")
    demo.errors.clear()  # the browser's own word for the conflict


def test_papers_go_up_when_they_are_chosen_and_none_is_lost_without_a_word(demo, writer):
    go_to(writer, "证明材料")
    writer.get_by_label("选择文件", exact=True).set_input_files(
        [
            paper("荣誉证书.pdf", tiny_pdf("一")),
            paper("IMG_0001.pdf", tiny_pdf("二")),
            paper("公示.pdf", b"MZ"),
        ]
    )
    shows(writer, "“荣誉证书.pdf”已上传到“荣誉证书”")
    shows(writer, "文件“公示.pdf”不是 PDF，也不是")
    shows(writer, "文件“IMG_0001.pdf”的名称看不出是哪一类材料")
    field(writer, "IMG_0001.pdf的材料类别").select_option("业绩材料")
    button(writer, "重新上传").first.click()
    shows(writer, "“IMG_0001.pdf”已上传到“业绩材料”")
    asked = []
    writer.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    writer.get_by_role("link", name="下一步", exact=True).click(
        no_wait_after=True
    )  # the refused one is not given up yet
    button(writer, "不传了").click()
    assert asked == ["beforeunload"]
    writer.get_by_role("link", name="下一步", exact=True).click()
    shows(writer, "缺少“单位公示证明”")
    assert button(writer, "报送").is_disabled()
    writer.get_by_role("main").get_by_role("link", name="没有职工（代表）大会推荐日期").click()
    heading(writer, NO)
    assert writer.evaluate("document.activeElement.id") == "id_staff_meeting_on"


def paper(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_a_round_that_closes_while_somebody_writes_leaves_the_words_on_the_page(demo, writer):
    demo.move_to("2022-04-01")
    words = DEEDS + "截止之后写的。"
    field(writer, "主要事迹").fill(words)
    shows(writer, "申报已经截止；您填写的内容仍然保留。")
    shows(writer, "您刚才填写的内容保存在这台设备上")
    assert field(writer, "主要事迹").input_value() == words
    button(writer, "保存草稿").click()
    says(writer, "申报已经截止；您填写的内容仍然保留。")
    assert field(writer, "主要事迹").input_value() == words
    assert in_the_database(demo, "deeds") != words
    demo.errors.clear()  # the browser's own word for the refusal
